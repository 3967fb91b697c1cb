/** Which network addresses a stranger's URL may never lead to; asked at connect time, after name resolution. */
import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { RequestFailed } from './errors.ts';

/** Special-purpose IPv4 space of the IANA registry (RFC 6890 and successors), and one cloud's metadata host on a public address. */
const REFUSED_V4: readonly (readonly [network: string, prefix: number, what: string])[] = [
  ['0.0.0.0', 8, 'this network'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'carrier-grade NAT'],
  ['127.0.0.0', 8, 'loopback'],
  ['168.63.129.16', 32, 'cloud metadata'],
  ['169.254.0.0', 16, 'link-local or cloud metadata'],
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'protocol assignments'],
  ['192.0.2.0', 24, 'documentation'],
  ['192.88.99.0', 24, '6to4 relay'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'benchmarking'],
  ['198.51.100.0', 24, 'documentation'],
  ['203.0.113.0', 24, 'documentation'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved or broadcast'],
];

/** Inside global unicast 2000::/3; everything outside it (loopback, ULA, link-local, multicast, IPv4-mapped, NAT64) is refused as a whole. */
const REFUSED_V6: readonly (readonly [network: string, prefix: number, what: string])[] = [
  ['2001::', 23, 'protocol assignments'],
  ['2001:db8::', 32, 'documentation'],
  ['2002::', 16, '6to4, carries an IPv4 address'],
  ['3fff::', 20, 'documentation'],
];

const V4 = REFUSED_V4.map(([network, prefix, what]) => ({ what, list: listOf(network, prefix, 'ipv4') }));
const V6 = REFUSED_V6.map(([network, prefix, what]) => ({ what, list: listOf(network, prefix, 'ipv6') }));
const GLOBAL_UNICAST = listOf('2000::', 3, 'ipv6');

function listOf(network: string, prefix: number, family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  list.addSubnet(network, prefix, family);
  return list;
}

/** Why `address` (an IP literal, IPv6 with or without brackets or zone) is refused; `undefined` where it is a public one. */
export function refusedAddress(address: string): string | undefined {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return V4.find(({ list }) => list.check(bare, 'ipv4'))?.what;
  if (family === 6) {
    if (!GLOBAL_UNICAST.check(bare, 'ipv6')) return 'not global unicast';
    return V6.find(({ list }) => list.check(bare, 'ipv6'))?.what;
  }
  return 'not an address';
}

/** The failure of a connection to `address`. */
export function addressRefused(address: string, what: string): RequestFailed {
  return new RequestFailed('address-refused', `${address}: ${what}`);
}

/** A look-up for `net.connect` that gives public addresses only, so that the address judged is the address connected to. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 0);
    const open = found.filter(({ address }) => !refusedAddress(address));
    const [first] = open;
    if (!first) {
      const address = found[0]?.address ?? hostname;
      return callback(addressRefused(`${hostname} is ${address}`, refusedAddress(address) ?? 'no address'), '', 0);
    }
    if (options.all) callback(null, open);
    else callback(null, first.address, first.family);
  });
};
