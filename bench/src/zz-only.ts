import { Ajv } from 'ajv'
import { compileCleaner } from '../../server/src/modules/cleaning/index.ts'
import { benchCells, schemaOf } from './cleaning.ts'
import { benchItem, benchLookups } from './cleaning-item.ts'

const only = process.argv[2]
const codes = benchItem.fields.map((f) => f.code)
const N = Number(process.env.N ?? 20000)
const cells = Array.from({ length: N }, (_, i) => benchCells(i))
const text = (cs: string[]) => ({
  ...benchItem,
  fields: benchItem.fields.map((f) =>
    cs.includes(f.code) ? f : { code: f.code, title: f.title, type: 'text' as const },
  ),
})
const keep = ['CF_XDR_MC', 'CF_JDRQ']
const variants: Record<string, any> = {
  full: benchItem,
  nochecks: { ...benchItem, checks: [] },
  nokey: { ...benchItem, checks: [], key: ['$subject'] },
  nouscc: { ...benchItem, checks: [], key: ['$subject'], subject: { name: 'CF_XDR_MC', class: 'CF_XDR_LB' } },
  nocls: {
    ...benchItem,
    checks: [],
    key: ['$subject'],
    subject: { name: 'CF_XDR_MC' },
    fields: benchItem.fields.map((f) => ({ ...f, required: false })),
  },
}
for (let i = 0; i < 5; i++) variants[`no${i}`] = { ...benchItem, checks: benchItem.checks!.filter((_, j) => j !== i) }
const headersOf: Record<string, string[]> = {}
const list: [string, ReturnType<typeof compileCleaner>][] = Object.entries(variants).map(([n, it]) => [
  n,
  compileCleaner(it, codes, benchLookups, { today: '2026-11-24' }),
])

const N2 = Number(process.env.N2 ?? 2000)
const val = new Ajv().compile(schemaOf())
const objs = new Map(cells.map((c) => [c, Object.fromEntries(codes.map((k, i) => [k, c[i]]))]))
const ol = cells.map((c) => objs.get(c)!)
list.push(['ajv', null as any])

const best: Record<string, number> = {}
for (let r = 0; r < 40; r++)
  for (const [n, cleaner] of list) {
    if (only && !only.split(',').includes(n)) continue
    const t = performance.now()
    for (let k = 0; k < 5; k++)
      if (n === 'ajv') {
        for (let i = 0; i < N2; i++) if (!val(ol[i])) throw 1
      } else for (let i = 0; i < N2; i++) cleaner.clean(cells[i]!)
    const d = ((performance.now() - t) * 1e6) / (5 * N2)
    if (r > 3) best[n] = Math.min(best[n] ?? 1e9, d)
  }
console.log(
  Object.entries(best)
    .map(([n, d]) => n + ' ' + Math.round(d))
    .join('  '),
)
