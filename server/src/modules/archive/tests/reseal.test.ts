import { createCipheriv, createHash } from 'node:crypto'
import { residentIdOf } from '@xinqiao/standards'
import { world } from '@xinqiao/test-data'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backupOf } from '../../../../test/support/backup.ts'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, type Fields, fieldsOf, fileIt } from '../../../../test/support/filing.ts'
import { loadPolicy } from '../../../../test/support/server.ts'
import { openDatabase } from '../../../kernel/db/pool.ts'
import { beginReseal, resealRunner } from '../../../kernel/reseal.ts'
import { modules } from '../../../modules.ts'
import { findDoubt, openDoubtRow } from '../../subjects/index.ts'
import { namesOf } from '../../subjects/store/lookups.ts'
import { archivesOf } from '../index.ts'
import { revealedVersionsOf } from '../store/archives.ts'

const number = residentIdOf('42060119880304501')
const name = '欧阳旧名'
const sample = fieldsOf('administrative-penalty', {
  world: world({ seed: 8, companies: 9 }),
  day: '2026-06-01',
  count: 1,
})[0]!
const row: Fields = {
  ...sample,
  ...{
    CF_XDR_MC: name,
    CF_XDR_LB: '自然人',
    CF_XDR_SHXYM: '',
    CF_XDR_GSZC: '',
    CF_XDR_ZZJG: '',
    CF_FRDB: '',
  },
  ...{ CF_XDR_ZJLX: '身份证', CF_XDR_ZJHM: number, CF_WSH: '测罚决字〔2026〕1号' },
}
/** A value as the first version of the platform sealed it: one key for everything, no suite, no key named. */
function formerSeal(text: string, place: string): string {
  const cipher = createCipheriv('aes-256-gcm', Buffer.alloc(32, 2), Buffer.alloc(12, 5)).setAAD(
    Buffer.from(place),
  )
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(1), Buffer.alloc(12, 5), cipher.getAuthTag(), body]).toString('base64url')
}

let database: TestDatabase
let subject: string
let record: string
const doubt = '11111111-1111-8111-8111-111111111111'
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  subject = database.deps.keys.identityOf('resident-id', number)
  await fileIt(database, csvOf([row]))
  const known = (await archivesOf(database.ctx(), [subject])).get(subject)!.records[0]!
  record = known.id
  await asItWas(known.values)
})
afterAll(() => database.close())

/** Puts the database into the state the first version left it in. */
async function asItWas(values: Record<string, string | string[]>): Promise<void> {
  const owner = openDatabase(database.url, { max: 1 })
  const old = {
    ...values,
    CF_XDR_ZJHM: `sealed:${formerSeal(number, `archive.record|CF_XDR_ZJHM|${record}`)}`,
  }
  await sql`update archive.record set payload = ${JSON.stringify(old)}::jsonb where id = ${record}`.execute(
    owner.db,
  )
  await sql`insert into archive.record_history select r.subject_id, r.id, r.entity_id, r.kind, r.occurred_on, r.effective_from, r.effective_to,
    r.status, r.status_on, r.under_objection, r.payload, r.digest, 0, r.known_from, r.provider_id, r.batch_id, r.table_number, r.row_number, now()
    from archive.record r where r.id = ${record}`.execute(owner.db)
  await sql`update subjects.subject set name = ${name}, name_key = ${name}, core_key = ${name} where id = ${subject}`.execute(
    owner.db,
  )
  await sql`update subjects.identifier set name_key = ${name}, value_sealed = ${formerSeal(number, `subjects.identifier|value|${subject}`)}
    where key = ${subject}`.execute(owner.db)
  await sql`insert into subjects.name (subject_id, name_key, name, created_at) values (${subject}, ${`${name}又`}, ${`${name}又`}, now())`.execute(
    owner.db,
  )
  const clue = { kind: 'person', name, nameKey: name, identifiers: [{ scheme: 'tax-number', value: number }] }
  await sql`insert into subjects.doubt (id, reason, name_key, clue, row_sealed, candidates, state, created_at)
    values (${doubt}, 'row', ${name}, ${JSON.stringify({ ...clue, formerNames: [], address: number })}::jsonb,
      ${formerSeal('{"row":1}', `subjects.doubt|row|${doubt}`)}, '[]', 'open', now())`.execute(owner.db)
  await sql`insert into intake.batch (id, provider_id, kind, size, sha256, body, received_at, received_on, received_by, status, bulk)
    values (gen_random_uuid(), 'old', 'honour', 2, ${createHash('sha256').update('{}').digest()}, ${Buffer.from(`{"A":"${number}"}`)}, now(), current_date, 'old', 'filed', false)`.execute(
    owner.db,
  )
  await owner.close()
}

const everything = async () => [...(await backupOf(database)).values()].flat().join('\n')
const bodyInHex = () => Buffer.from(number).toString('hex')

test('what the first version kept is read as it is', async () => {
  const archive = (await archivesOf(database.ctx(), [subject])).get(subject)!
  expect(archive.subject.name).toBe(name)
  expect(archive.records[0]!.values.CF_XDR_MC).toBe(name)
  const versions = await revealedVersionsOf(database.ctx(), subject, record, null)
  expect(versions.map((v) => v.values.CF_XDR_ZJHM)).toEqual([number, number])
  expect(await everything()).toContain(name)
})

test('the same row sent again after the change of form is known as the same', async () => {
  const batch = await fileIt(database, csvOf([row, { ...row, CF_WSH: '测罚决字〔2026〕2号' }]), {
    provider: 'again',
  })
  expect(batch.rows).toMatchObject({ received: 2, accepted: 1, duplicate: 1 })
})

test('it is brought under the present keys portion by portion, and stands in clear nowhere any more', async () => {
  await database.act((ctx) => beginReseal(ctx, modules))
  const runner = resealRunner(modules)
  let portions = 0
  while (await runner.run(database.ctx(), new AbortController().signal)) {
    if (++portions > 100) throw new Error('it does not end')
  }
  expect(portions).toBeGreaterThan(5)
  const texts = await everything()
  expect(texts).not.toContain(name)
  expect(texts).not.toContain(number)
  expect(texts, 'bodies').not.toContain(bodyInHex())
  const archive = (await archivesOf(database.ctx(), [subject])).get(subject)!
  expect(archive.subject.name).toBe(name)
  const versions = await revealedVersionsOf(database.ctx(), subject, record, null)
  expect(versions.map((v) => v.values.CF_XDR_ZJHM)).toEqual([number, number])
})

test('further names and rows in doubt of earlier days are known as before', async () => {
  const names = await namesOf(database.ctx(), [subject])
  expect(names.get(subject)!.map((n) => n.name)).toContain(`${name}又`)
  const kept = (await findDoubt(database.ctx(), doubt, null))!
  expect([kept.clue.name, kept.clue.identifiers, kept.clue.address]).toEqual([name, [], null])
  expect(openDoubtRow(database.ctx(), kept)).toBe('{"row":1}')
})

test('done again it changes nothing', async () => {
  await database.act((ctx) => beginReseal(ctx, modules))
  const runner = resealRunner(modules)
  while (await runner.run(database.ctx(), new AbortController().signal));
  const { rows } = await sql<{ n: number }>`select sum(changed)::int as n from kernel.reseal`.execute(
    database.db,
  )
  expect(rows[0]!.n).toBe(0)
})
