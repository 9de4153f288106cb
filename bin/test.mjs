#!/usr/bin/env node
// Runs every check and test and ends with one plain line: N passed, N failed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const require = createRequire(import.meta.url)
const node = nodeProgram()
let [passed, failed] = [0, 0]

const step = (title, program, args) => {
  process.stdout.write(`\n== ${title}\n`)
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' })
  if (status === 0) passed++
  else failed++
}

step('format and lint', node, [require.resolve('@biomejs/biome/bin/biome'), 'check', '.'])
step('types of server, standards, test data and benches', node, [
  require.resolve('typescript/bin/tsc'),
  '-p',
  'tsconfig.json',
])
step('types of the web', node, [require.resolve('typescript/bin/tsc'), '-p', 'web/tsconfig.json'])
step('a browser', node, [join(root, 'bin', 'browser.mjs')])
tests()
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1

function tests() {
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-test-run-'))
  const file = join(folder, 'results.json')
  const vitest = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs')
  const { status } = spawnSync(
    node,
    [vitest, 'run', '--reporter=dot', '--reporter=json', `--outputFile=${file}`],
    { cwd: root, stdio: 'inherit' },
  )
  if (existsSync(file)) {
    const result = JSON.parse(readFileSync(file, 'utf8'))
    passed += result.numPassedTests
    const broken = result.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
    ).length
    failed += result.numFailedTests + broken
    // A run that broke outside a test (a worker, the set-up) has failed too.
    if (status !== 0 && result.numFailedTests + broken === 0) failed++
  } else failed++
  rmSync(folder, { recursive: true, force: true })
}

function nodeProgram() {
  try {
    const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
    return join(
      dirname(require.resolve(`${name}/package.json`)),
      'bin',
      process.platform === 'win32' ? 'node.exe' : 'node',
    )
  } catch {
    return process.execPath
  }
}
