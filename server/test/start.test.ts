import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadConfig } from '../src/kernel/config.ts'
import { StartProblem } from '../src/kernel/start-problem.ts'
import { startPlatform } from '../src/platform.ts'
import { silent, testDatabase } from './support/database.ts'
import { root } from './support/source.ts'

test('a start that is told to stop ends at its next step and gives the home folder back', async () => {
  const database = await testDatabase()
  const home = mkdtempSync(join(tmpdir(), 'start-'))
  const stop = new AbortController()
  const steps: string[] = []
  const config = loadConfig({ XINQIAO_HOME: home, DATABASE_URL: database.url, PORT: '0', METRICS_PORT: '0' })
  const say = (step: string) => {
    steps.push(step)
    stop.abort()
  }
  const start = startPlatform({ config, log: silent, root, say, signal: stop.signal })
  await expect(start).rejects.toThrow(StartProblem)
  expect([steps, existsSync(join(home, 'server.lock'))]).toEqual([['database'], false])
  await database.close()
  rmSync(home, { recursive: true })
})
