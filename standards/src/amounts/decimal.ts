type Parts = { isNegative: boolean; whole: string; part: string }

const powerMax = 1_000
const zeros = Array.from({ length: 17 }, (_, n) => '0'.repeat(n))

/**
 * Compares two decimal texts (`-12.50`) exactly, whatever their length: -1, 0 or 1. RangeError when one is no
 * decimal text.
 */
export function compareDecimal(a: string, b: string): -1 | 0 | 1 {
  if (a === b && isShort(a)) return 0
  const left = partsOf(a)
  const right = partsOf(b)
  if (left.isNegative !== right.isNegative) return left.isNegative ? -1 : 1
  const order = compareDigits(left, right)
  return left.isNegative ? ((0 - order) as -1 | 0 | 1) : order
}

/**
 * A decimal text times a power of ten, exact and without needless zeros: ('0.15', 4) is '1500', ('2.50', 0) is
 * '2.5'. RangeError when `a` is no decimal text or the power is no whole number up to 1,000 either way.
 */
export function multiplyDecimal(a: string, powerOfTen: number): string {
  if (isShort(a)) {
    if (powerOfTen === 0) return a
    if (powerOfTen > 0 && powerOfTen < zeros.length) return a === '0' ? a : a + zeros[powerOfTen]
  }
  if (!Number.isInteger(powerOfTen) || Math.abs(powerOfTen) > powerMax)
    throw new RangeError(`the power of ten must be a whole number up to ${powerMax}, not ${powerOfTen}`)
  const { isNegative, whole, part } = partsOf(a)
  if (powerOfTen < 0) {
    const digits = whole.padStart(1 - powerOfTen, '0')
    return written(isNegative, digits.slice(0, powerOfTen), digits.slice(powerOfTen) + part)
  }
  if (part.length <= powerOfTen)
    return written(isNegative, whole + part + zerosOf(powerOfTen - part.length), '')
  return written(isNegative, whole + part.slice(0, powerOfTen), part.slice(powerOfTen))
}

/** The exact sum of two decimal texts that are not negative. */
export function addDecimal(a: string, b: string): string {
  const left = partsOf(a)
  const right = partsOf(b)
  const places = Math.max(left.part.length, right.part.length)
  const units = (parts: Parts) => BigInt(parts.whole + parts.part.padEnd(places, '0'))
  return multiplyDecimal(String(units(left) + units(right)), -places)
}

/** Up to 15 digits without a leading zero, sign or point: the shape that needs no work. */
function isShort(text: string): boolean {
  const { length } = text
  if (length === 0 || length > 15 || (length > 1 && text.charCodeAt(0) === 48)) return false
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    if (code < 48 || code > 57) return false
  }
  return true
}

/** Sign, whole part without leading zeros, and decimal part without trailing ones; zero has no sign. */
function partsOf(text: string): Parts {
  const sign = text.charCodeAt(0)
  let start = sign === 45 || sign === 43 ? 1 : 0
  let point = -1
  const { length } = text
  for (let i = start; i < length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57) continue
    if (code !== 46 || point >= 0) throw new RangeError(`no decimal number: ${text.slice(0, 40)}`)
    point = i
  }
  if (length - start < (point < 0 ? 1 : 2)) throw new RangeError(`no decimal number: ${text.slice(0, 40)}`)
  let end = length
  if (point < 0) point = length
  else while (text.charCodeAt(end - 1) === 48) end--
  while (start < point && text.charCodeAt(start) === 48) start++
  const whole = start === 0 && point === length ? text : text.slice(start, point)
  const part = end > point + 1 ? text.slice(point + 1, end) : ''
  return { isNegative: sign === 45 && (whole !== '' || part !== ''), whole, part }
}

function compareDigits(left: Parts, right: Parts): -1 | 0 | 1 {
  if (left.whole.length !== right.whole.length) return left.whole.length < right.whole.length ? -1 : 1
  if (left.whole !== right.whole) return left.whole < right.whole ? -1 : 1
  // Without trailing zeros the decimals order as texts do: '12' before '2', '1' before '12'.
  return left.part === right.part ? 0 : left.part < right.part ? -1 : 1
}

const zerosOf = (count: number) => zeros[count] ?? '0'.repeat(count)

function written(isNegative: boolean, digits: string, decimals: string): string {
  const whole = withoutLeadingZeros(digits) || '0'
  const part = withoutTrailingZeros(decimals)
  const value = part === '' ? whole : `${whole}.${part}`
  return isNegative ? `-${value}` : value
}

function withoutLeadingZeros(digits: string): string {
  let start = 0
  while (digits.charCodeAt(start) === 48) start++
  return start === 0 ? digits : digits.slice(start)
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length
  while (end > 0 && digits.charCodeAt(end - 1) === 48) end--
  return end === digits.length ? digits : digits.slice(0, end)
}
