import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameKey } from '@xinqiao/standards'
import { searchRowOf, searchSubjects } from '../../server/src/modules/disclosure/index.ts'
import { resolveRows } from '../../server/src/modules/subjects/index.ts'
import { openPlace, type Place, type Result } from './place.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'data')

type Clue = Parameters<typeof resolveRows>[1][number]

/**
 * Matching against real pairs, when ../shared/data is there: wrong automatic links on firms a character apart and on
 * branches, right links on names written otherwise with place and representative, and short names found in the
 * first five results.
 */
export async function benchMatching(): Promise<Result[]> {
  if (!existsSync(folder)) {
    process.stderr.write('matching: skipped, ../shared/data is absent\n')
    return []
  }
  const place = await openPlace()
  try {
    const hard = table('matching/hard_negatives_edit1_same_city_dev.csv')
    const branches = table('matching/branch_parent_dev.csv')
    const wrongHard = await linkedNames(
      place,
      hard.map((r) => [
        { name: r.name_a!, code: r.uscc_a! },
        { name: r.name_b!, code: r.uscc_b! },
      ]),
    )
    const wrongBranch = await linkedNames(
      place,
      branches.map((r) => [
        { name: r.parent_name!, code: r.parent_uscc! },
        { name: r.branch_name!, code: r.branch_uscc! },
      ]),
    )
    const links = await rightLinks(place)
    const recall = await shortNames(place)
    return [
      percent('wrong links, one character apart', wrongHard, hard.length, '≤ 0.1 %'),
      percent('wrong links, branch and parent', wrongBranch, branches.length, '0 %'),
      percent('precision of automatic links', links.right, links.made, 'automatic links that are right'),
      percent(
        'recall of automatic links',
        links.right,
        links.all,
        'same name written otherwise, same place and representative, no code',
      ),
      percent('short name in the first five', recall.found, recall.all, '≥ 95 %'),
    ]
  } finally {
    await place.close()
  }
}

/** How many rows with the right-hand name and its place, but no code, are linked to the left-hand firm. */
async function linkedNames(place: Place, pairs: [Named, Named][]): Promise<number> {
  let linked = 0
  for (let i = 0; i < pairs.length; i += 500) {
    const some = pairs.slice(i, i + 500)
    const left = await place.ctx().inTransaction((tx) =>
      resolveRows(
        tx,
        some.map(([a]) => clue(a, true)),
      ),
    )
    const right = await place.ctx().inTransaction((tx) =>
      resolveRows(
        tx,
        some.map(([, b]) => clue(b, false)),
      ),
    )
    right.forEach((answer, k) => {
      const known = left[k]!
      if (
        answer.state === 'resolved' &&
        known.state === 'resolved' &&
        answer.subjectId === known.subjectId &&
        nameKey(some[k]![0].name) !== nameKey(some[k]![1].name)
      )
        linked++
    })
  }
  return linked
}

/** Firms known by code, met again by name only: brackets otherwise, form otherwise, with place and representative. */
async function rightLinks(place: Place): Promise<{ made: number; right: number; all: number }> {
  const firms = table('registry/registry_dev_50k.csv').slice(0, 10_000)
  const named = firms.map((r) => ({
    name: r.企业名称!,
    code: r.统一社会信用代码!,
    representative: r['法人代表(假名)'] || null,
  }))
  let [made, right, all] = [0, 0, 0]
  for (let i = 0; i < named.length; i += 500) {
    const some = named.slice(i, i + 500).filter((n) => n.representative !== null)
    const known = await place.ctx().inTransaction((tx) =>
      resolveRows(
        tx,
        some.map((n) => clue(n, true)),
      ),
    )
    const again = await place.ctx().inTransaction((tx) =>
      resolveRows(
        tx,
        some.map((n) => clue({ ...n, name: otherwise(n.name) }, false)),
      ),
    )
    again.forEach((answer, k) => {
      all++
      if (answer.state !== 'resolved') return
      made++
      const before = known[k]!
      if (before.state === 'resolved' && before.subjectId === answer.subjectId) right++
    })
  }
  return { made, right, all }
}

const otherwise = (name: string) =>
  name.replace(/[（）]/g, (c) => (c === '（' ? '(' : ')')).replace('有限责任公司', '有限公司')

async function shortNames(place: Place): Promise<{ found: number; all: number }> {
  const pairs = table('matching/listed_short_full_dev.csv')
  const others = table('registry/registry_dev_50k.csv').map((r) => r.企业名称!)
  const counts = {
    licenses: 0,
    penalties: 0,
    honours: 0,
    serious: 0,
    abnormal: 0,
    commitments: 0,
    records: 1,
  }
  const names = [...new Set([...pairs.map((p) => p.full_name!), ...others])]
  for (let i = 0; i < names.length; i += 1_000) {
    const some = names.slice(i, i + 1_000)
    const rows = some.map((name) =>
      searchRowOf({ name, kind: 'enterprise', formerNames: [], counts } as never),
    )
    const ids = some.map((_, k) => `00000000-0000-8000-8000-${String(i + k).padStart(12, '0')}`)
    await place.admin.query(
      `insert into disclosure.search (subject_id, name, name_key, former_names, keys, grams, rank)
      select i::uuid, n, k, '{}', k, g::int4[], r from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[]) as t(i, n, k, g, r)`,
      [
        ids,
        some,
        rows.map((r) => r.nameKey),
        rows.map((r) => `{${r.grams.join(',')}}`),
        rows.map((r) => r.rank),
      ],
    )
    await place.admin.query(
      `insert into disclosure.hit (subject_id, kind, penalties, counts) select i::uuid, 'enterprise', 0, $2::jsonb from unnest($1::text[]) as t(i)`,
      [ids, JSON.stringify(counts)],
    )
  }
  await place.admin.query('analyze disclosure.search')
  let found = 0
  const none = { region: null, industry: null, kind: null, grade: null, hasPenalty: null }
  for (const pair of pairs) {
    const { hits } = await searchSubjects(place.ctx(), pair.short_name!, none, {
      cursor: undefined,
      limit: 5,
    }).catch(() => ({ hits: [] }))
    if (hits.some((hit) => hit.name === pair.full_name)) found++
  }
  return { found, all: pairs.length }
}

type Named = { name: string; code: string; representative?: string | null }
const clue = ({ name, code, representative }: Named, withCode: boolean): Clue => ({
  kind: 'enterprise',
  name,
  nameKey: nameKey(name),
  identifiers: withCode ? [{ scheme: 'uscc', value: code }] : [],
  formerNames: [],
  regionCode: code.slice(2, 8),
  industryCode: null,
  address: null,
  legalRepresentative: representative ?? null,
})

function table(file: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(join(folder, file), 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
  const names = cells(head!)
  return lines
    .filter((line) => line !== '')
    .map((line) => Object.fromEntries(cells(line).map((cell, i) => [names[i] ?? String(i), cell])))
}

const cells = (line: string) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) =>
    (m[1] ?? m[2] ?? '').replaceAll('""', '"'),
  )

const percent = (path: string, part: number, all: number, note: string): Result => ({
  path,
  size: all,
  rate: Math.round((part / Math.max(1, all)) * 100_000) / 1_000,
  unit: '%',
  reference: null,
  ratio: null,
  target: null,
  note: `${part} of ${all}; ${note}`,
})
