export function compareDecimal(_a: string, _b: string): -1 | 0 | 1 {
  throw new Error('not written yet')
}
export function multiplyDecimal(_a: string, _powerOfTen: number): string {
  throw new Error('not written yet')
}
