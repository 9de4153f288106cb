type Parts = { isNegative: boolean; digits: string; places: number }

/** A sign, the digits without leading zeros, and how many of them stand after the point. */
function partsOf(text: string): Parts {
  const isNegative = text.charCodeAt(0) === 0x2d
  const body = isNegative || text.charCodeAt(0) === 0x2b ? text.slice(1) : text
  const point = body.indexOf('.')
  if (point < 0) return { isNegative, digits: body, places: 0 }
  return { isNegative, digits: body.slice(0, point) + body.slice(point + 1), places: body.length - point - 1 }
}

/** Compares two decimal texts exactly: -1, 0 or 1. */
export function compareDecimal(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0
  const [left, right] = [partsOf(a), partsOf(b)]
  const places = Math.max(left.places, right.places)
  const scaled = (p: Parts) =>
    BigInt(p.digits.padEnd(p.digits.length + places - p.places, '0') || '0') * (p.isNegative ? -1n : 1n)
  const [x, y] = [scaled(left), scaled(right)]
  return x < y ? -1 : x > y ? 1 : 0
}

/** A decimal text times a power of ten, exact, without needless zeros: ('0.15', 4) → '1500'. */
export function multiplyDecimal(a: string, powerOfTen: number): string {
  const { isNegative, digits, places } = partsOf(a)
  const after = places - powerOfTen
  let whole =
    after >= digits.length
      ? ''
      : after <= 0
        ? digits + '0'.repeat(-after)
        : digits.slice(0, digits.length - after)
  let part =
    after <= 0
      ? ''
      : after >= digits.length
        ? digits.padStart(after, '0')
        : digits.slice(digits.length - after)
  let start = 0
  while (start < whole.length - 1 && whole.charCodeAt(start) === 0x30) start++
  whole = whole === '' ? '0' : whole.slice(start)
  let end = part.length
  while (end > 0 && part.charCodeAt(end - 1) === 0x30) end--
  part = part.slice(0, end)
  const value = part === '' ? whole : `${whole}.${part}`
  return isNegative && value !== '0' ? `-${value}` : value
}

/** The exact sum of decimal texts that are not negative. */
export function addDecimal(a: string, b: string): string {
  const [left, right] = [partsOf(a), partsOf(b)]
  const places = Math.max(left.places, right.places)
  const sum =
    BigInt(left.digits.padEnd(left.digits.length + places - left.places, '0')) +
    BigInt(right.digits.padEnd(right.digits.length + places - right.places, '0'))
  return multiplyDecimal(String(sum), -places)
}
