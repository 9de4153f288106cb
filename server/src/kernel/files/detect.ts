import { sampleText } from './decode.ts'
import { detectEncoding, gb18030Text } from './encoding.ts'
import { objectRow } from './json/json-object.ts'
import { type Encoding, type FileHint, FileProblem } from './schema.ts'
import type { Source } from './source.ts'

/** What the bytes of a file are; `zip` may turn out to be a workbook. */
export type Detected =
  | { kind: 'zip' | 'gzip' }
  | { kind: 'delimited' | 'json' | 'jsonl' | 'xml'; encoding: Encoding }

const ole2 = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le')

const documents: [magic: Buffer, name: string][] = [
  [Buffer.from('%PDF-'), 'PDF'],
  [Buffer.from('Rar!'), 'RAR'],
  [Buffer.from('7z\xbc\xaf', 'latin1'), '7z'],
  [Buffer.from('\x89PNG', 'latin1'), 'PNG'],
  [Buffer.from('\xff\xd8\xff', 'latin1'), 'JPEG'],
  [Buffer.from('BZh'), 'bzip2'],
  [Buffer.from('\xfd7zXZ', 'latin1'), 'xz'],
  [Buffer.from('SQLite format 3'), 'SQLite'],
  [Buffer.from('{\\rtf'), 'RTF'],
]

/** Tells format and encoding by content. Throws `empty`, `legacy-xls`, `encrypted`, `unsupported-document`, `unknown-format`. */
export function detect(source: Source, hint: FileHint, file: string): Detected {
  const { sample } = source
  if (sample.length === 0) throw new FileProblem('empty', { file })
  const signature = sample.length < 4 ? 0 : sample.readUInt32BE(0)
  if (signature === 0x504b0304 || signature === 0x504b0708 || signature === 0x504b0506) return { kind: 'zip' }
  if (sample[0] === 0x1f && sample[1] === 0x8b) return { kind: 'gzip' }
  refuseBinary(sample, file)
  const encoding = detectEncoding(sample, source.isWhole)
  const text = sampleText(sample, encoding).replace(/^\ufeff/, '')
  const start = text.trimStart()
  if (start === '' && source.isWhole) throw new FileProblem('empty', { file })
  refuseNoise(sample, encoding, text, file)
  return { kind: textKind(start, hint, file), encoding }
}

function refuseBinary(sample: Buffer, file: string): void {
  if (startsWith(sample, ole2)) {
    throw new FileProblem(sample.includes(encryptedPackage) ? 'encrypted' : 'legacy-xls', { file })
  }
  // Workbooks of Excel 2 to 4 begin with a BOF record instead of a compound file.
  if (
    sample[0] === 9 &&
    [0, 2, 4].includes(sample[1]!) &&
    (sample[2] === 4 || sample[2] === 6) &&
    sample[3] === 0
  ) {
    throw new FileProblem('legacy-xls', { file })
  }
  const document = documents.find(([magic]) => startsWith(sample, magic))
  if (document) throw new FileProblem('unsupported-document', { file, found: document[1] })
}

const startsWith = (bytes: Buffer, magic: Buffer): boolean => bytes.subarray(0, magic.length).equals(magic)

/** Text has next to no control characters; NUL padding is tolerated as long as most of the file is text. */
function refuseNoise(sample: Buffer, encoding: Encoding, text: string, file: string): void {
  let controls = 0
  let nuls = 0
  let broken = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0) nuls++
    else if (code === 0xfffd) broken++
    else if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12) controls++
  }
  // A file that changes its encoding half way is broken for one decoder only.
  const isBroken = broken * 3 > text.length && gb18030Text(sample) === null
  if ((controls > 8 && controls * 50 > text.length) || nuls * 2 > text.length || isBroken) {
    throw new FileProblem('unknown-format', { file, found: sample.subarray(0, 8).toString('hex'), encoding })
  }
}

function textKind(start: string, hint: FileHint, file: string): 'delimited' | 'json' | 'jsonl' | 'xml' {
  if (/^<(!doctype\s+html|html|table|head|meta|style|body|div)[\s>/]/i.test(start)) {
    throw new FileProblem('unsupported-document', { file, found: 'HTML' })
  }
  if (/^<[?!\p{L}_]/u.test(start)) return 'xml'
  if (/^\[\s*(\{|\]|\[|"|-?\d|true|false|null)/.test(start) && !looksLikeBracketedHeader(start)) return 'json'
  if (/^\{\s*["}]/.test(start)) return isJsonLines(start, hint) ? 'jsonl' : 'json'
  return 'delimited'
}

/** `[1],[2]` begins a CSV; a JSON list has nothing behind its end. */
function looksLikeBracketedHeader(start: string): boolean {
  const line = start.slice(0, 1000).split(/[\r\n]/, 1)[0]!
  return /^\[[^[\]{}"]*\]\s*[,;\t|]/.test(line)
}

/**
 * Several lines that each hold an object, or a first line that does with another object below; a single line is a
 * document unless its name says otherwise.
 */
function isJsonLines(start: string, hint: FileHint): boolean {
  const lines = start
    .slice(0, 256 * 1024)
    .split('\n', 200)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length === 1) {
    return (
      /\.(jsonl|ndjson)(\.gz)?$/i.test(hint.filename ?? '') || /ndjson|jsonl/i.test(hint.contentType ?? '')
    )
  }
  if (!lines[1]!.startsWith('{')) return false
  const objects = lines.slice(0, -1).filter((line) => line.startsWith('{') && line.endsWith('}'))
  return objects.length * 2 >= lines.length - 1 || !objectRow(lines[0]!).problem
}
