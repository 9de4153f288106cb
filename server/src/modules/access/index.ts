export { accessesOf } from './actions/accesses-of.ts'
export { noteAccess } from './actions/note-access.ts'
export { spendQuota } from './actions/spend-quota.ts'
export { purposes } from './schema.ts'
