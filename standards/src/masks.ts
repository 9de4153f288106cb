const compound =
  /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|长孙|宇文|轩辕|夏侯|端木|百里|呼延|南宫|独孤|赫连|澹台|濮阳|淳于|单于|申屠|钟离|鲜于|闾丘|拓跋|西门)/u

/** A person's name as others see it: the family name and two stars, whatever the length; a Latin name its initial. */
export function maskPersonName(name: string): string {
  const text = name.trim()
  if (text === '') return ''
  return compound.test(text) && [...text].length > 2
    ? `${[...text].slice(0, 2).join('')}**`
    : `${[...text][0]}**`
}

/** A person's number: public, first and last character; staff, the first six and the last four. */
export function maskIdentityNumber(number: string, style: 'public' | 'staff' = 'public'): string {
  const [head, tail] = style === 'public' ? [1, 1] : [6, 4]
  return number.length <= head + tail
    ? '*'.repeat(number.length)
    : number.slice(0, head) + '*'.repeat(number.length - head - tail) + number.slice(-tail)
}

/** A telephone number: the first three and the last four digits. */
export const maskPhone = (phone: string): string =>
  phone.length < 9
    ? '*'.repeat(phone.length)
    : `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`
