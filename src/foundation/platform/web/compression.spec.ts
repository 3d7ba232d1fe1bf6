import Fastify from 'fastify';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { compressPage, encodingFor, mayBeChosenByOthers } from './compression.js';

const PAGE = `<p>${'Une place pour chaque enfant. '.repeat(200)}</p>`;

async function ask(url: string, headers: Record<string, string>) {
  const fastify = Fastify();
  fastify.get('/inbox', (request, reply) => compressPage(request, reply.type('text/html'), PAGE));
  try {
    return await fastify.inject({ url, headers });
  } finally {
    await fastify.close();
  }
}

describe('the page of one person', () => {
  it.each([
    ['gzip, br', 'br'],
    ['gzip, deflate, br;q=0.5', 'gzip'],
    ['gzip', 'gzip'],
    ['deflate', null],
    ['', null],
  ])('for a browser that takes «%s» is sent as %s', (takes, sent) => {
    expect(encodingFor({ headers: { 'accept-encoding': takes } })).toBe(sent);
  });

  it.each([
    ['/inbox', {}, false, 'an old browser, and nothing was chosen'],
    ['/inbox?q=leroy', {}, true, 'an old browser: a query may come from anywhere'],
    ['/inbox?q=leroy', { 'sec-fetch-site': 'same-origin' }, false, 'a search on our own page'],
    ['/inbox?q=leroy', { 'sec-fetch-site': 'none' }, false, 'typed, or a bookmark'],
    ['/inbox?q=leroy', { 'sec-fetch-site': 'cross-site' }, true, 'a page of somebody else'],
    ['/inbox', { 'sec-fetch-site': 'cross-site' }, true, 'a link in a mail: what it names was chosen by others'],
    ['/inbox', { 'sec-fetch-site': 'same-site' }, true, 'a neighbour under the same name'],
    ['/inbox', { 'sec-fetch-site': 'anything' }, true, 'a word that no browser sends'],
  ])('%s %j: chosen by others %s, %s', (url, headers: Record<string, string>, chosen, _why) => {
    expect(mayBeChosenByOthers({ url, headers })).toBe(chosen);
  });

  it('is smaller on the way, and the same when it arrives', async () => {
    const br = await ask('/inbox', { 'accept-encoding': 'br' });
    expect([br.headers['content-encoding'], br.headers['vary']]).toEqual(['br', 'accept-encoding, sec-fetch-site']);
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe(PAGE);
    expect(br.rawPayload.length).toBeLessThan(PAGE.length / 10);
    const gzipped = await ask('/inbox', { 'accept-encoding': 'gzip' });
    expect(gunzipSync(gzipped.rawPayload).toString()).toBe(PAGE);
  });

  it('goes as it is when somebody else may have chosen a part of it', async () => {
    const { headers, body } = await ask('/inbox?q=a', { 'accept-encoding': 'br', 'sec-fetch-site': 'cross-site' });
    expect([headers['content-encoding'], body]).toEqual([undefined, PAGE]);
  });
});
