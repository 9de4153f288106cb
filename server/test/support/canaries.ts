import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { residentIdOf } from '@xinqiao/standards'

/** Numbers of persons that exist nowhere else: found anywhere, they got out. One for each way in. */
const numberOf = (n: number) =>
  residentIdOf(`4206011988${String(1 + (n % 12)).padStart(2, '0')}${10 + n}${String(500 + n * 7)}`)
const ways = [
  'file',
  'text',
  'doubt',
  'error',
  'column',
  'headless',
  'workbook',
  'zipped',
  'push',
  'refused',
  'name',
]
export const numbers = Object.fromEntries(ways.map((way, n) => [way, numberOf(n)])) as Record<string, string>
export const phones = Object.fromEntries(
  ways.map((way, n) => [way, `138${String(71_234_500 + n * 37)}`]),
) as Record<string, string>
export const personName = '欧阳金丝雀'

const needles = [...Object.values(numbers), ...Object.values(phones)]
/** Which needle a piece of bytes holds, in UTF-8 or in UTF-16. */
export const found = (bytes: Buffer): string | undefined =>
  needles.find((needle) => bytes.includes(needle) || bytes.includes(Buffer.from(needle, 'utf16le')))

/** Every file below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return entry.isFile() ? [path] : []
  })
}
