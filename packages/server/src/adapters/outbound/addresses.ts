import { BlockList, isIP } from 'node:net';

/** The address lies inside the house's own network, or nowhere: nobody outside may make us call it. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

const INTERNAL_V4 = [
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
] as const;

/** Besides the private ones: those that carry an IPv4 address inside, which would be a way round. */
const INTERNAL_V6 = [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const;

const internal = new BlockList();
for (const [net, prefix] of INTERNAL_V4) internal.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of INTERNAL_V6) internal.addSubnet(net, prefix, 'ipv6');

/** Whether an IP address is private, loopback, link-local or otherwise not out on the internet. */
export function isInternal(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1] ?? mappedFromHex(plain);
  if (mapped) return internal.check(mapped, 'ipv4');
  const family = isIP(plain);
  if (family === 0) return true;
  return internal.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

function mappedFromHex(address: string): string | null {
  const match = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address);
  if (!match) return null;
  const [high, low] = [Number.parseInt(match[1]!, 16), Number.parseInt(match[2]!, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** What is wrong with an address that somebody wants us to call, as far as it can be told without asking the name's server; or null. */
export function faultOfUrl(text: string, allow_internal: boolean): string | null {
  if (!URL.canParse(text)) return 'must be a web address';
  const url = new URL(text);
  if (url.username || url.password) return 'must not have a name or password in it';
  if (url.protocol !== 'https:' && !(allow_internal && url.protocol === 'http:')) return 'must begin with https://';
  if (allow_internal) return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) ? isInternal(host) : !host.includes('.') || /(^|\.)(localhost|local|internal)$/i.test(host))
    return 'must not lead into the house’s own network';
  return null;
}
