import { describe, expect, test } from 'vitest'
import { modules } from '../src/modules.ts'

const reads = modules.flatMap((module) => module.routes).filter(({ at }) => at.startsWith('GET '))

/**
 * Doors of GET that open no read-only transaction: files of the logs, which touch no table, what is answered from
 * several short reads, and the way back from a provider, which only a sealed cookie of ours opens.
 */
const apart = [
  'GET /v1/me',
  'GET /v1/search',
  'GET /v1/suggest',
  'GET /v1/subjects/:id',
  'GET /v1/stats',
  'GET /v1/health',
  'GET /tlog/policy',
  'GET /tlog/public/checkpoint',
  'GET /tlog/public/tile/*',
  'GET /tlog/audit/checkpoint',
  'GET /tlog/audit/tile/*',
  'GET /v1/session/providers/:provider/return',
]

/** What looks at protected values notes who looked, in the same transaction. */
const noting = ['GET /v1/doubts', 'GET /v1/archive/subjects/:id/records/:recordId']

describe('reading', () => {
  test('changes nothing but the note of who looked: every other GET runs in a transaction that only reads', () => {
    expect(reads.filter(({ transaction }) => transaction === 'write').map(({ at }) => at)).toEqual(noting)
    const open = reads.filter(({ transaction }) => transaction === 'none').map(({ at }) => at)
    expect(open.filter((at) => !apart.includes(at))).toEqual([])
  })

  test('needs no body', () => {
    expect(reads.filter(({ body, upload, form }) => body || upload || form).map(({ at }) => at)).toEqual([])
  })
})
