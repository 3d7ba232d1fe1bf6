import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { setTimeout as pass } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from '../../../../test/support/runner.js';
import { Catalogue } from '../i18n/index.js';
import type { Authenticators, RouteAudit } from '../security/index.js';
import { KeptPages } from './kept-pages.js';
import { page, type Page } from './page.js';
import type { PageRenderer } from './page-renderer.js';
import { SOURCE_ROOT } from '../../source-root.js';
import { RequestWords } from './words.js';

const LISTED = { public: true, listed: true, withoutToken: false };
const LONGER_THAN_FRESH_MILLIS = 1100;

/** A site of one public page, whose sentence is changed from outside. */
async function aSite() {
  const site = { sentence: 'first', asked: 0, written: 0 };
  const words = new RequestWords(Catalogue.load(SOURCE_ROOT, { strict: false }));
  const kept = new KeptPages(
    { accessOf: (_method: string, path: string) => (path === '/rules' ? LISTED : undefined) } as unknown as RouteAudit,
    { isStranger: ({ cookies }: FastifyRequest) => cookies['session'] === undefined } as unknown as Authenticators,
    words,
    {
      renderForStrangers: (request: FastifyRequest, _reply: FastifyReply, shown: Page) => {
        site.written += 1;
        return `<p lang="${words.transform(request).lang}">${String(shown.model['sentence'])}</p>`;
      },
      describeSite: () => ({ demoDay: null, invented: false, territory: { name: 'Bassin' } }),
    } as unknown as PageRenderer,
  );
  const fastify = Fastify();
  await fastify.register(cookie);
  kept.installOn(fastify);
  for (const path of ['/rules', '/secret'])
    fastify.get(path, (request, reply) => {
      site.asked += 1;
      const shown = page('any/rules', { sentence: site.sentence });
      return reply.send(kept.isForEverybody(request, shown) ? kept.answer(request, reply, shown) : 'for one person');
    });
  return { site, fastify };
}

describe('pages of everybody', () => {
  let fastify: FastifyInstance;
  afterEach(() => fastify.close());
  const ask = (url: string, headers: Record<string, string> = {}) => fastify.inject({ url, headers });

  it('are written once, and asked about once a second at most', async () => {
    const started = await aSite();
    ({ fastify } = started);
    for (let count = 0; count < 5; count += 1) expect((await ask('/rules')).body).toBe('<p lang="fr">first</p>');
    expect(started.site).toMatchObject({ asked: 1, written: 1 });
    await pass(LONGER_THAN_FRESH_MILLIS);
    await ask('/rules');
    expect(started.site).toMatchObject({ asked: 2, written: 1 });
    started.site.sentence = 'second';
    await pass(LONGER_THAN_FRESH_MILLIS);
    expect((await ask('/rules')).body).toBe('<p lang="fr">second</p>');
    expect(started.site.written).toBe(2);
  });

  it('are kept apart by language', async () => {
    ({ fastify } = await aSite());
    expect((await ask('/rules')).body).toContain('lang="fr"');
    expect((await ask('/rules', { 'accept-language': 'en' })).body).toContain('lang="en"');
    expect((await ask('/rules', { cookie: 'marelle-langue=en' })).body).toContain('lang="en"');
    expect((await ask('/rules')).body).toContain('lang="fr"');
  });

  it('are not sent again to who holds them, and are compressed as the browser asks', async () => {
    ({ fastify } = await aSite());
    for (const state of ['first written', 'kept']) {
      const { headers, rawPayload } = await ask('/rules', { 'accept-encoding': 'gzip, br' });
      expect([state, headers['content-encoding'], headers['cache-control']]).toEqual([state, 'br', 'no-cache']);
      expect(headers['vary']).toBe('accept-encoding, accept-language, cookie');
      expect(brotliDecompressSync(rawPayload).toString()).toBe('<p lang="fr">first</p>');
      const again = await ask('/rules', { 'if-none-match': String(headers['etag']) });
      expect([again.statusCode, again.body]).toEqual([304, '']);
    }
    // What a browser is told of a page is the same without it (RFC 9110, HEAD).
    const head = await fastify.inject({ method: 'HEAD', url: '/rules', headers: { 'accept-encoding': 'br' } });
    const whole = await ask('/rules', { 'accept-encoding': 'br' });
    expect(head.body).toBe('');
    for (const name of ['etag', 'cache-control', 'vary', 'content-encoding', 'content-length'])
      expect([name, head.headers[name]]).toEqual([name, whole.headers[name]]);
    const gzipped = await ask('/rules', { 'accept-encoding': 'gzip' });
    expect(gunzipSync(gzipped.rawPayload).toString()).toBe('<p lang="fr">first</p>');
    const plain = await ask('/rules', { 'accept-encoding': 'br;q=0' });
    expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, '<p lang="fr">first</p>']);
  });

  // @asvs 14.2.2
  it('are not shown to who is known, nor at an address with a query; other pages are not kept', async () => {
    ({ fastify } = await aSite());
    await ask('/rules');
    expect((await ask('/rules', { cookie: 'session=x' })).body).toBe('for one person');
    expect((await ask('/rules', { cookie: 'marelle-notice=x' })).body).toBe('for one person');
    expect((await ask('/rules?a=b')).body).toBe('for one person');
    expect((await ask('/secret')).body).toBe('for one person');
  });
});
