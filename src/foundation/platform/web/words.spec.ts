import cookie from '@fastify/cookie';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { Catalogue } from '../i18n/index.js';
import { installLanguageSwitch, RequestWords } from './words.js';

const catalogue = new Catalogue([
  { path: 'a', lang: 'fr', tree: { i18n: { language: 'Français' } } },
  { path: 'b', lang: 'en', tree: { i18n: { language: 'English' } } },
]);
const words = new RequestWords(catalogue);

/** A site that answers with the language of the page and where its switch leads. */
async function site(): Promise<FastifyInstance> {
  const app = fastify();
  await app.register(cookie);
  installLanguageSwitch(app);
  const answer = (request: FastifyRequest): object => {
    const translator = words.transform(request);
    return {
      lang: translator.lang,
      links: words.links(request, translator).map(({ href, current }) => (current ? `${href} *` : href)),
    };
  };
  app.get('/', answer);
  app.get('/offres/:id', answer);
  app.post('/offres/:id/refuser', answer);
  app.get('/api/v1/ping', answer);
  app.setNotFoundHandler(answer);
  return app;
}

const langOf = async (headers: Record<string, string>): Promise<string> =>
  (await (await site()).inject({ url: '/', headers })).json<{ lang: string }>().lang;

describe('The language of a page', () => {
  it('is the one chosen, else the one the browser asks for, else French', async () => {
    expect(await langOf({ cookie: 'marelle-langue=fr', 'accept-language': 'en' })).toBe('fr');
    expect(await langOf({ cookie: 'marelle-langue=en', 'accept-language': 'fr' })).toBe('en');
    expect(await langOf({ cookie: 'marelle-langue=xx', 'accept-language': 'en-GB' })).toBe('en');
    expect(await langOf({ 'accept-language': 'tr' })).toBe('fr');
    expect(await langOf({})).toBe('fr');
  });

  it('is French alone where there are only French messages', () => {
    const alone = new RequestWords(
      new Catalogue([{ path: 'a', lang: 'fr', tree: { i18n: { language: 'Français' } } }]),
    );
    expect(
      alone.transform({
        headers: { 'accept-language': 'en' },
        cookies: { 'marelle-langue': 'en' },
      } as unknown as FastifyRequest).lang,
    ).toBe('fr');
  });
});

describe('The switch', () => {
  it('leads to the same page, filters kept', async () => {
    const answer = await (await site()).inject({ url: '/offres/7?mode=mam&langue=xx' });
    expect(answer.json()).toEqual({
      lang: 'fr',
      links: ['/offres/7?mode=mam&langue=fr *', '/offres/7?mode=mam&langue=en'],
    });
  });

  it('leads from the answer to a form to the page that holds it, and from nowhere to the first page', async () => {
    const app = await site();
    expect((await app.inject({ method: 'POST', url: '/offres/7/refuser?x=1' })).json()).toMatchObject({
      links: ['/offres/7?langue=fr *', '/offres/7?langue=en'],
    });
    expect((await app.inject({ method: 'POST', url: '/ailleurs' })).json()).toMatchObject({
      links: ['/?langue=fr *', '/?langue=en'],
    });
  });

  it('remembers the choice and shows the page without the parameter', async () => {
    const answer = await (await site()).inject({ url: '/offres/7?mode=mam&langue=en&page=2' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/offres/7?mode=mam&page=2']);
    expect(answer.headers['set-cookie']).toMatch(
      /^marelle-langue=en; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it.each([
    '//ailleurs.fr/x?langue=en',
    '/\\ailleurs.fr/x?langue=en',
    '///ailleurs.fr/x?langue=en',
    '/%2F/ailleurs.fr/x?langue=en',
    '//ailleurs.fr?langue=en',
  ])('never leads to another site: %s', async (url) => {
    const { headers } = await (await site()).inject({ url });
    expect(new URL(String(headers.location ?? '/'), 'https://marelle.fr').host).toBe('marelle.fr');
  });

  it('answers a form that is sent with it, in that language', async () => {
    const answer = await (await site()).inject({ method: 'POST', url: '/offres/7/refuser?langue=en' });
    expect([answer.statusCode, String(answer.headers['set-cookie'])]).toEqual([
      200,
      expect.stringMatching(/^marelle-langue=en;/),
    ]);
  });

  it('does nothing in the API', async () => {
    const answer = await (await site()).inject({ url: '/api/v1/ping?langue=en' });
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([200, undefined]);
  });
});
