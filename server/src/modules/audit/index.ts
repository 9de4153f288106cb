export { recordLeaf } from './actions/record-leaf.ts'
export { leavesOf } from './store.ts'
