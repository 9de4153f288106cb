export const maskPersonName = (name: string): string => (name === '' ? '' : `${[...name][0]}**`)
export function maskIdentityNumber(number: string, style: 'public' | 'staff' = 'public'): string {
  const [a, b] = style === 'public' ? [1, 1] : [6, 4]
  return number.length <= a + b ? '*'.repeat(number.length) : number.slice(0, a) + '*'.repeat(number.length - a - b) + number.slice(-b)
}
export const maskPhone = (phone: string): string => (phone.length < 8 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`)
export const maskAddress = (text: string): string => /^.{2,12}?(?:县|区|市)/u.exec(text)?.[0] ?? ''
export const maskIn = (text: string): string => text.replace(/\d{15,19}[0-9Xx]?|1[3-9]\d{9}/g, (m) => m[0] + '*'.repeat(m.length - 2) + m.at(-1))
