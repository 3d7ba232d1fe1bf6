import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { Draft } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { FamilySession } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { linkInMail } from '../support/links.js';
import { Parent } from '../support/parent.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const SITE = 'https://petite-enfance.exemple.fr';
const NEW_ACCOUNT = { name: 'Mallory', email: 'mallory@evil.example', roles: 'administrator' };
type Cookies = Record<string, string>;
const SIBLING = { 'sec-fetch-site': 'same-site', origin: 'https://blog.exemple.fr' };

describe.each(DATABASES)('forms that another site sends (%s)', (kind) => {
  let test: TestApp;
  const reader = (): Reader => test.app.get(Reader);

  /** What a browser holds, by name, and the token of the page it shows. */
  const cookiesOf = (browser: Browser): Cookies =>
    Object.fromEntries((browser as unknown as { cookies: Map<string, string> }).cookies);
  const send = (
    url: string,
    cookies: Cookies,
    fields: Record<string, string>,
    headers: Record<string, string | undefined> = {},
  ) =>
    test.app.inject({
      method: 'POST',
      url,
      payload: new URLSearchParams(fields).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: Object.entries(cookies)
          .map(([name, value]) => `${name}=${value}`)
          .join('; '),
        ...headers,
      },
    });
  const signedIn = async (who: string): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF[who]!.email, PASSWORD);
    return browser;
  };
  /** The attacker's own visit: a cookie that we signed, and the token that goes with it. */
  const attacker = async (): Promise<{ cookies: Cookies; token: string }> => {
    const browser = new Browser(test.app);
    await browser.get('/personnel/connexion');
    return { cookies: cookiesOf(browser), token: browser.csrfToken };
  };

  beforeAll(async () => {
    test = await startApp(kind, { BASE_URL: SITE });
    await seedWorld(test.app);
  });
  afterAll(() => test.close());

  it('to an address that nothing answers get a page that says so', async () => {
    expect((await send('/mon-dossier/rien', {}, { a: 'b' })).statusCode).toBe(404);
  });

  // @asvs 3.3.1 3.3.2 3.3.3 3.3.4
  it('names every cookie for this host alone, over TLS', async () => {
    const parent = new Parent(test.app);
    await parent.deposit();
    const admin = await signedIn('administrator');
    await admin.get('/?langue=en');
    const names = [...Object.keys(cookiesOf(parent.browser)), ...Object.keys(cookiesOf(admin))];
    expect(names.filter((name) => !name.startsWith('__Host-marelle-'))).toEqual([]);
    for (const name of ['famille', 'csrf', 'personnel', 'navigateur', 'langue'])
      expect(names).toContain(`__Host-marelle-${name}`);
    const lines = [
      (await test.app.inject('/personnel/connexion')).headers['set-cookie'],
      (await test.app.inject('/?langue=en')).headers['set-cookie'],
    ].flat();
    expect(lines).toHaveLength(2);
    for (const line of lines)
      expect(line).toMatch(/^__Host-marelle-[a-z]+=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('begins a dossier from a page of everybody, which holds no token and sets no cookie', async () => {
    const home = await test.app.inject('/');
    expect([home.headers['set-cookie'], home.body.includes('_csrf')]).toEqual([undefined, false]);
    expect([home.headers['cache-control'], home.headers['etag']]).toEqual(['no-cache', expect.stringMatching(/^W/)]);
    const browser = new Browser(test.app);
    const begun = await browser.postWithoutToken('/dossier/commencer');
    expect(begun.status).toBe(303);
    // Pressed in another window that shows the page of before: one draft, and its pages bring their tokens.
    expect((await browser.postWithoutToken('/dossier/commencer')).headers['location']).toBe(begun.headers['location']);
    const draft = String(begun.headers['location']);
    expect((await browser.get(draft)).html).toContain('name="_csrf"');
    expect((await browser.get('/')).headers['cache-control']).toBe('no-store');
    expect((await browser.postWithoutToken(`${draft}/foyer`)).status).toBe(403);
    // Who is known here holds something that another site must not touch.
    const known = new Parent(test.app);
    await known.deposit();
    for (const one of [known.browser, await signedIn('agent')])
      expect((await one.postWithoutToken('/dossier/commencer')).status).toBe(403);
  });

  it('creates no account by a token and a cookie of the attacker, whatever a sibling host planted', async () => {
    const admin = cookiesOf(await signedIn('administrator'));
    const { cookies, token } = await attacker();
    // As a sibling host can: a cookie of the whole domain, without the prefix. And as no browser lets it: with the
    // prefix.
    const plain = Object.fromEntries(
      Object.entries(cookies).map(([name, value]) => [name.replace('__Host-', ''), value]),
    );
    for (const planted of [plain, cookies]) {
      for (const headers of [{}, SIBLING, { origin: 'null' }]) {
        const answer = await send(
          '/administration/comptes',
          { ...admin, ...planted },
          { ...NEW_ACCOUNT, _csrf: token },
          headers,
        );
        expect(answer.statusCode).toBe(403);
      }
    }
    expect(await reader().findOne(StaffAccount, { email: NEW_ACCOUNT.email })).toBeNull();
  });

  // @asvs 7.6.2
  it('signs nobody in as the attacker: neither by a form, nor by a planted session', async () => {
    const { cookies, token } = await attacker();
    const credentials = { email: STAFF['member']!.email, password: PASSWORD, _csrf: token };
    for (const headers of [SIBLING, { 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
      const answer = await send('/personnel/connexion', cookies, credentials, headers);
      expect([
        answer.statusCode,
        answer.cookies.map(({ name }) => name).filter((name) => name.includes('personnel')),
      ]).toEqual([403, []]);
    }
    const theirs = cookiesOf(await signedIn('member'))['__Host-marelle-personnel']!;
    expect(
      (await test.app.inject({ url: '/commissions', headers: { cookie: `marelle-personnel=${theirs}` } })).statusCode,
    ).toBe(303);
    expect(
      (await test.app.inject({ url: '/commissions', headers: { cookie: `__Host-marelle-personnel=${theirs}` } }))
        .statusCode,
    ).toBe(200);
  });

  it('starts no draft and opens no dossier from elsewhere, nor by a planted family session', async () => {
    const { cookies, token } = await attacker();
    const before = await reader().count(Draft);
    expect((await send('/dossier/commencer', cookies, { _csrf: token }, SIBLING)).statusCode).toBe(403);
    expect(await reader().count(Draft)).toBe(before);
    const parent = new Parent(test.app);
    await parent.start();
    const theirs = cookiesOf(parent.browser)['__Host-marelle-famille']!;
    expect(
      (await test.app.inject({ url: parent.draft, headers: { cookie: `marelle-famille=${theirs}` } })).statusCode,
    ).toBe(303);
    expect(
      (await test.app.inject({ url: parent.draft, headers: { cookie: `__Host-marelle-famille=${theirs}` } }))
        .statusCode,
    ).toBe(200);
  });

  it('renews the token at sign-in and sign-out: a page shown before is no longer taken', async () => {
    const browser = new Browser(test.app);
    await browser.get('/personnel/connexion');
    const [early, before] = [browser.csrfToken, cookiesOf(browser)['__Host-marelle-csrf']];
    await browser.signIn(STAFF['administrator']!.email, PASSWORD);
    expect(cookiesOf(browser)['__Host-marelle-csrf']).not.toBe(before);
    for (const secret of [cookiesOf(browser), { ...cookiesOf(browser), '__Host-marelle-csrf': before! }]) {
      expect((await send('/administration/comptes', secret, { ...NEW_ACCOUNT, _csrf: early })).statusCode).toBe(403);
    }
    const late = browser.csrfToken;
    await browser.post('/personnel/deconnexion');
    expect(
      (await send('/personnel/connexion', cookiesOf(browser), { email: 'x@test.example', password: 'x', _csrf: late }))
        .statusCode,
    ).toBe(403);
  });

  it('renews it when a family opens its dossier, and ends the session this browser had', async () => {
    const parent = new Parent(test.app);
    await parent.deposit();
    const first = cookiesOf(parent.browser);
    const token = parent.browser.csrfToken;
    const sessions = await reader().count(FamilySession);
    const link = await linkInMail(test.app, 'receipt');
    await parent.browser.get(link);
    await parent.browser.post(link, { dateDay: '11', dateMonth: '3', dateYear: '2026' });
    expect(parent.browser.url).toBe('/mon-dossier');
    expect(cookiesOf(parent.browser)['__Host-marelle-famille']).not.toBe(first['__Host-marelle-famille']);
    expect(await reader().count(FamilySession)).toBe(sessions);
    expect(
      (
        await test.app.inject({
          url: '/mon-dossier',
          headers: { cookie: `__Host-marelle-famille=${first['__Host-marelle-famille']}` },
        })
      ).statusCode,
    ).toBe(303);
    expect((await send('/mon-dossier/quitter', cookiesOf(parent.browser), { _csrf: token })).statusCode).toBe(403);
  });

  // @asvs 3.5.1
  it('takes the forms of its own pages, of browsers old and new', async () => {
    const { email } = STAFF['otherDirector']!;
    for (const headers of [
      {},
      { origin: SITE },
      { origin: 'null' },
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
    ]) {
      const { cookies, token } = await attacker();
      expect(
        (await send('/personnel/connexion', cookies, { email, password: PASSWORD, _csrf: token }, headers)).statusCode,
      ).toBe(303);
    }
  });
});
