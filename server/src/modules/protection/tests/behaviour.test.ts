import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type Member, member, send } from '../../../../test/support/people.ts'
import { loadPolicy, testServer } from '../../../../test/support/server.ts'
import { flushCounts, judgeActivity } from '../index.ts'
import { isWithinHours } from '../rules/behaviour.ts'
import { placeOf, type Seen, Tally } from '../rules/tally.ts'
import { writeActivity } from '../store/activity.ts'

let database: TestDatabase
let server: FastifyInstance
/** A Tuesday, ten in the morning in China. */
const start = new Date('2026-06-02T02:00:00Z')
const now = start
const hour = (n: number) => new Date(start.getTime() + n * 3_600_000)
let [watcher, officer]: Member[] = []

beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database, { now: () => now })
  watcher = await member(database, { roles: ['securityOfficer'], scope: { orgId: null }, now })
  officer = await member(database, { roles: ['creditOfficer'], now })
})
afterAll(async () => {
  await server.close()
  await database.close()
})

type Alerts = { items: { id: string; rule: string; actor: string; wasPaused: boolean; figures: object }[] }
const alerts = async (actor: string) =>
  (await send<Alerts>(server, 'GET', '/v1/alerts?limit=100', watcher!.headers)).body.items.filter(
    (alert) => alert.actor === actor,
  )
const rulesOf = async (actor: string) => (await alerts(actor)).map(({ rule }) => rule).sort()
const judge = () => judgeActivity(database.ctx({ now }))
/** One hour of somebody, as a process would have counted it. */
const write = (actor: string, at: Date, over: object = {}, by = randomUUID()) =>
  database.act((ctx) =>
    writeActivity(ctx, by, [
      {
        actor,
        hour: at.toISOString(),
        ...{ requests: 20, reads: 10, subjects: 10, missed: 0, refused: 0, places: ['10.1.2.0'] },
        ...over,
      },
    ]),
  )
const accustomed = async (actor: string) => {
  for (let n = 1; n <= 24; n++) await write(actor, hour(-24 * n))
}

describe('what is unusual', () => {
  test('is told against one’s own past: the same hour is usual for one and unusual for another', async () => {
    const [quiet, busy] = [`account:${randomUUID()}`, `account:${randomUUID()}`]
    await accustomed(quiet)
    for (let n = 1; n <= 24; n++) await write(busy, hour(-24 * n), { subjects: 80, reads: 90 })
    for (const actor of [quiet, busy]) await write(actor, start, { subjects: 100, reads: 110 })
    await judge()
    expect(await rulesOf(quiet)).toEqual(['behaviour/many-subjects'])
    expect(await rulesOf(busy)).not.toContain('behaviour/many-subjects')
  })

  test('is reading at night and at the weekend, by the clock in China', async () => {
    const [day, night, weekend] = ['a', 'b', 'c'].map(() => `account:${randomUUID()}`) as [
      string,
      string,
      string,
    ]
    await write(day, new Date('2026-06-02T12:00:00Z'), { reads: 30 })
    await write(night, new Date('2026-06-02T13:00:00Z'), { reads: 30 })
    await write(weekend, new Date('2026-06-06T02:00:00Z'), { reads: 30 })
    await judge()
    expect(await rulesOf(day)).toEqual([])
    expect(await rulesOf(night)).toEqual(['behaviour/off-hours'])
    expect(await rulesOf(weekend)).toEqual(['behaviour/off-hours'])
  })

  test('is a network neither seen before nor one’s own', async () => {
    const [abroad, home, fresh] = ['a', 'b', 'c'].map(() => `account:${randomUUID()}`) as [
      string,
      string,
      string,
    ]
    for (const actor of [abroad, home]) await accustomed(actor)
    await write(abroad, start, { places: ['10.1.2.0', '203.0.113.0'] })
    await write(home, start, { places: ['192.168.7.0'] })
    await write(fresh, start, { places: ['203.0.113.0'] })
    await judge()
    expect(await rulesOf(abroad)).toEqual(['behaviour/foreign-places'])
    expect(await rulesOf(home)).toEqual([])
    expect(await rulesOf(fresh)).toEqual([])
  })

  test('adds up over processes, and is counted once however often a process writes it', async () => {
    const [split, again] = [`client:${randomUUID()}`, `client:${randomUUID()}`]
    for (let n = 0; n < 4; n++) await write(split, start, { missed: 40 })
    const by = randomUUID()
    for (let n = 0; n < 4; n++) await write(again, start, { missed: 40, requests: 40 + n }, by)
    await judge()
    expect(await rulesOf(split)).toEqual(['behaviour/enumeration'])
    expect(await rulesOf(again)).toEqual([])
  })

  test('that goes on stays one alert; after it was closed it is a new one', async () => {
    const actor = `token:${randomUUID()}`
    const by = randomUUID()
    await write(actor, start, { missed: 150, requests: 150 }, by)
    await judge()
    await write(actor, start, { missed: 170, requests: 170 }, by)
    await judge()
    const [first, ...more] = await alerts(actor)
    expect([first!.figures, more]).toEqual([{ value: 170 }, []])
    const answer = (what: string, payload?: object) =>
      send(server, 'POST', `/v1/alerts/${first!.id}/${what}`, watcher!.headers, payload)
    expect((await answer('closure', { reason: '误报' })).status).toBe(409)
    expect((await answer('acknowledgement')).status).toBe(200)
    expect((await answer('acknowledgement')).status).toBe(409)
    expect((await answer('closure', {})).status).toBe(400)
    expect((await answer('closure', { reason: '系统联调' })).status).toBe(200)
    expect(await alerts(actor)).toEqual([])
    await write(actor, hour(1), { missed: 150 })
    await judge()
    expect((await alerts(actor)).map(({ id }) => id)).not.toContain(first!.id)
    expect(await alerts(actor)).toHaveLength(1)
  })
})

