import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { dayOf, serialOf } from './calendar.ts'
import { type DemoPlan, demoCity, demoPlans } from './demo-plans.ts'
import { type DirtNote, dirty } from './dirt/dirty.ts'
import { writeFile } from './files/write-file.ts'
import { createRandom } from './random.ts'
import { columnsOf, type RowOptions, rows } from './rows.ts'
import { showcaseLicences, showcasePenalties } from './showcase.ts'
import { type City, cities } from './words/regions.ts'
import { type World, world } from './world.ts'

/** One file as a department would deliver it. `sample`: not for the archive but for a newcomer to try. */
export type DemoFile = {
  path: string
  kind: string
  provider: { code: string; name: string }
  receivedOn: string
  rows: number
  sample: boolean
}

/** `day` is the demo's today (YYYY-MM-DD); `scale` 1 gives 3,000 companies and about 26,000 rows; `samples`: no others. */
export type DemoOptions = { seed: number; day: string; scale?: number; only?: 'samples' }

/** The world demo files of these options are about. */
export function demoWorld(options: DemoOptions): World {
  const companies = Math.max(40, Math.round(3000 * (options.scale ?? 1)))
  return world({ seed: options.seed, companies, home: demoCity })
}

/**
 * Writes the files of one city's departments into a folder (made when absent): mixed formats and encodings, real
 * dirt, records in every state of display on `day`. The same options give the same bytes.
 */
export async function demoFiles(dir: string, options: DemoOptions): Promise<DemoFile[]> {
  await mkdir(dir, { recursive: true })
  const scene = demoWorld(options)
  const home = cities.find(({ code }) => code === demoCity) as City
  const files: DemoFile[] = []
  for (const [position, plan] of demoPlans.entries()) {
    if (options.only === 'samples' && !plan.sample) continue
    const organ = scene.departmentOf(plan.authority, home)
    const receivedOn = dayOf(serialOf(options.day) - plan.daysAgo)
    const path = join(dir, plan.file)
    const cells = planned(plan, { scene, options, receivedOn, position })
    const written = await writeFile(path, { ...plan, style: plan.style ?? 'titles' }, cells)
    const provider = { code: organ.uscc, name: organ.name }
    files.push({ path, kind: plan.kind, provider, receivedOn, rows: written, sample: plan.sample ?? false })
  }
  return files
}

type Scene = { scene: World; options: DemoOptions; receivedOn: string; position: number }

/** The rows of one planned file; `note` hears what the dirt did. */
export function* planned(plan: DemoPlan, from: Scene, note?: (note: DirtNote) => void): Generator<string[]> {
  const { scene, options, receivedOn, position } = from
  const style = plan.style ?? 'titles'
  const scaled: RowOptions = {
    world: scene,
    count: Math.max(5, Math.round(plan.count * (options.scale ?? 1))),
    day: plan.until ?? receivedOn,
    start: plan.start ?? 0,
    first: plan.first ?? '2016-01-01',
    style,
    authority: plan.authority,
    city: demoCity,
  }
  const random = createRandom(options.seed).split('demo', position)
  if (plan.showcase === 'penalties') yield* showcasePenalties(scene, receivedOn, random)
  if (plan.showcase === 'licences') yield* showcaseLicences(scene, receivedOn, random)
  const columns = columnsOf(plan.kind, style)
  const dirt = { columns, world: scene, seed: options.seed + position, ...(note ? { note } : {}) }
  let cells: Iterable<string[]> = rows(plan.kind, scaled)
  for (const { rate, kinds } of plan.dirt)
    cells = dirty(cells, { ...dirt, rate, ...(kinds ? { kinds } : {}) })
  yield* cells
}
