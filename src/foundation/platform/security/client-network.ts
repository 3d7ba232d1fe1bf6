import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

/**
 * The network by which limits count a client: its IPv4 address, or the /64 of its IPv6 address, because one subscriber
 * has all of its 2^64 addresses. An IPv4 address written as an IPv6 one counts as the same client.
 * @param request whose `ip` is the client's own address, behind the proxies that TRUST_PROXY names
 */
export function networkOf({ ip }: Pick<FastifyRequest, 'ip'>): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  return address instanceof ipaddr.IPv6
    ? `${address.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::/64`
    : address.toString();
}

/** The network as it may be stored: the /24 or /48 around a {@link networkOf}, which identifies no subscriber. */
export function coarseNetwork(network: string): string {
  const address = network.replace(/\/64$/, '');
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv6)
    return `${parsed.parts
      .slice(0, 3)
      .map((part) => part.toString(16))
      .join(':')}::/48`;
  return `${address.split('.').slice(0, 3).join('.')}.0/24`;
}

/** A /48 of IPv6 may be a whole town, or one attacker: it has as much as so many of its /64 together. */
const NETWORKS_OF_WIDE = 4;

/**
 * The networks by which a limit counts a client, the narrowest first: its own and, of IPv6, the /48 around it, because a
 * subscriber may have each of its 65 536 networks.
 * @param max what is allowed to one network
 */
export const networkLimits = (network: string, max: number): { readonly network: string; readonly max: number }[] => [
  { network, max },
  ...(network.endsWith('/64') ? [{ network: coarseNetwork(network), max: max * NETWORKS_OF_WIDE }] : []),
];

/** {@link networkOf} the request, as a parameter of a controller. */
export const ClientNetwork = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  networkOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
