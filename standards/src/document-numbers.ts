const charsMax = 500

/** A document number as it is shown: full-width digits folded, blanks out, the brackets around its year 〔〕. */
export function normaliseDocumentNumber(text: string): { value: string; changed: boolean } {
  if (isNormal(text)) return { value: text, changed: false }
  const value = text
    .slice(0, charsMax)
    .replace(/[０-９Ａ-Ｚａ-ｚ－]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u200b\ufeff]+/gu, '')
    .replace(/[[(（【﹝［〔〖]((?:19|20)\d{2})[\])）】﹞］〕〗]/gu, '〔$1〕')
  return { value, changed: value !== text }
}

/** Chinese characters, digits, capitals, hyphens and 〔〕 only: nothing to change. */
function isNormal(text: string): boolean {
  if (text.length > charsMax) return false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (
      (c >= 0x4e00 && c <= 0x9fff) ||
      (c >= 0x30 && c <= 0x39) ||
      c === 0x3014 ||
      c === 0x3015 ||
      (c >= 0x41 && c <= 0x5a) ||
      (c >= 0x61 && c <= 0x7a) ||
      c === 0x2d
    )
      continue
    return false
  }
  return true
}

/** The key two writings of one document number share: normalised, upper case. */
export const documentNumberKey = (text: string): string => {
  const { value } = normaliseDocumentNumber(text)
  return hasLower(value) ? value.toUpperCase() : value
}

function hasLower(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c >= 0x61 && c <= 0x7a) return true
  }
  return false
}

/** A court case number as it is shown: full-width brackets around its year, no blanks: （2022）豫0724执恢54号. */
export const normaliseCaseNumber = (text: string): string =>
  text
    .slice(0, charsMax)
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[[(【〔]((?:19|20)\d{2})[\])】〕]/gu, '（$1）')
