import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';

/**
 * The range that IANA has opened for the public internet. IPv6 addresses outside it are reserved, stand for IPv4
 * addresses, or are not assigned yet.
 */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');
/** Ranges that the library takes for ordinary addresses, at least in some of its releases. */
const INSIDE = [
  // Answers the virtual machines of Azure, and gives out their settings.
  '168.63.129.16/32',
  // Anycast addresses that each network answers itself: 6to4 relays, AS112, AMT (RFC 7526, 7534, 7535, 7450).
  '192.88.99.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.175.48.0/24',
  '2620:4f:8000::/48',
  // Protocol assignments, 6to4 and documentation (RFC 2928, 3056, 9637).
  '2001::/23',
  '2002::/16',
  '3fff::/20',
].map((range) => ipaddr.parseCIDR(range));

/**
 * Whether an address belongs to the public internet. Addresses that are private, of this machine or its network,
 * shared by a provider or reserved do not, nor does an IPv4 address written as an IPv6 one. The rule lists what is
 * allowed and not what is forbidden, so that a range which the registry adds later is refused.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed.kind() === 'ipv6' && !parsed.match(GLOBAL_IPV6)) return false;
  return !INSIDE.some(([range, bits]) => range.kind() === parsed.kind() && parsed.match(range, bits));
}
