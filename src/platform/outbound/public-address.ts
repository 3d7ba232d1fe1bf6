import ipaddr from 'ipaddr.js';
import { isIP } from 'node:net';

/**
 * Whether an address is one of the open internet: what is private, of this machine, of this network, shared by a provider, reserved, or an
 * IPv4 address in the clothes of an IPv6 one is not. A list of what is allowed, not of what is forbidden: a range that the registry adds is refused.
 */
export function isPublicAddress(address: string): boolean {
  return isIP(address) !== 0 && ipaddr.parse(address).range() === 'unicast';
}
