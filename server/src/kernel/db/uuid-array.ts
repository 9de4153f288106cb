/**
 * Ids as PostgreSQL writes a uuid[], for a parameter cast with ::uuid[]. Three times cheaper than letting the driver
 * quote every element (chunks of 4,000). Ids are ours or were checked to be UUIDs; the cast refuses anything else.
 */
export const uuidArray = (ids: readonly string[]): string => `{${ids.join(',')}}`
