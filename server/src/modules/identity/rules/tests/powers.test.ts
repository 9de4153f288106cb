import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { handingFault, type Power } from '../powers.ts'
import { officerRoles, shippedRoles } from '../shipped-roles.ts'

const scope = fc.record({
  orgId: fc.constantFrom(null, 'a', 'b'),
  region: fc.constantFrom(null, '35', '3502', '11'),
  kinds: fc.constantFrom(null, ['honour'], ['honour', 'qualification']),
})
const role = fc.constantFrom(...shippedRoles)
const power = fc.tuple(role, scope).map(
  ([{ code, permissions }, one]): Power => ({
    role: code,
    permissions,
    scope: one,
    reach: { bodies: null, kinds: null },
  }),
)
const reachesOver = (outer: Power['scope'], inner: Power['scope']) =>
  (outer.orgId === null || outer.orgId === inner.orgId) &&
  (outer.region === null || (inner.region ?? '').startsWith(outer.region)) &&
  (outer.kinds === null || (inner.kinds?.every((kind) => outer.kinds?.includes(kind)) ?? false))

describe('handing out roles', () => {
  test('nobody without the right to hand out all gives what he or she does not hold there, nor an office', () => {
    fc.assert(
      fc.property(fc.array(power, { maxLength: 4 }), role, scope, (powers, wanted, at) => {
        fc.pre(!powers.some(({ permissions }) => permissions.includes('roles:write')))
        const giver = { powers, isSelf: false, hasSecurityOfficer: true }
        const wish = { role: wanted.code, permissions: wanted.permissions, scope: at }
        if (handingFault(giver, wish) !== null) return
        expect(officerRoles).not.toContain(wanted.code)
        for (const permission of [...wanted.permissions, 'accounts:write'])
          expect(
            powers.some((one) => one.permissions.includes(permission) && reachesOver(one.scope, at)),
          ).toBe(true)
      }),
      { numRuns: 3_000 },
    )
  })

  test('nobody gives anything to himself or herself', () => {
    fc.assert(
      fc.property(fc.array(power, { maxLength: 8 }), role, scope, (powers, wanted, at) => {
        const giver = { powers, isSelf: true, hasSecurityOfficer: false }
        const wish = { role: wanted.code, permissions: wanted.permissions, scope: at }
        expect(handingFault(giver, wish)).toBe('self')
      }),
    )
  })
})
