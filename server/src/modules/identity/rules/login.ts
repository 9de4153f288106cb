/** A login as it is kept and compared: case and width do not matter. */
export const plainLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase().slice(0, 64)

/** What a new login may be: letters of any script, digits, dot, dash, underscore, at sign; 3 to 64. */
export const isLogin = (login: string): boolean => /^[\p{L}\p{Nd}][\p{L}\p{Nd}._@-]{2,63}$/u.test(login)
