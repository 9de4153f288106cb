import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import type { PackFault } from '../schema.ts'
import { packFault } from './pack-fault.ts'

/** Where a value stands in its file, from 1. */
export type Place = { line: number; column: number }

/** A YAML file read into plain values that still knows where each value stands. */
export type PackDocument = {
  content: unknown
  /** Place of a value; of its key when `atKey`. The nearest known place when the path leads nowhere. */
  placeOf: (path: readonly (string | number)[], atKey?: boolean) => Place
  /** How the value is written in the file; null for a mapping or list. */
  writtenAt: (path: readonly (string | number)[]) => string | null
}

/** Largest policy file, in characters. */
export const packCharactersMax = 4_000_000
const aliasesMax = 100

/** Reads one YAML file (YAML 1.2 core: 2024-01-01 stays text, 01 becomes a number). Never throws for bad text. */
export function packDocument(
  file: string,
  text: string,
): { document: PackDocument } | { faults: PackFault[] } {
  if (text.length > packCharactersMax) return { faults: [unreadable(file, `> ${packCharactersMax}`)] }
  const lines = new LineCounter()
  try {
    const document = parseDocument(text, {
      version: '1.2',
      merge: false,
      uniqueKeys: true,
      lineCounter: lines,
      prettyErrors: false,
    })
    if (document.errors.length > 0)
      return {
        faults: document.errors
          .slice(0, 20)
          .map(({ pos, message }) => unreadable(file, message, lines.linePos(pos[0]))),
      }
    const content: unknown = document.toJS({ maxAliasCount: aliasesMax })
    if (JSON.stringify(content)?.includes('\\u0000')) return { faults: [unreadable(file, 'U+0000')] }
    return { document: { content, ...locator(document, lines, text) } }
  } catch (error) {
    // Nesting beyond the parser's stack, or aliases that multiply.
    return { faults: [unreadable(file, error instanceof Error ? error.message : String(error))] }
  }
}

function unreadable(file: string, message: string, at?: { line: number; col: number }): PackFault {
  return packFault({
    file,
    line: at?.line ?? 1,
    column: at?.col ?? 1,
    path: '',
    found: message,
    expected: { 'zh-CN': '有效的 YAML 文件', 'zh-Hant': '有效的 YAML 檔案', en: 'a valid YAML file' },
  })
}

function locator(
  document: Document,
  lines: LineCounter,
  text: string,
): Pick<PackDocument, 'placeOf' | 'writtenAt'> {
  const rangeOf = (path: readonly (string | number)[]) =>
    (document.getIn(path, true) as { range?: [number, number, number] } | undefined)?.range ?? undefined
  const keyRange = (path: readonly (string | number)[]) => {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
      : undefined
    return (pair?.key as { range?: [number, number, number] } | undefined)?.range ?? undefined
  }
  return {
    placeOf: (path, atKey = false) => {
      for (let end = path.length; end > 0; end--) {
        const part = path.slice(0, end)
        const range =
          (atKey && end === path.length ? keyRange(part) : undefined) ?? rangeOf(part) ?? keyRange(part)
        if (range === undefined) continue
        const { line, col } = lines.linePos(range[0])
        return { line, column: col }
      }
      return { line: 1, column: 1 }
    },
    writtenAt: (path) => {
      const node = document.getIn(path, true)
      const range = rangeOf(path)
      return isScalar(node) && range !== undefined
        ? text.slice(range[0], Math.min(range[1], range[0] + 200))
        : null
    },
  }
}
