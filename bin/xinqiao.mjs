#!/usr/bin/env node
// Runs the platform on the Node 24 that comes with it, whatever Node started this.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const program = join(root, 'server', 'src', 'cli', 'main.ts')
// A heap that grows slowly keeps a bulk import below 512 MB; it costs a few more collections.
const flags = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=32',
  '--heap-growing-percent=60',
]
const child = spawn(nodeProgram(), [...flags, program, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, XINQIAO_ROOT: root },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => child.kill(signal === 'SIGINT' ? 'SIGTERM' : signal))
child.on('error', (error) => {
  console.error(`Node could not be started: ${error.message}`)
  process.exit(1)
})
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)))

function nodeProgram() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  try {
    const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    return join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  } catch {
    if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
    console.error(
      `Node ${process.versions.node} cannot run Xinqiao and no newer one came with it for this machine; install Node 24.`,
    )
    process.exit(1)
  }
}
