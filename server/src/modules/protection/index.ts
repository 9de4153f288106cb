export { consentFor, type Reading } from './actions/consent-for.ts'
