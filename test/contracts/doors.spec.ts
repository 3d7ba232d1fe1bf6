import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { RouteAudit } from '../../src/foundation/platform/security/index.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { depositBody, newClient } from '../support/api.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';
import { inLetters } from '../support/letters.js';

interface Problem {
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { pointer: string; detail: string }[];
}

const named = (count: number): [string, string][] =>
  Array.from({ length: count }, (_, index) => [`inconnu${index}`, '1']);

describe.each(DATABASES)('what a stranger may send (%s)', (kind) => {
  let test: TestApp;
  let token: string;
  const api = async (payload: string, type = 'application/json') => {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': newId(), 'content-type': type };
    const answer = await test.app.inject({ method: 'POST', url: '/api/v1/dossiers', payload, headers });
    expect(answer.headers['content-type']).toContain('application/problem+json');
    return answer.json<Problem>();
  };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    token = await newClient(test.app);
  });
  afterAll(() => test.close());

  it.each(['/suivre/x', '/personnel/connexion'])(
    '%s: more than 300 fields are refused before any is read, in a sentence',
    async (url) => {
      const answer = await new Browser(test.app).post(url, Object.fromEntries(named(28_000 / 4)));
      expect(answer.status).toBe(413);
      expect(textOf(answer.html)).toContain('Un envoi en compte 300 au plus');
      expect(answer.html.length).toBeLessThan(20_000);
    },
  );

  it('fields that nobody asked for are told once', async () => {
    const answer = await new Browser(test.app).post('/suivre/x', Object.fromEntries(named(200)));
    expect(answer.status).toBe(422);
    expect(textOf(answer.html).match(/inconnu\d+/g)).toEqual(['inconnu0']);
    expect(textOf(answer.html)).toContain('200 champs ne sont pas attendus, dont « inconnu0 ».');
  });

  it('the API tells them once too, wherever they stand', async () => {
    const [body] = [depositBody(1) as { adults: Record<string, unknown>[] }];
    Object.assign(body.adults[0]!, Object.fromEntries(named(150)));
    const problem = await api(JSON.stringify({ ...body, ...Object.fromEntries(named(100)) }));
    expect([problem.status, problem.errors!.length, problem.errors![0]!.detail]).toEqual([
      422,
      1,
      '250 champs ne sont pas attendus, dont « inconnu0 ».',
    ]);
  });

  it('the API refuses too many names, too many in all, and what is too deep', async () => {
    expect(await api(JSON.stringify(Object.fromEntries(named(8000))))).toMatchObject({
      status: 413,
      detail: expect.stringContaining('300 au plus'),
    });
    expect(
      await api(JSON.stringify({ adults: Array.from({ length: 250 }, () => Object.fromEntries(named(20))) })),
    ).toMatchObject({ status: 413 });
    expect(await api(`{"adults":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)).toMatchObject({ status: 400 });
    expect(await api('x'.repeat(200_000), 'text/plain')).toMatchObject({ status: 415 });
    expect(await api(JSON.stringify('x'.repeat(200_000)))).toMatchObject({
      status: 422,
      errors: expect.arrayContaining([expect.objectContaining({ pointer: '/adults' })]),
    });
  });

  it('an answer says fifty errors at most', async () => {
    const wish = { mode: 'nowhere', providerId: '', communeCode: '' };
    const [child] = (depositBody(2) as { children: object[] }).children;
    const problem = await api(
      JSON.stringify({
        ...depositBody(2),
        children: Array.from({ length: 6 }, () => ({ ...child, wishes: Array.from({ length: 20 }, () => wish) })),
      }),
    );
    expect([problem.status, problem.errors!.length]).toEqual([422, 50]);
  });

  it('the largest deposit that the contract allows is none too many', async () => {
    const whole = depositBody(3) as { children: { wishes: object[] }[] };
    const wishes = Array.from({ length: 20 }, () => ({
      mode: 'establishment',
      providerId: 'ma-71306',
      communeCode: null,
    }));
    const hours = { start: '08:00', end: '17:30' };
    const need = {
      kind: 'regular',
      wantedFrom: '2027-03-01',
      week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours },
    };
    const children = Array.from({ length: 6 }, (_, index) => ({
      ...whole.children[0],
      firstName: `Alba${inLetters(index)}`,
      wishes,
      need,
    }));
    const headers = {
      authorization: `Bearer ${token}`,
      'idempotency-key': newId(),
      'content-type': 'application/json',
    };
    const answer = await test.app.inject({
      method: 'POST',
      url: '/api/v1/dossiers',
      payload: JSON.stringify({ ...whole, children }),
      headers,
    });
    expect(answer.statusCode).toBe(201);
  });

  // An expression that reads a run of spaces again from each of them takes minutes here.
  it('a text of spaces is read in one pass', async () => {
    const spaces = `8${' '.repeat(80_000)}x`;
    const browser = new Browser(test.app);
    const answer = await browser.post('/suivre/x', { dateDay: spaces, dateMonth: '1', dateYear: '2026' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain(spaces);
  }, 10_000);

  it('no answer of the API is kept, and no device of the reader is asked for', async () => {
    const answer = await test.app.inject({ url: '/api/v1/providers', headers: { authorization: `Bearer ${token}` } });
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    expect((await test.app.inject({ url: '/' })).headers['permissions-policy']).toContain('geolocation=()');
  });

  it('search engines are shown the pages for everybody, and told to leave all others alone', async () => {
    const listed = [
      '/',
      '/accessibilite',
      '/comment-ca-marche',
      '/donnees',
      '/donnees/:quarter',
      '/donnees/:quarter/:table/tableau.csv',
      '/donnees/:quarter/tableaux.csv',
      '/donnees/:quarter/tableaux.xlsx',
      '/livret-d-accueil.pdf',
      '/mentions-legales',
      '/modes-d-accueil',
      '/modes-d-accueil/:providerId',
      '/modes-d-accueil/:providerId/fiche.pdf',
      '/plan-du-site',
      '/points-obtenus',
      '/points-obtenus/:bodyId/:quarter/compte-rendu.pdf',
      '/points-obtenus/:id/compte-rendu.pdf',
    ];
    const routes = test.app
      .get(RouteAudit)
      .listRoutes()
      .filter(({ method, path }) => method === 'GET' && !path.endsWith('/flux'));
    for (const path of [...routes.map((route) => route.path), '/rien']) {
      const answer = await test.app.inject({ url: path.replace(/:\w+/g, newId()), headers: { accept: 'text/html' } });
      const said = [answer.headers['x-robots-tag'], /<meta name="robots" content="([^"]+)"/.exec(answer.body)?.[1]];
      const html = String(answer.headers['content-type']).startsWith('text/html');
      expect([path, ...said]).toEqual(
        listed.includes(path)
          ? [path, undefined, undefined]
          : [path, 'noindex, nofollow', html ? 'noindex, nofollow' : undefined],
      );
    }
    const agent = new Browser(test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    expect((await agent.get('/rpe')).html).toContain('<meta name="robots" content="noindex, nofollow">');
    const icon = await test.app.inject({ url: '/favicon.ico' });
    expect([icon.statusCode, icon.headers['location']]).toEqual([303, '/assets/favicon.svg']);
    const robots = await test.app.inject({ url: '/robots.txt' });
    expect([robots.headers['content-type'], robots.body.split('\n')]).toEqual([
      'text/plain; charset=utf-8',
      [
        'User-agent: *',
        'Allow: /$',
        'Allow: /accessibilite',
        'Allow: /assets/',
        'Allow: /comment-ca-marche',
        'Allow: /donnees',
        'Allow: /donnees/',
        'Allow: /livret-d-accueil.pdf',
        'Allow: /mentions-legales',
        'Allow: /modes-d-accueil',
        'Allow: /modes-d-accueil/',
        'Allow: /plan-du-site',
        'Allow: /points-obtenus',
        'Allow: /points-obtenus/',
        'Disallow: /',
        '',
      ],
    ]);
  });

  it('whom to tell of a weakness is said where an operator has said it', async () => {
    const url = '/.well-known/security.txt';
    expect((await test.app.inject({ url })).statusCode).toBe(404);
    const said = async (SECURITY_CONTACT: string) => {
      const other = await startApp(kind, { SECURITY_CONTACT, BASE_URL: 'https://enfance.example.org' });
      (other.app.get(Clock) as TravellingClock).travelTo('2026-11-24T09:00:00.000Z');
      const answer = await other.app.inject({ url });
      await other.close();
      return [answer.headers['content-type'], answer.body.replace(/T09:00:00\.\d+Z/, 'T09:00:00Z')];
    };
    const rest =
      'Expires: 2027-02-22T09:00:00Z\nPreferred-Languages: fr, en\nCanonical: https://enfance.example.org/.well-known/security.txt\n';
    expect(await said('securite@example.org')).toEqual([
      'text/plain; charset=utf-8',
      `Contact: mailto:securite@example.org\n${rest}`,
    ]);
    expect(await said('https://example.org/@securite')).toEqual([
      'text/plain; charset=utf-8',
      `Contact: https://example.org/@securite\n${rest}`,
    ]);
  });
});
