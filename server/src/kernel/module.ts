import type { TSchema } from '@sinclair/typebox'
import type { Ctx } from './context.ts'
import type { Job } from './job.ts'
import type { Runner } from './queue/runner.ts'
import type { SealedTable } from './reseal.ts'
import type { Route } from './route.ts'
import type { Follower, WalkSource } from './walk.ts'

/** One parsed file of a policy folder. `code` is `<area>/<name>`. */
export type PolicyFile = { area: string; code: string; file: string; content: unknown }

/**
 * Something a file says wrongly although its shape is right. `path` leads to the value; `lines` counts lines below
 * the first one of a value of several lines.
 */
export type PolicyFault = {
  file: string
  path: (string | number)[]
  lines?: number
  found: string | null
  expected: { 'zh-CN': string; 'zh-Hant': string; en: string }
}

/**
 * A folder under policy/ that a module reads, and the JSON Schema of its files. `check` finds what the shape cannot
 * express; it is given the files of all folders, so that one may refer to another.
 */
export type PolicyFolder = {
  area: string
  shape: TSchema
  describe: string
  check?: (files: readonly PolicyFile[]) => PolicyFault[]
}

/** A look at something that may be out of order while everything else goes on; told with the readiness. */
export type Probe = {
  name: string
  run: (ctx: Ctx) => Promise<{ ok: boolean; [fact: string]: unknown }>
}

export type Module = {
  name: string
  routes: Route[]
  jobs: Job[]
  /** Work that waits in the module's own tables. */
  runners: Runner[]
  policy: PolicyFolder[]
  probes: Probe[]
  /** Tables with sealed cells, and how those come under newer keys. */
  sealed: SealedTable[]
  /** What the module recomputes for a chunk of due subjects. */
  follow: Follower | null
  /** Where the walk begins; one module of the list has it. */
  walkSource: WalkSource | null
  /** Folder with numbered SQL migrations, absolute. */
  migrations: string | null
}

/** Declares a module: its name and what it opens to the kernel. */
export const module = (name: string, parts: Partial<Omit<Module, 'name'>>): Module => ({
  name,
  routes: [],
  jobs: [],
  runners: [],
  policy: [],
  probes: [],
  sealed: [],
  follow: null,
  walkSource: null,
  migrations: null,
  ...parts,
})
