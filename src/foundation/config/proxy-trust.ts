import { isIP } from 'node:net';

/**
 * The setting in the form that Fastify's `trustProxy` takes: no proxy, or these addresses and networks. A number of
 * hops is not offered, because it would not say whose word is trusted.
 */
export type ProxyTrust = false | string[];

const NAMED = ['loopback', 'linklocal', 'uniquelocal'];
const parts = (value: string): string[] => value.split(',').map((part) => part.trim());

function isNetwork(value: string): boolean {
  const [address = '', prefix, more] = value.split('/');
  const family = isIP(address);
  if (family === 0 || more !== undefined) return false;
  return (
    prefix === undefined ||
    (/^\d{1,3}$/.test(prefix) && Number(prefix) > 0 && Number(prefix) <= (family === 4 ? 32 : 128))
  );
}

/**
 * Whether a text is a valid TRUST_PROXY. Trusting everybody is not possible, because a client could then choose its own
 * address.
 */
export const isTrust = (value: string): boolean =>
  value === 'none' || parts(value).every((part) => NAMED.includes(part) || isNetwork(part));

export const trustOf = (value: string | undefined): ProxyTrust =>
  value === undefined || value === 'none' ? false : parts(value);
