import Fastify from 'fastify';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { trustOf } from '../../config/proxy-trust.js';
import { coarseNetwork, networkLimits, networkOf } from './client-network.js';

describe('the network of a client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
    ['somewhere', 'unknown'],
  ])('of %s is %s', (ip, network) => expect(networkOf({ ip })).toBe(network));

  it.each([
    ['192.0.2.7', '192.0.2.0/24'],
    ['2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['unknown', 'unknown'],
  ])('%s is kept as %s', (network, kept) => expect(coarseNetwork(network)).toBe(kept));

  it.each([
    ['192.0.2.7', ['192.0.2.7 3']],
    ['2001:db8:1:2::/64', ['2001:db8:1:2::/64 3', '2001:db8:1::/48 12']],
    ['unknown', ['unknown 3']],
  ])('%s is counted by %j', (network, counted) =>
    expect(networkLimits(network, 3).map((limit) => `${limit.network} ${limit.max}`)).toEqual(counted),
  );

  it.each([
    // A client writes what it likes before the address that the proxy adds.
    ['loopback', '127.0.0.1', '203.0.113.9, 192.0.2.7', '192.0.2.7'],
    ['loopback', '198.51.100.1', '203.0.113.9', '198.51.100.1'],
    ['loopback, 10.0.0.0/8', '127.0.0.1', '203.0.113.9, 192.0.2.7, 10.1.2.3', '192.0.2.7'],
    ['uniquelocal', '172.18.0.1', '203.0.113.9, 192.0.2.7', '192.0.2.7'],
    ['none', '127.0.0.1', '203.0.113.9', '127.0.0.1'],
    [undefined, '127.0.0.1', '203.0.113.9', '127.0.0.1'],
  ])('with TRUST_PROXY=%s, from %s forwarding for %s, is %s', async (trust, remoteAddress, forwarded, network) => {
    const app = Fastify({ trustProxy: trustOf(trust) });
    app.get('/', (request) => networkOf(request));
    expect((await app.inject({ url: '/', remoteAddress, headers: { 'x-forwarded-for': forwarded } })).body).toBe(
      network,
    );
    await app.close();
  });
});
