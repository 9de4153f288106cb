/** Entries that one turn of sealing takes: large enough for a backlog, small enough to be signed within a second. */
export const entriesPerTurn = 4_096

/** How long a witness may take, in milliseconds. */
export const witnessMs = 3_000

/** How long further cosignatures are waited for once there are enough. */
export const graceMs = 150

/** Longest reply of a witness that is read. */
export const witnessReplyMax = 64 * 1024
