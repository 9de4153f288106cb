export function normaliseDocumentNumber(_text: string): { value: string; changed: boolean } {
  throw new Error('not written yet')
}
export function documentNumberKey(_text: string): string {
  throw new Error('not written yet')
}
export function normaliseCaseNumber(_text: string): string {
  throw new Error('not written yet')
}
