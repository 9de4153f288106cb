import { describe, expect, test } from 'vitest'
import { configTable, hasLocalOperator, isLoopback, loadConfig } from '../config.ts'
import { StartProblem } from '../start-problem.ts'

describe('settings', () => {
  test('all have a default, a name of capitals and a sentence', () => {
    expect(loadConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      role: 'all',
      databaseUrl: null,
      inbox: null,
    })
    for (const { name, describe: says } of configTable()) {
      expect(name).toMatch(/^[A-Z][A-Z_]+$/)
      expect(says).toMatch(/^[A-Z].{10,}\.$/)
    }
  })

  test('an empty text is as if it were not set', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '' })).toEqual(loadConfig({}))
  })

  test('everything that is wrong is told at once, each with what was found and what it must be', () => {
    const wrong = {
      PORT: '80 80',
      ROLE: 'king',
      LOG_LEVEL: 'loud',
      LOCAL_OPERATOR: 'perhaps',
      UPLOAD_BYTES_MAX: '-1',
      POOL_MAX: '1e9',
    }
    expect(() => loadConfig(wrong)).toThrow(StartProblem)
    try {
      loadConfig(wrong)
    } catch (error) {
      const { message } = error as Error
      for (const [name, found] of Object.entries(wrong)) {
        expect(message).toContain(name)
        expect(message).toContain(`"${found}"`)
      }
    }
  })

  test('a database address with a password is never told', () => {
    expect(() => loadConfig({ DATABASE_URL: 'mysql://user:secret@host/db' })).toThrow(/DATABASE_URL is not/)
    try {
      loadConfig({ DATABASE_URL: 'mysql://user:secret@host/db' })
    } catch (error) {
      expect((error as Error).message).not.toContain('secret')
    }
  })

  test.each(['0', '65535', '8080'])('port %s is one', (port) =>
    expect(loadConfig({ PORT: port }).port).toBe(Number(port)),
  )
  test.each(['65536', '-1', '1.5', 'x', ' ', '0x10x'])('port %j is none', (port) =>
    expect(() => loadConfig({ PORT: port })).toThrow(StartProblem),
  )

  test('lists are cut at commas and trimmed', () => {
    expect(loadConfig({ TRUST_PROXY: ' 10.0.0.1 ,, 10.0.0.2 ' }).trustProxy).toEqual(['10.0.0.1', '10.0.0.2'])
  })
})

test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost', '::ffff:127.0.0.1'])('%s is this machine', (host) =>
  expect(isLoopback(host)).toBe(true),
)
test.each(['0.0.0.0', '::', '128.0.0.1', '127.0.0.1.evil.example', 'localhost.evil.example', '', '127.0.0'])(
  '%j is not',
  (host) => expect(isLoopback(host)).toBe(false),
)

test('whoever sits at the machine is operator where nobody else can reach it, unless it is said otherwise', () => {
  expect(hasLocalOperator(loadConfig({}))).toBe(true)
  expect(hasLocalOperator(loadConfig({ HOST: '0.0.0.0' }))).toBe(false)
  expect(hasLocalOperator(loadConfig({ LOCAL_OPERATOR: 'off' }))).toBe(false)
  expect(hasLocalOperator(loadConfig({ HOST: '0.0.0.0', LOCAL_OPERATOR: 'on' }))).toBe(true)
})

test.each([
  'banana',
  '10.0.0.0/33',
  '10.0.0.0/0',
  '10.0.0.0/8/8',
  '::1/129',
  '10.0.0.1,x',
  '10.0.0.0/',
  '::ffff:10.0.0.1/8',
  'true',
])('TRUST_PROXY=%s is told in a sentence', (text) => {
  expect(() => loadConfig({ TRUST_PROXY: text })).toThrow(/^TRUST_PROXY is .*addresses or networks/)
})

test('networks of both families and by name are read', () => {
  const text = '10.0.0.0/8, ::1, fc00::/7, loopback'
  expect(loadConfig({ TRUST_PROXY: text }).trustProxy).toEqual(['10.0.0.0/8', '::1', 'fc00::/7', 'loopback'])
})
