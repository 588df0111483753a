import { BlockList, isIP } from 'node:net';

/** Addresses that no recording is kept at: our own machine, our own network, and those that stand for others. */
const v4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

/** Of IPv6 only global unicast is public, less the ranges in it that carry an IPv4 address or are for documents. */
const v6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/** Whether an address belongs to the public internet: a name may lead anywhere, our own network included. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !listed(v4, 'ipv4').check(address, 'ipv4');
  if (family !== 6 || address.includes('%')) return false;
  const global = listed([['2000::', 3]], 'ipv6');
  return global.check(address, 'ipv6') && !listed(v6, 'ipv6').check(address, 'ipv6');
}

function listed(ranges: readonly [string, number][], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of ranges) list.addSubnet(net, prefix, family);
  return list;
}
