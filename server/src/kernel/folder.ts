import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartProblem } from './start-problem.ts'

/** Makes a folder for the owner alone; a folder that cannot be made is one clear sentence. */
export function makeFolder(path: string): void {
  try {
    make(path)
  } catch (error) {
    throw new StartProblem(
      `The folder ${path} cannot be written (${(error as NodeJS.ErrnoException).code}); set XINQIAO_HOME to a folder that can.`,
    )
  }
}

/** Step by step: the recursive form of Node never returns below /proc, where a parent takes no children. */
function make(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) return
  const parent = dirname(path)
  if (parent !== path && !existsSync(parent)) make(parent)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another process may have been faster.
    if (!(existsSync(path) && statSync(path).isDirectory())) throw error
  }
}
