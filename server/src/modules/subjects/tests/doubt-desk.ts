import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, fileIt, walkAll, workQueue } from '../../../../test/support/filing.ts'
import { ask, bearer, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { firmAt } from './clues.ts'

export type Doubt = {
  id: string
  reason: string
  batchId: string | null
  rowNumber: number | null
  row: { name: string }
  candidates: {
    subjectId: string
    entityId: string
    score: number
    evidence: { weight: number; title: object }[]
  }[]
}

/** Two invented firms that are known from the start. */
export const [known, other] = [firmAt(70), firmAt(71)]

/** A row about an honour of a firm, with a unified code or without. */
export const honour = (name: string, n: number, uscc = '') => ({
  ZTMC: name,
  TYSHXYDM: uscc,
  RYMC: `测试荣誉${n}`,
  WSH: `测表字〔2026〕${n}号`,
  RDRQ: '2026-02-03',
  RDJG: '测试市人民政府',
})

/** A server with a catalog and two known firms, and what an officer does with doubts there. */
export async function doubtDesk() {
  const database: TestDatabase = await testDatabase()
  await loadPolicy(database)
  const server: FastifyInstance = testServer(database)
  const headers = await bearer(database, ['subjects:decide', 'batches:read'])
  await fileIt(database, csvOf([honour(known.name, 1, known.uscc), honour(other.name, 2, other.uscc)]))
  const doubts = async () =>
    (await ask<{ items: Doubt[] }>(server, { method: 'GET', url: '/v1/doubts?limit=100', headers })).body
      .items
  return {
    database,
    server,
    headers,
    doubts,
    decide: (id: string, payload: object) =>
      ask<{ code?: string; state?: string }>(server, {
        method: 'POST',
        url: `/v1/doubts/${id}/decision`,
        headers,
        payload,
      }),
    send: (name: string, n: number) => fileIt(database, csvOf([honour(name, n)]), { kind: 'honour' }),
    doubtOf: async (batchId: string) => (await doubts()).find((d) => d.batchId === batchId)!,
    settle: async () => {
      await workQueue(database)
      await walkAll(database)
    },
    countsOf: async (batchId: string) => {
      const { rows } = await sql<{ verdict: string; subject_id: string | null }>`
        select verdict, subject_id from archive.row_outcome where batch_id = ${batchId}`.execute(database.db)
      return rows
    },
    close: async () => {
      await server.close()
      await database.close()
    },
  }
}
