/** True for a whole one-time token. */
export const isOneTimeToken = (text: string): boolean => /^xi_[A-Za-z0-9_-]{43}$/.test(text)

/**
 * The one-time token of a link, or an empty text. It stands behind the # of the address, which browsers send to no
 * server, so that it stays out of logs.
 */
export const tokenOf = (hash: string): string => (isOneTimeToken(hash.slice(1)) ? hash.slice(1) : '')
