import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';

/**
 * What IANA has given to the open internet; IPv6 outside it is reserved, IPv4 in other clothes, or given to nobody yet.
 */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');
/** The library knows these as addresses like any other, or not in all its releases. */
const INSIDE = [
  // Answers the machines of Azure, their settings among the answers.
  '168.63.129.16/32',
  // Anycast of single networks: 6to4 relays, AS112, AMT (RFC 7526, 7534, 7535, 7450).
  '192.88.99.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.175.48.0/24',
  '2620:4f:8000::/48',
  // Protocol assignments, 6to4 and documents (RFC 2928, 3056, 9637).
  '2001::/23',
  '2002::/16',
  '3fff::/20',
].map((range) => ipaddr.parseCIDR(range));

/**
 * Whether an address is one of the open internet: what is private, of this machine, of this network, shared by a
 * provider, reserved, or an IPv4 address in the clothes of an IPv6 one is not. A list of what is allowed, not of what
 * is forbidden: a range that the registry adds is refused.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed.kind() === 'ipv6' && !parsed.match(GLOBAL_IPV6)) return false;
  return !INSIDE.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits));
}
