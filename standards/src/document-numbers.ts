export function normaliseDocumentNumber(text: string): { value: string; changed: boolean } {
  const value = text.normalize('NFKC').replace(/[[(【﹝〔]/g, '〔').replace(/[\])】﹞〕]/g, '〕').replace(/\s+/g, '')
  return { value, changed: value !== text }
}
export const documentNumberKey = (text: string): string => normaliseDocumentNumber(text).value.toUpperCase()
export const normaliseCaseNumber = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')
