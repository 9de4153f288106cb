import { mkdirSync } from 'node:fs'
import { StartProblem } from './start-problem.ts'

/** Makes a folder for the owner alone; a folder that cannot be made is one clear sentence. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StartProblem(
      `The folder ${path} cannot be written (${(error as NodeJS.ErrnoException).code}); set XINQIAO_HOME to a folder that can.`,
    )
  }
}
