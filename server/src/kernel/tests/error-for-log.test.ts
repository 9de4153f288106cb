import { expect, test } from 'vitest'
import { errorForLog, placeForLog } from '../error-for-log.ts'

const secret = '张三 110101199001011237'

function parseError(text: string): unknown {
  try {
    JSON.parse(text)
  } catch (error) {
    return error
  }
  return null
}

test.each([
  parseError(`{"name": ${secret}`),
  parseError(`{"name": "${secret}", x`),
  parseError(secret),
  new Error(`invalid input syntax for type uuid: "${secret}"`),
  new Error(`it's not “${secret}”\nand "${secret}" neither`),
  new Error(`left open: "${secret}`),
])('a value that an error quotes stays out of the log: %#', (error) => {
  for (const part of secret.split(' ')) {
    expect(errorForLog(error)).not.toContain(part)
    expect(placeForLog(error)).not.toContain(part)
  }
  expect(placeForLog(error)).toMatch(/^at .+/)
})

test('what helps stays, and no line is long', () => {
  expect(errorForLog(new Error('connection refused'))).toBe('connection refused')
  expect(errorForLog(new Error('the column "a" is missing'))).toBe('the column "…" is missing')
  const system = Object.assign(new Error("ENOENT: no such file, open '/inbox/a.csv'"), { syscall: 'open' })
  expect(errorForLog(system)).toContain('/inbox/a.csv')
  expect(errorForLog(new Error('x'.repeat(100_000))).length).toBe(500)
  expect(errorForLog('thrown text')).toBe('thrown text')
})
