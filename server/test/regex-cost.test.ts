import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { sourcesBelow, walk } from './support/source.ts'

/** Cost is counted in steps: what one turn of a plain loop costs here and now, so that a busy machine changes nothing. */
const stepsPerCharMax = 1_000
const sizes = [16, 20, 24, 28, 32, 36, 40, 48, 64, 50_000]
const stepMs = measureStep()

function measureStep(): number {
  const turns = 20_000_000
  const before = process.cpuUsage()
  let sum = 0
  for (let i = 0; i < turns; i++) sum = (sum * 31 + (i & 0xff)) | 0
  const { user, system } = process.cpuUsage(before)
  expect(sum).not.toBeNaN()
  return Math.max((user + system) / 1_000 / turns, 1e-7)
}

/** Steps a character that an expression takes for a text, of two tries the cheaper. */
function stepsPerChar(expression: RegExp, text: string): number {
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < 2 && best > stepsPerCharMax; i++) {
    expression.lastIndex = 0
    const before = process.cpuUsage()
    expression.test(text)
    const { user, system } = process.cpuUsage(before)
    const ms = (user + system) / 1_000
    // Clocks of the processor are coarse: less than ten milliseconds is nothing.
    best = Math.min(best, ms < 10 ? 0 : ms / stepMs / text.length)
  }
  return best
}

/** Texts that nearly match most things: pieces over and over, with an end that spoils them. Made once for each size. */
const plain = new Map<number, string[]>()
function plainTexts(size: number): string[] {
  const pieces = [
    'a',
    '0',
    ' ',
    '\n',
    '信',
    '-',
    '/',
    '"',
    '\\',
    '(',
    ' a',
    '0,',
    'aA',
    '1.',
    '《a',
    '、',
    'a-',
  ]
  const texts =
    plain.get(size) ?? pieces.map((piece) => `${piece.repeat(Math.ceil(size / piece.length))}\u0000`)
  plain.set(size, texts)
  return texts
}

/** The first text, told by its length, that costs an expression more than it may; null when there is none. */
function tooDear(expression: RegExp): string | null {
  for (const size of sizes)
    for (const text of plainTexts(size)) {
      const steps = stepsPerChar(expression, text)
      if (steps > stepsPerCharMax)
        return `${Math.round(steps)} steps a character at ${text.length} of ${JSON.stringify(text.slice(0, 12))}`
    }
  return null
}

const found = [...sourcesBelow('server/src'), ...sourcesBelow('standards/src')]
  .filter(({ path }) => !/\/tests?\//.test(path))
  .flatMap(({ path, tree }) => {
    const here: { path: string; text: string }[] = []
    walk(tree, (node) => {
      if (ts.isRegularExpressionLiteral(node)) here.push({ path, text: node.text })
    })
    return here
  })
const compiled = (text: string) => {
  const end = text.lastIndexOf('/')
  return new RegExp(text.slice(1, end), text.slice(end + 1))
}

describe('regular expressions', () => {
  test('that are known to be slow are found by the measure', () => {
    for (const bad of [/^(a+)+$/, /\s+$/, /^(?:a|aa)+$/, /(\d+)*x/])
      expect(tooDear(bad), String(bad)).not.toBeNull()
  })

  test('that are plain are not', () => {
    for (const good of [/^[a-z]+$/, /^\d{4}-\d\d-\d\d$/, /[^\x20-\x7e]/]) expect(tooDear(good)).toBeNull()
  })

  test('of server and standards stay cheap on 50,000 characters made to hurt them', () => {
    expect(found.length).toBeGreaterThan(100)
    const seen = new Map(found.map(({ path, text }) => [text, path]))
    const dear = [...seen].flatMap(([text, path]) => {
      const why = tooDear(compiled(text))
      return why === null ? [] : [`${path} ${text}: ${why}`]
    })
    expect(dear).toEqual([])
  }, 120_000)
})
