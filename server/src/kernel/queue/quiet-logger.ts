import { Logger } from 'graphile-worker'

/** The queue's own log is left out: jobs are logged once, by us, with their outcome. */
export const quietLogger = new Logger(() => () => {})
