import { parseArgs } from 'node:util'
import { dirty } from './dirt/dirty.ts'
import { type FileEncoding, type FileFormat, writeFile } from './files/write-file.ts'
import { columnsOf, type HeaderStyle, kindNames, rows } from './rows.ts'
import { world } from './world.ts'

const usage = `node test-data/src/cli.ts --kind KIND --rows N --out FILE
  [--companies N] [--format csv|tsv|xlsx|json|jsonl|xml|zip] [--encoding utf-8|utf-8-bom|gb18030|utf-16le]
  [--style titles|codes|old] [--dirt 0.05] [--seed 1] [--day YYYY-MM-DD]
kinds: ${kindNames.join(', ')}`

const formats: readonly string[] = [
  'csv',
  'tsv',
  'xlsx',
  'json',
  'jsonl',
  'xml',
  'zip',
] satisfies FileFormat[]
const encodings: readonly string[] = ['utf-8', 'utf-8-bom', 'gb18030', 'utf-16le'] satisfies FileEncoding[]
const styles: readonly string[] = ['titles', 'codes', 'old'] satisfies HeaderStyle[]

/** Writes one file as the arguments say; throws Error with the usage when they do not make sense. */
export async function run(argv: readonly string[]): Promise<string> {
  const text = { type: 'string' } as const
  const options = {
    kind: text,
    rows: text,
    out: text,
    companies: text,
    format: text,
    encoding: text,
    style: text,
    dirt: text,
    seed: text,
    day: text,
  }
  const { values } = parseArgs({ args: [...argv], options })
  const { kind, out, format = 'csv', encoding = 'utf-8', style = 'titles', day = '2026-11-23' } = values
  const [count, seed, rate] = [Number(values.rows), Number(values.seed ?? 1), Number(values.dirt ?? 0)]
  const sound =
    kind !== undefined &&
    kindNames.includes(kind) &&
    out !== undefined &&
    formats.includes(format) &&
    encodings.includes(encoding) &&
    styles.includes(style) &&
    /^\d{4}-\d{2}-\d{2}$/.test(day) &&
    Number.isInteger(count) &&
    count >= 0 &&
    count <= 10_000_000 &&
    rate >= 0 &&
    rate <= 1
  if (!sound) throw new Error(usage)
  const scene = world({ seed, companies: Number(values.companies ?? Math.max(100, Math.ceil(count / 5))) })
  const header = style as HeaderStyle
  const clean = rows(kind, { world: scene, count, day, style: header })
  const spoilt =
    rate > 0 ? dirty(clean, { rate, columns: columnsOf(kind, header), world: scene, seed }) : clean
  const written = await writeFile(
    out,
    { kind, format: format as FileFormat, encoding: encoding as FileEncoding, style: header },
    spoilt,
  )
  return `${out}: ${written} rows`
}

if (import.meta.main)
  run(process.argv.slice(2)).then(console.log, (cause: unknown) => {
    console.error(cause instanceof Error ? cause.message : cause)
    process.exitCode = 1
  })
