import { existsSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { readText, root, walk } from './support/source.ts'

const page = 'docs/security.md'
const text = readText(page)
/** Rows that say so without a test: what others add, and what is not there. */
const withoutTest = /^(?:operator|certified hardware|not met)(?::.*)?$/
const states = /^(?:met|partly: .+|operator(?:: .+)?|certified hardware(?:: .+)?|not met(?:: .+)?)$/

/** Cells of the rows of a table between its marks. */
function rowsOf(name: string, markdown = text): string[][] {
  const inside = markdown.split(`<!-- evidence:${name} -->`)[1]?.split('<!-- /evidence -->')[0] ?? ''
  return inside
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
}

/** Titles of the tests and groups of a file; places of a template are a `$`. */
function titlesOf(path: string): Set<string> {
  const titles = new Set<string>()
  walk(ts.createSourceFile(path, readText(path), ts.ScriptTarget.ES2024, true), (node) => {
    if (
      !ts.isCallExpression(node) ||
      !/^(?:test|describe)\b(?!\.skip|\.todo)/.test(node.expression.getText())
    )
      return
    const [title] = node.arguments
    if (title && ts.isStringLiteralLike(title)) titles.add(title.text)
  })
  return titles
}

/** What is wrong with the evidence of a cell: nothing named, no such file, no such test in it. */
function faultsOf(cell: string): string[] {
  const named = [...cell.matchAll(/`([^`]+\.test\.ts)` "([^"]+)"/g)]
  if (named.length === 0) return ['names no test']
  return named.flatMap(([, path, title]) => {
    if (!existsSync(join(root, path!))) return [`there is no ${path}`]
    return titlesOf(path!).has(title!) ? [] : [`${path} has no "${title}"`]
  })
}

const attacks = rowsOf('attacks')
const judged = [...rowsOf('asvs'), ...rowsOf('china')]

describe('what docs/security.md claims', () => {
  test('is there: attacks, statements and clauses', () => {
    expect(attacks.length).toBeGreaterThan(15)
    expect(rowsOf('asvs').length).toBeGreaterThan(40)
    expect(rowsOf('china').length).toBeGreaterThan(25)
  })

  test('has for every attack a defence and a test that exists', () => {
    const wrong = attacks.flatMap(([attack, defence, shown]) =>
      [...(defence ? [] : ['no defence']), ...faultsOf(shown ?? '')].map((fault) => `${attack}: ${fault}`),
    )
    expect(wrong).toEqual([])
  })

  test('has for every statement that is met, in whole or in part, a test that exists', () => {
    const wrong = judged.flatMap(([statement, , state = '', shown = '']) => {
      if (!states.test(state)) return [`${statement}: "${state}" is no state`]
      if (withoutTest.test(state))
        return shown === '' ? [] : faultsOf(shown).map((fault) => `${statement}: ${fault}`)
      return faultsOf(shown).map((fault) => `${statement}: ${fault}`)
    })
    expect(wrong).toEqual([])
  })

  test('says no statement twice', () => {
    const names = judged.map(([name]) => name)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
})

describe('the check of evidence', () => {
  test('finds a file or a test that is not there, and a cell without any', () => {
    const here = '`server/test/evidence.test.ts`'
    expect(faultsOf('')).toHaveLength(1)
    expect(faultsOf('`server/test/nowhere.test.ts` "a"')).toHaveLength(1)
    expect(faultsOf(`${here} "no such title"`)).toHaveLength(1)
    expect(faultsOf(`${here} "says no statement twice"`)).toEqual([])
  })

  test('reads every row between the marks', () => {
    expect(
      rowsOf('x', '<!-- evidence:x -->\n| a | b |\n|---|---|\n| 1 | 2 |\n<!-- /evidence -->\n| 3 | 4 |'),
    ).toEqual([['1', '2']])
  })
})
