const split = (a: string) => { const neg = a.startsWith('-'); const [w = '0', f = ''] = a.replace('-', '').split('.'); return { neg, w: w.replace(/^0+(?=\d)/, ''), f } }
export function compareDecimal(a: string, b: string): -1 | 0 | 1 {
  const [x, y] = [split(a), split(b)]
  const n = Math.max(x.f.length, y.f.length)
  const p = BigInt((x.neg ? '-' : '') + x.w + x.f.padEnd(n, '0')), q = BigInt((y.neg ? '-' : '') + y.w + y.f.padEnd(n, '0'))
  return p < q ? -1 : p > q ? 1 : 0
}
export function multiplyDecimal(a: string, power: number): string {
  const { neg, w, f } = split(a)
  let digits = w + f, point = w.length + power
  if (point > digits.length) digits = digits.padEnd(point, '0')
  if (point <= 0) { digits = '0'.repeat(1 - point) + digits; point = 1 }
  const whole = digits.slice(0, point).replace(/^0+(?=\d)/, ''), part = digits.slice(point).replace(/0+$/, '')
  return (neg ? '-' : '') + whole + (part ? `.${part}` : '')
}
