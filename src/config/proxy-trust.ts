import { isIP } from 'node:net';

/**
 * As Fastify's `trustProxy` takes it: nobody, or these addresses and networks. A number of hops would not say who adds
 * the address.
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

/** Whether TRUST_PROXY names proxies. Trusting everybody is not offered: a client would choose its own address. */
export const isTrust = (value: string): boolean =>
  value === 'none' || parts(value).every((part) => NAMED.includes(part) || isNetwork(part));

export const trustOf = (value: string | undefined): ProxyTrust =>
  value === undefined || value === 'none' ? false : parts(value);
