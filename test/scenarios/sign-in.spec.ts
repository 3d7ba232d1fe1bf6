import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '../support/runner.js';
import { StaffAccount, StaffSession } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { Passwords } from '../../src/territory/accounts/passwords.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const MINUTE = 60_000;
const EMAIL = STAFF['agent']!.email;
const WRONG = 'pas le bon mot de passe';

describe.each(DATABASES)('signing in (%s)', (kind) => {
  let test: TestApp;
  let visitor: Browser;
  const clock = (): TravellingClock => test.app.get(Clock) as TravellingClock;
  const reader = (): Reader => test.app.get(Reader);
  const failures = async (): Promise<AuditEvent[]> =>
    reader().find(AuditEvent, { where: { action: 'account.sign-in-failed' }, order: { id: 'ASC' } });

  /** One try from an address, with the token of the visitor's page and no other cookie. */
  const attempt = (email: string, password: string, remoteAddress = '192.0.2.1') =>
    visitor.raw({
      method: 'POST',
      url: '/personnel/connexion',
      remoteAddress,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ email, password, _csrf: visitor.csrfToken }).toString(),
    });

  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
  });
  afterAll(() => test.close());
  // Every window is over.
  beforeEach(async () => {
    clock().travel(16 * MINUTE);
    visitor = new Browser(test.app);
    await visitor.get('/personnel/connexion');
  });

  // @asvs 6.3.1
  it('judges ten of three hundred passwords tried at once; the ceiling keeps no browser out that signed in before', async () => {
    const known = new Browser(test.app);
    await known.signIn(EMAIL, PASSWORD);
    await known.post('/personnel/deconnexion');
    const before = (await failures()).length;
    const judging = jest.spyOn(test.app.get(Passwords), 'matchesPassword');
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, n) => attempt(EMAIL, WRONG, `2001:db8:${n.toString(16)}::1`)),
    );
    expect(new Set(answers.map((answer) => answer.statusCode))).toEqual(new Set([422]));
    expect(judging.mock.calls.filter(([passwordHash]) => passwordHash !== null)).toHaveLength(10);
    judging.mockRestore();
    const rows = (await failures()).slice(before);
    expect([true, false].map((locked) => rows.filter(({ facts }) => facts?.['locked'] === locked).length)).toEqual([
      290, 10,
    ]);
    expect((await attempt(STAFF['director']!.email, PASSWORD, '203.0.113.7')).statusCode).toBe(429);
    await known.signIn(EMAIL, PASSWORD);
    expect(known.url).toBe('/personnel');
  }, 60_000);

  it('a few networks that use up what everybody may try shut no browser out of another', async () => {
    const answers = await Promise.all(
      Array.from({ length: 330 }, (_, n) =>
        attempt(`personne.${n}@test.example`, WRONG, `2001:db8:e${n % 8}::${(n + 1).toString(16)}`),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 429).length).toBeGreaterThan(100);
    expect((await attempt('personne@test.example', WRONG, '2001:db8:e3::1')).statusCode).toBe(429);
    for (const other of ['203.0.113.7', '2001:db8:f0::1'])
      expect((await attempt(STAFF['director']!.email, PASSWORD, other)).statusCode).toBe(303);
  });

  it('counts a subscriber of thousands of networks as one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 250 }, (_, n) =>
        attempt(`personne.${n}@test.example`, WRONG, `2001:db8:aa:${n.toString(16)}::1`),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode !== 429)).toHaveLength(200);
  });

  it('judges no more than that from one network either, and says when to come back', async () => {
    const before = (await failures()).length;
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, n) =>
        attempt(`personne.${n % 60}@test.example`, WRONG, `2001:db8:7:7::${(n + 1).toString(16)}`),
      ),
    );
    expect((await failures()).length - before).toBe(50);
    const refused = answers.filter((answer) => answer.statusCode === 429);
    expect(refused).toHaveLength(250);
    expect(textOf(refused[0]!.body)).toContain('Trop d’essais de connexion à la suite. Réessayez dans 15 minutes.');
    expect(refused[0]!.headers['retry-after']).toBeDefined();
    // Another network is not concerned, and the right password costs its network nothing.
    for (let n = 0; n < 55; n += 1) expect((await attempt(STAFF['director']!.email, PASSWORD)).statusCode).toBe(303);
  });

  it('says the same of a locked account, an unknown one and a wrong password, and a lock keeps no known browser out', async () => {
    const known = new Browser(test.app);
    await known.signIn(EMAIL, PASSWORD);
    await known.post('/personnel/deconnexion');
    const wrong = textOf((await attempt(EMAIL, WRONG)).body).replace(EMAIL, '');
    for (let n = 0; n < 9; n += 1) await attempt(EMAIL, WRONG);
    const locked = await attempt(EMAIL, PASSWORD);
    const unknown = await attempt('personne@test.example', PASSWORD);
    expect([locked.statusCode, unknown.statusCode]).toEqual([422, 422]);
    expect(textOf(locked.body)).toBe(wrong);
    expect(textOf(unknown.body)).toBe(wrong);
    expect(wrong).toContain('Après 10 essais en 15 minutes, même le bon mot de passe est refusé');
    await known.signIn(EMAIL, PASSWORD);
    expect(known.url).toBe('/personnel');
    // Its own tries are counted: past them it is a browser as any other.
    await known.post('/personnel/deconnexion');
    for (let n = 0; n < 10; n += 1) await known.signIn(EMAIL, WRONG);
    expect((await known.signIn(EMAIL, PASSWORD)).status).toBe(422);
  });

  it('takes as long for a locked account and an unknown one as for a wrong password', async () => {
    for (let n = 0; n < 10; n += 1) await attempt(EMAIL, WRONG);
    // Turn about: what slows the machine slows all three.
    const took: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < 9; round += 1)
      for (const [index, email] of [EMAIL, 'personne@test.example', STAFF['director']!.email].entries()) {
        const began = performance.now();
        await attempt(email, WRONG, `198.51.100.${round}`);
        took[index]!.push(performance.now() - began);
      }
    const [locked, unknown, judged] = took.map((times) => times.sort((a, b) => a - b)[4]!) as [number, number, number];
    // One that checks no password takes a tenth of the time.
    for (const median of [locked, unknown]) expect(median).toBeGreaterThan(judged / 2.5);
  });

  it('is not fooled by a cookie of another account, or one that we did not sign', async () => {
    for (let n = 0; n < 10; n += 1) await attempt(EMAIL, WRONG);
    const other = new Browser(test.app);
    await other.signIn(STAFF['director']!.email, PASSWORD);
    await other.post('/personnel/deconnexion');
    expect((await other.signIn(EMAIL, PASSWORD)).status).toBe(422);
    const account = (await reader().findOne(StaffAccount, { email: EMAIL }))!;
    const forger = new Browser(test.app);
    forger.setCookie(
      'marelle-navigateur',
      `${account.id}.abcdefgh.${clock().today()}*AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`,
    );
    expect((await forger.signIn(EMAIL, PASSWORD)).status).toBe(422);
  });

  // @asvs 16.3.1
  it('writes down failed tries without what was typed, and the network without its subscriber', async () => {
    const before = (await failures()).length;
    await attempt(EMAIL, WRONG, '192.0.2.77');
    await attempt('personne@test.example', WRONG, '192.0.2.77');
    const rows = (await failures()).slice(before);
    const account = (await reader().findOne(StaffAccount, { email: EMAIL }))!;
    expect(rows.map(({ subjectId, facts }) => ({ subjectId, facts }))).toEqual([
      { subjectId: account.id, facts: { network: '192.0.2.0/24', locked: false } },
      { subjectId: 'unknown', facts: { network: '192.0.2.0/24', locked: false } },
    ]);
    expect(JSON.stringify(rows)).not.toContain('personne');
  });

  it('leaves five sessions to an account: the oldest ends, and that is said', async () => {
    const email = STAFF['coordinator']!.email;
    const browsers = Array.from({ length: 6 }, () => new Browser(test.app));
    for (const browser of browsers.slice(0, 5)) {
      expect(textOf((await browser.signIn(email, PASSWORD)).html)).not.toContain('la plus ancienne');
      clock().travel(MINUTE);
    }
    expect(textOf((await browsers[5]!.signIn(email, PASSWORD)).html)).toContain(
      'votre connexion la plus ancienne a été fermée',
    );
    const reached = [];
    for (const browser of browsers) reached.push((await browser.get('/commissions')) && browser.url);
    expect(reached[0]).toContain('/personnel/connexion');
    expect(reached.slice(1)).toEqual(Array.from({ length: 5 }, () => '/commissions'));
    const account = (await reader().findOne(StaffAccount, { email }))!;
    expect(await reader().count(StaffSession, { accountId: account.id })).toBe(5);
  });

  // @asvs 7.2.4
  it('ends the session that this browser had, at the server', async () => {
    const browser = new Browser(test.app);
    await browser.signIn(STAFF['member']!.email, PASSWORD);
    const account = (await reader().findOne(StaffAccount, { email: STAFF['member']!.email }))!;
    expect(await reader().count(StaffSession, { accountId: account.id })).toBe(1);
    await browser.signIn(STAFF['director']!.email, PASSWORD);
    expect(await reader().count(StaffSession, { accountId: account.id })).toBe(0);
  });
});
