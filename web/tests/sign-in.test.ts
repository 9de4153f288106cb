import { describe, expect, it } from 'vitest'
import { deviceOf } from '../src/features/identity/device.ts'
import { isOneTimeToken, tokenOf } from '../src/features/identity/one-time-token.ts'
import { paths, wayBack } from '../src/paths.ts'

describe('the way back after signing in', () => {
  it.each(['/', '/batches', '/batches/1?verdict=all', '/search?q=%E5%85%AC'])('leads to %s', (to) =>
    expect(wayBack(to, '/account')).toBe(to),
  )

  it.each([
    null,
    '',
    'batches',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
  ])('never leaves the portal by %j', (to) => expect(wayBack(to, '/account')).toBe('/account'))

  it('is carried by the address of the sign-in page', () =>
    expect(paths.signIn({ to: '/batches?a=1', why: 'ended' })).toBe(
      '/sign-in?to=%2Fbatches%3Fa%3D1&why=ended',
    ))
})

describe('a one-time token', () => {
  const token = `xi_${'a-_9'.repeat(11).slice(0, 43)}`

  it('is read from behind the # of a link', () => expect(tokenOf(`#${token}`)).toBe(token))

  it.each(['', '#', '#xi_', `#${token}x`, `#${token.slice(0, -1)}`, `#x${token}`, '#<script>'])(
    'is not there in %j',
    (hash) => expect(tokenOf(hash)).toBe(''),
  )

  it('is whole or nothing', () => expect([token, `${token} `].map(isOneTimeToken)).toEqual([true, false]))
})

describe('a device', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36',
      'Chrome · Windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0',
      'Edge · Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1',
      'Safari · iOS',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0', 'Firefox · Linux'],
    ['curl/8.0', ''],
    ['', ''],
  ])('is told from %j', (agent, device) => expect(deviceOf(agent)).toBe(device))
})
