import { describe, expect, it } from 'vitest'
import { address } from '../src/api/client.ts'

describe('address of an API path', () => {
  it('fills in parts so that none can leave its place', () =>
    expect(address('/v1/subjects/{id}', { path: { id: '../me?x=1#y' } })).toBe(
      '/v1/subjects/..%2Fme%3Fx%3D1%23y',
    ))

  it('leaves out what is empty, because the API refuses what it does not know', () =>
    expect(address('/v1/search', { query: { q: '公司', region: '', grade: null, limit: 20 } })).toBe(
      '/v1/search?q=%E5%85%AC%E5%8F%B8&limit=20',
    ))
})
