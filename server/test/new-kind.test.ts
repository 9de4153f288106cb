import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { world } from '@xinqiao/test-data'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './support/database.ts'
import { csvOf, fieldsOf, fileIt, walkAll } from './support/filing.ts'
import { ask, loadPolicy, testServer } from './support/server.ts'
import { root } from './support/source.ts'

const kind = `kind: charity-gift
title: { zh-CN: 慈善捐赠, zh-Hant: 慈善捐贈, en: Charitable gift }
category: honour
nature: positive
subjectKinds: [organisation, individual-business]
openness: public
validFrom: 2020-01-01
version: '1'
legalBasis: [《中华人民共和国慈善法》]
key: [JZXM, JZRQ, $subject]
subject: { name: JZDW, uscc: DWDM }
occurredOn: JZRQ
organ: JSJG
headline: [JZXM, JZJE]
fields:
  - { code: JZDW, title: { zh-CN: 捐赠单位, zh-Hant: 捐贈單位, en: Giver }, type: name, required: true, lengthMax: 200 }
  - { code: DWDM, title: { zh-CN: 捐赠单位代码, zh-Hant: 捐贈單位代碼, en: Code of the giver }, type: uscc, lengthMax: 18 }
  - { code: JZXM, title: { zh-CN: 捐赠项目, zh-Hant: 捐贈項目, en: Cause }, type: text, required: true, lengthMax: 200 }
  - { code: JZJE, title: { zh-CN: 捐赠金额（元）, zh-Hant: 捐贈金額（元）, en: Amount }, type: amount, unit: yuan }
  - { code: JZRQ, title: { zh-CN: 捐赠日期, zh-Hant: 捐贈日期, en: Given on }, type: date, required: true }
  - { code: JSJG, title: { zh-CN: 接受捐赠的机构, zh-Hant: 接受捐贈的機構, en: Receiver }, type: name, required: true, lengthMax: 200 }
`
const now = new Date('2026-06-01T12:00:00+08:00')
let folder: string
let database: TestDatabase
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'))
  cpSync(join(root, 'policy'), folder, { recursive: true })
  database = await testDatabase()
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

test('a new record kind is a new file: its rows are understood, filed, shown and found without any code', async () => {
  const [firm] = fieldsOf('enterprise-base', {
    world: world({ seed: 3, companies: 5 }),
    day: '2026-06-01',
    count: 1,
  })
  const gift = {
    捐赠单位: firm!.QYMC!,
    捐赠单位代码: firm!.TYSHXYDM!,
    捐赠项目: '乡村图书室',
    '捐赠金额（元）': '200000',
    捐赠日期: '2026-05-20',
    接受捐赠的机构: '测试市慈善总会',
  }
  await loadPolicy(database, folder)
  expect((await fileIt(database, csvOf([gift]), { now })).kinds.map((k) => k.kind)).not.toContain(
    'charity-gift',
  )

  writeFileSync(join(folder, 'catalog', 'charity-gift.yaml'), kind)
  await loadPolicy(database, folder)
  const batch = await fileIt(database, csvOf([gift]), { now })
  expect(batch.kinds.map((k) => k.kind)).toEqual(['charity-gift'])
  expect(batch.rows).toMatchObject({ received: 1, accepted: 1 })

  await walkAll(database, now)
  const server = testServer(database, { now: () => now })
  const found = await ask(server, { method: 'GET', url: `/v1/search?q=${firm!.TYSHXYDM}` })
  const { id } = (found.body.items as { id: string }[])[0]!
  const page = await ask(server, { method: 'GET', url: `/v1/subjects/${id}` })
  expect(page.text).toContain('乡村图书室')
  expect(page.text).toContain('200,000 元')
  expect((await ask(server, { method: 'GET', url: '/v1/catalog/kinds/charity-gift' })).status).toBe(200)
  await server.close()
})

test('a kind with a fault is refused with file, line and reason, and what was loaded stays', async () => {
  writeFileSync(join(folder, 'catalog', 'charity-gift.yaml'), kind.replace('type: amount', 'type: amont'))
  await expect(loadPolicy(database, folder)).rejects.toThrow(/catalog\/charity-gift\.yaml[\s\S]*amount/)
  writeFileSync(join(folder, 'catalog', 'charity-gift.yaml'), kind)
  expect(await loadPolicy(database, folder)).toMatchObject({ loaded: [] })
})
