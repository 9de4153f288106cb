import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { type Source, sourcesBelow, walk } from './support/source.ts'

const ways = new Set([
  'node:https',
  'node:http2',
  'node:tls',
  'node:dgram',
  'http',
  'https',
  'net',
  'tls',
  'http2',
])
const libraries = /^(?:undici|axios|got|node-fetch|superagent|ky|ws)(?:\/|$)/
/** What of these modules opens a connection; servers and types may be used anywhere. */
const openers = new Set([
  'request',
  'get',
  'connect',
  'createConnection',
  'Socket',
  'default',
  'createRemoteJWKSet',
])

/** Places where a file reaches another system by itself. */
function reaches({ tree }: Pick<Source, 'tree'>): string[] {
  const found: string[] = []
  walk(tree, (node) => {
    if (ts.isImportDeclaration(node)) found.push(...importReaches(node))
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'fetch')
      if (!isOwnName(node, 'fetch')) found.push('fetch()')
    if (ts.isPropertyAccessExpression(node) && /^(?:globalThis|global)$/.test(node.expression.getText()))
      if (/^(?:fetch|WebSocket|EventSource|XMLHttpRequest)$/.test(node.name.text)) found.push(node.getText())
    if (ts.isNewExpression(node) && /^(?:WebSocket|EventSource)$/.test(node.expression.getText()))
      found.push(`new ${node.expression.getText()}`)
  })
  return found
}

function importReaches(node: ts.ImportDeclaration): string[] {
  const from = (node.moduleSpecifier as ts.StringLiteral).text
  const clause = node.importClause
  if (clause?.isTypeOnly) return []
  if (ways.has(from) || libraries.test(from)) return [from]
  if (!['node:http', 'node:net', 'jose'].includes(from)) return []
  const bindings = clause?.namedBindings
  if (clause?.name || (bindings && ts.isNamespaceImport(bindings))) return from === 'jose' ? [] : [from]
  const names = bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : []
  return names
    .filter((one) => !one.isTypeOnly && openers.has((one.propertyName ?? one.name).text))
    .map((one) => `${from} ${one.name.text}`)
}

/** True where the name is a parameter or a constant of a function around it, and not the one of the platform. */
function isOwnName(node: ts.Node, name: string): boolean {
  for (let around: ts.Node = node.parent; !ts.isSourceFile(around); around = around.parent) {
    if (ts.isFunctionLike(around) && around.parameters.some((one) => bindsName(one.name, name))) return true
    if (ts.isBlock(around))
      for (const statement of around.statements)
        if (ts.isVariableStatement(statement))
          if (statement.declarationList.declarations.some((one) => bindsName(one.name, name))) return true
  }
  return false
}

const bindsName = (bound: ts.BindingName, name: string): boolean =>
  ts.isIdentifier(bound)
    ? bound.text === name
    : bound.elements.some((one) => ts.isBindingElement(one) && bindsName(one.name, name))

describe('calls to other systems', () => {
  test('are made by kernel/outbound alone', () => {
    const sources = [...sourcesBelow('server/src'), ...sourcesBelow('standards/src')].filter(
      ({ path }) => !/\/tests?\//.test(path) && !path.startsWith('server/src/kernel/outbound/'),
    )
    expect(sources.flatMap((s) => reaches(s).map((what) => `${s.path}: ${what}`))).toEqual([])
  })

  test.each([
    "await fetch('https://a.example')",
    "globalThis.fetch('https://a.example')",
    "import { request } from 'node:http'",
    "import { get as read } from 'node:http'",
    "import * as http from 'node:http'",
    "import https from 'node:https'",
    "import { connect } from 'node:net'",
    "import { fetch } from 'undici'",
    "import { createRemoteJWKSet } from 'jose'",
    "new WebSocket('wss://a.example')",
    'const f = (fetch) => fetch(1); fetch(2)',
  ])('a file that does it by itself is told: %s', (text) => {
    expect(reaches({ tree: ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2024, true) })).not.toEqual([])
  })

  test('a function that is given a fetch of its own is none of them', () => {
    const text = "import { createServer, type IncomingMessage } from 'node:http'; ({ fetch }) => fetch('a')"
    expect(reaches({ tree: ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2024, true) })).toEqual([])
  })
})