describe('a rule that pauses', () => {
  test('stops an account that tries identifiers at its next request, counted at the doors', async () => {
    const actor = `account:${officer!.accountId}`
    for (let n = 0; n < 125; n++)
      await send(
        server,
        'GET',
        `/v1/archive/subjects/${randomUUID()}/records/${randomUUID()}`,
        officer!.headers,
      )
    expect((await send(server, 'GET', '/v1/batches', officer!.headers)).status).toBe(200)
    await flushCounts(database.ctx({ now }))
    await judge()
    expect(await alerts(actor)).toMatchObject([{ rule: 'behaviour/enumeration', wasPaused: true }])
    expect((await send(server, 'GET', '/v1/batches', officer!.headers)).status).toBe(401)
  })

  test('never stops one of the three officers', async () => {
    const actor = `account:${watcher!.accountId}`
    await write(actor, start, { missed: 500 })
    await judge()
    expect(await alerts(actor)).toMatchObject([{ wasPaused: false }])
    const own = (await alerts(actor))[0]!.id
    const reply = await send(server, 'POST', `/v1/alerts/${own}/acknowledgement`, watcher!.headers)
    expect(reply.body.code).toBe('protection.alertOfOneself')
  })
})

describe('the count in memory', () => {
  const seen = (over: Partial<Seen> = {}): Seen => ({
    ...{ actor: 'account:a', method: 'GET', route: '/v1/subjects/:id', params: { id: 'x' }, status: 200 },
    ...{ address: '203.0.113.9', at: start },
    ...over,
  })
  test('tells readings, subjects, misses and refusals apart, and leaves the public out', () => {
    const tally = new Tally()
    tally.note(seen({ actor: 'public' }))
    for (const id of ['x', 'x', 'y']) tally.note(seen({ params: { id } }))
    tally.note(seen({ status: 404 }))
    tally.note(seen({ status: 403 }))
    tally.note(seen({ route: '/v1/batches' }))
    const { rows, written } = tally.changed(10, start)
    expect(rows).toEqual([
      {
        ...{ actor: 'account:a', hour: start.toISOString(), requests: 6, reads: 3, subjects: 2 },
        ...{ missed: 1, refused: 1, places: ['203.0.113.0'] },
      },
    ])
    written()
    expect(tally.changed(10, start).rows).toEqual([])
  })

  test('keeps what could not be written, and stays bounded whatever comes', () => {
    const tally = new Tally()
    for (let n = 0; n < 7_000; n++)
      tally.note(seen({ params: { id: String(n) }, address: `203.0.${n % 256}.1` }))
    expect(tally.changed(10, start).rows[0]).toMatchObject({ requests: 7_000, subjects: 5_000 })
    expect(tally.changed(10, start).rows[0]!.places).toHaveLength(20)
    for (let n = 0; n < 60_000; n++) tally.note(seen({ actor: `account:${n}` }))
    expect(tally.changed(100_000, start).rows).toHaveLength(50_000)
  })

  test.each([
    ['203.0.113.77', '203.0.113.0'],
    ['::ffff:203.0.113.77', '203.0.113.0'],
    ['2001:db8:12:34::1', '2001:db8:12::'],
    ['::1', '0:0:0::'],
    ['fe80::1%eth0', 'fe80:0:0::'],
  ])('%s is in the network %s', (address, place) => expect(placeOf(address)).toBe(place))

  test('hours over midnight and weekends are found', () => {
    const rule = { hours: { from: 21, until: 7, weekends: true } }
    const at = (text: string) => isWithinHours(rule, new Date(`${text}+08:00`))
    expect(['2026-06-02T20:59', '2026-06-02T21:00', '2026-06-03T06:59', '2026-06-03T07:00'].map(at)).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect([at('2026-06-06T12:00'), at('2026-06-08T12:00')]).toEqual([true, false])
  })
})
