import { BlockList, isIP } from 'node:net'

/** Blocks of IPv4 that are no place on the open internet (IANA special-purpose registry). */
const refused = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  refused.addSubnet(network, bits, 'ipv4')

/** Blocks of 2000::/3 that carry IPv4 inside or belong to nobody: Teredo, 6to4, documentation. */
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  refused.addSubnet(network, bits, 'ipv6')

/** The only IPv6 that is given out: mapped, translated (NAT64), local and multicast addresses lie outside it. */
const given = new BlockList()
given.addSubnet('2000::', 3, 'ipv6')

/** True for an address on the open internet; false for every private, local, shared, special or malformed one. */
export function isOpenAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0 || address.includes('%')) return false
  if (family === 4) return !refused.check(address, 'ipv4')
  return given.check(address, 'ipv6') && !refused.check(address, 'ipv6')
}
