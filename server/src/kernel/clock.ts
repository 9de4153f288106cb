/** The platform's civil time zone: days of law are days in China. */
export const timeZone = 'Asia/Shanghai'

const day = new Intl.DateTimeFormat('sv-SE', { timeZone })

/** The civil day (`YYYY-MM-DD`) of an instant. */
export const dayOf = (instant: Date): string => day.format(instant)
