import type { PackFault, Words } from '../schema.ts'

const foundMax = 80

/** Makes the sentence of a fault: file, line, column, path, what was found and what was expected. */
export function packFault(fault: Omit<PackFault, 'text'>): PackFault {
  const found = fault.found === null ? null : shortened(fault.found)
  return { ...fault, found, text: sentence({ ...fault, found }) }
}

/** The same words in all three languages, for codes and names that are not translated. */
export const plain = (text: string): Words => ({ 'zh-CN': text, 'zh-Hant': text, en: text })

const shortened = (text: string): string => {
  const line = text.replace(/\s+/gu, ' ').trim()
  return line.length > foundMax ? `${line.slice(0, foundMax)}…` : line
}

function sentence({ file, line, column, path, found, expected }: Omit<PackFault, 'text'>): Words {
  const at = path === '' ? '' : ` ${path}`
  const place = {
    zh: `${file} 第${line}行第${column}列${at}：`,
    hant: `${file} 第${line}行第${column}欄${at}：`,
  }
  const seen = {
    zh: found === null ? '' : `写的是“${found}”，`,
    hant: found === null ? '' : `寫的是「${found}」，`,
    en: found === null ? '' : `found “${found}”, `,
  }
  return {
    'zh-CN': `${place.zh}${seen.zh}应为：${expected['zh-CN']}。`,
    'zh-Hant': `${place.hant}${seen.hant}應為：${expected['zh-Hant']}。`,
    en: `${file} line ${line}, column ${column}${at}: ${seen.en}expected ${expected.en}.`,
  }
}
