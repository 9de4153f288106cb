/** A session ends when nothing was asked for so long, and in any case after the longer time. */
const idleMs = 30 * 60_000
export const absoluteMs = 8 * 3_600_000

/** When a session seen and made at these instants must have been seen and made after, to live at `now`. */
export const liveSince = (now: Date): { seen: Date; made: Date } => ({
  seen: new Date(now.getTime() - idleMs),
  made: new Date(now.getTime() - absoluteMs),
})

/** A one-time token ends after so long. */
export const invitationMs = 24 * 3_600_000
