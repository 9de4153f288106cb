/** From here on a spreadsheet program keeps fewer digits than were typed: it stores 15. */
const exactBelow = 1e15

/**
 * The decimal text of a stored number. Text that is already the shortest for its value is kept as it is;
 * 7.0000000000000007E-2, the way Excel writes 0.07, becomes 0.07: the same number, without an exponent.
 */
export function numberText(stored: string): { text: string; lostDigits: boolean } {
  const value = Number(stored)
  if (!Number.isFinite(value) || stored.trim() === '') return { text: stored, lostDigits: false }
  if (Math.abs(value) >= exactBelow) return { text: stored, lostDigits: true }
  const shortest = decimal(value)
  const digits = stored
    .replace(/[eE].*/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '').length
  const isNoise =
    /[eE]/.test(stored) || (digits >= 16 && shortest.replace(/\D/g, '').replace(/^0+/, '').length <= 15)
  return { text: isNoise ? shortest : stored, lostDigits: false }
}

/** Plain decimal notation of the shortest text that names the value. */
function decimal(value: number): string {
  const [mantissa = '0', exponent] = String(value).split('e')
  if (exponent === undefined) return mantissa
  const sign = value < 0 ? '-' : ''
  const [whole = '', part = ''] = mantissa.replace('-', '').split('.')
  const point = whole.length + Number(exponent)
  const digits = whole + part
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  return point >= digits.length
    ? sign + digits + '0'.repeat(point - digits.length)
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}
