import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { ensureAccount, hashPassword } from '../../src/territory/accounts/index.js';
import { StaffAccount, StaffFactor } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import { hashSecret } from '../../src/foundation/platform/security/index.js';
import { codeAt } from '../../src/territory/accounts/second-factor/one-time-codes.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { nextCode } from '../support/codes.js';
import { OutboxWorld } from '../support/outbox.js';
import { Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const SIGN_IN = '/personnel/connexion';
const CODE = '/personnel/code';
const SET_UP = '/personnel/code/nouveau';
const PAPER_CODE = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/g;
const LEA = { email: 'lea@test.example', name: 'Léa Nouvelle' };

describe.each(DATABASES)('who reads families gives a code beside the password (%s)', (kind) => {
  let world: OutboxWorld;
  const app = () => world.test.app;
  const now = (): string => app().get(Clock).now();
  /** A browser that has given the right password, and the page that it then sees. */
  const halfSignedIn = async (email: string): Promise<{ browser: Browser; asked: Page }> => {
    const browser = new Browser(app());
    await browser.get(SIGN_IN);
    return { browser, asked: await browser.sends(SIGN_IN, { email, password: PASSWORD, suite: '/rpe' }) };
  };
  const actions = async (action: string): Promise<number> => world.reader.count(AuditEvent, { action });

  beforeAll(async () => {
    world = await OutboxWorld.open(kind);
    const passwordHash = await hashPassword(PASSWORD);
    await app()
      .get(UnitOfWork)
      .run((tx) =>
        ensureAccount(tx, { ...LEA, passwordHash, grants: [{ role: 'rpe_agent', deskId: 'rpe' }], at: now() }),
      );
  });
  afterAll(() => world.close());
  // Every window of tries is over, and every code of before.
  beforeEach(() => world.clock.travel(16 * 60_000));

  // @asvs 6.3.3 6.3.4
  it('the password alone opens nothing: each page leads to the code', async () => {
    const { browser, asked } = await halfSignedIn(STAFF['agent']!.email);
    expect([asked.url, asked.text]).toEqual([
      `${CODE}?suite=%2Frpe`,
      expect.stringContaining('Votre code de connexion'),
    ]);
    for (const path of ['/rpe', '/personnel', '/personnel/ma-connexion']) {
      await browser.get(path);
      expect(browser.url).toContain(SIGN_IN);
    }
    const entered = await browser.sends(CODE, { code: await nextCode(app(), STAFF['agent']!.email), suite: '/rpe' });
    expect([entered.status, entered.url]).toEqual([200, '/rpe']);
  });

  // @asvs 6.5.1
  it('a code works once, in whatever browser, and however many send it at once', async () => {
    const { email } = STAFF['agent']!;
    const code = await nextCode(app(), email);
    const browsers = await Promise.all(Array.from({ length: 6 }, () => halfSignedIn(email)));
    const answers = await Promise.all(browsers.map(({ browser }) => browser.post(CODE, { code, suite: '/rpe' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422, 422, 422]);
    const refused = new Page(answers.find(({ status }) => status === 422)!);
    expect(refused.text).toContain('Ce code n’est pas le bon, ou il a déjà servi');
    world.clock.travel(60_000);
    expect((await signedIn(app(), 'agent')).url).toBe('/personnel');
  });

  // @asvs 6.3.1 16.3.1
  it('ten wrong codes close the door for a quarter of an hour, and are written down without what was typed', async () => {
    const { email } = STAFF['colleague']!;
    const before = await actions('account.code-failed');
    const { browser } = await halfSignedIn(email);
    const tries = [];
    for (let n = 0; n < 11; n += 1) tries.push((await browser.post(CODE, { code: '000000' })).status);
    expect(tries).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
    const locked = await browser.post(CODE, { code: await nextCode(app(), email) });
    expect([locked.status, locked.html]).toEqual([429, expect.stringContaining('Trop de codes essayés')]);
    expect((await actions('account.code-failed')) - before).toBe(10);
    world.clock.travel(15 * 60_000 + 1000);
    expect((await signedIn(app(), 'colleague')).url).toBe('/personnel');
  });

  it('who has none yet sets it up before anything else, and is given ten codes on paper, this once', async () => {
    const { browser, asked } = await halfSignedIn(LEA.email);
    expect(asked.url).toBe(`${SET_UP}?suite=%2Frpe`);
    await browser.get('/rpe');
    expect(browser.url).toContain(SIGN_IN);
    const page = await browser.opens(SET_UP);
    const key = /(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/.exec(page.text)![0].replaceAll(' ', '');
    expect(page.source).toContain(`otpauth://totp/Marelle:lea%40test.example?secret=${key}`);
    const sealed = String(page.form(SET_UP).fields['key']);
    // A wrong code keeps the key that the telephone has read.
    const wrong = await browser.sends(SET_UP, { code: '000000', key: sealed, suite: '/rpe' });
    expect([wrong.status, wrong.form(SET_UP).fields['key']]).toEqual([422, sealed]);
    // A key that was not proposed to this account is none.
    const foreign = await browser.sends(SET_UP, { code: codeAt(key, now()), key: `${sealed.slice(0, -4)}AAA=` });
    expect(foreign.status).toBe(422);
    const told = await browser.sends(SET_UP, { code: codeAt(key, now()), key: sealed, suite: '/rpe' });
    const paper = told.text.match(PAPER_CODE)!;
    expect([told.status, new Set(paper).size]).toEqual([200, 10]);
    expect((await browser.opens(told.linkTo('/rpe').href)).status).toBe(200);
    // The page is not shown again, and neither the key nor a code on paper is readable in the database.
    await browser.get(SET_UP);
    expect(browser.url).toContain(SIGN_IN);
    const rows = JSON.stringify(await world.reader.find(StaffFactor));
    for (const secret of [key, ...paper, ...paper.map((code) => code.replaceAll('-', ''))])
      expect(rows.includes(secret)).toBe(false);

    world.clock.travel(60_000);
    await uses(paper[3]!.toLowerCase(), 200);
    await uses(paper[3]!, 422);
    const own = await (await uses(paper[4]!, 200)).opens('/personnel/ma-connexion');
    expect(own.text).toContain('Il vous reste 8 codes sur papier');
    expect(own.text).not.toMatch(PAPER_CODE);
    const mails = (await world.reader.find(Message, { where: { recipient: LEA.email } })).map(({ body }) => body);
    expect(mails.filter((body) => body.includes('viennent d’être réglés sur un téléphone'))).toHaveLength(1);
    expect(mails.filter((body) => body.includes('Un de vos codes sur papier vient de servir'))).toHaveLength(2);
  });

  /** Signs Léa in by a code on paper. */
  const uses = async (code: string, status: number): Promise<Browser> => {
    const { browser } = await halfSignedIn(LEA.email);
    expect((await browser.post(CODE, { code, suite: '/rpe' })).status).toBe(status);
    return browser;
  };

  it('makes new codes on paper, once more with a code, and the old ones end', async () => {
    const agent = await signedIn(app(), 'agent');
    const page = '/personnel/ma-connexion/codes-papier';
    expect((await agent.post(page, { code: '000000' })).status).toBe(422);
    const made = await agent.sends(page, { code: await nextCode(app(), STAFF['agent']!.email) });
    expect(made.text.match(PAPER_CODE)).toHaveLength(10);
    expect((await agent.opens('/personnel/ma-connexion')).text).toContain('Il vous reste 10 codes sur papier');
  });

  // @asvs 6.5.2
  it('codes on paper are hashed as slowly as passwords; those of before are by night, and go on working', async () => {
    const account = (await world.reader.findOne(StaffAccount, { email: STAFF['coordinator']!.email }))!;
    const hashes = async () => (await world.reader.findOne(StaffFactor, { accountId: account.id }))!.recoveryHashes;
    const { browser } = await halfSignedIn(account.email);
    await browser.sends(CODE, { code: await nextCode(app(), account.email) });
    const page = '/personnel/ma-connexion/codes-papier';
    const made = await browser.sends(page, { code: await nextCode(app(), account.email) });
    const [first = '', second = ''] = made.text.match(PAPER_CODE)!;
    for (const hash of await hashes()) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);

    const old = hashSecret(`${account.id}:${second.replaceAll('-', '')}`);
    const recoveryHashes = [...(await hashes()).slice(0, 1), old];
    await app()
      .get(UnitOfWork)
      .run((tx) => tx.update(StaffFactor, { accountId: account.id }, { recoveryHashes }));
    const night = (await world.reader.findOne(Job, { type: 'accounts.codes', state: 'waiting' }))!;
    if (night.runAt > now()) world.clock.travelTo(night.runAt);
    await world.runJobs();
    expect((await hashes()).filter((hash) => hash.startsWith('$argon2id$'))).toHaveLength(2);
    for (const [code, status] of [
      [second, 200],
      [second, 422],
      [first, 200],
    ] as const) {
      const { browser: again } = await halfSignedIn(account.email);
      expect((await again.post(CODE, { code, suite: '/personnel' })).status).toBe(status);
    }
  });

  // @asvs 6.5.5
  it('is over after a quarter of an hour, and when the password was changed meanwhile', async () => {
    const { browser } = await halfSignedIn(STAFF['agent']!.email);
    world.clock.travel(15 * 60_000 + 1000);
    const late = await browser.post(CODE, { code: await nextCode(app(), STAFF['agent']!.email) });
    expect([late.status, browser.url]).toEqual([200, SIGN_IN]);
    const forged = new Browser(app());
    forged.setCookie('marelle-code', `${'x'.repeat(36)}~x~2099-01-01T00:00:00.000Z*AAAA`);
    await forged.get(CODE);
    expect(forged.url).toBe(SIGN_IN);
  });

  // @asvs 6.4.4
  it('two people take away the codes of somebody who lost the telephone, who is told by mail', async () => {
    const admin = await signedIn(app(), 'administrator');
    const list = await admin.opens('/administration');
    const account = await admin.opens(list.link(LEA.name).href);
    const asked = await admin.presses(account.button('Demander le retrait de ses codes'));
    expect(asked.text).toContain('Elle attend l’accord d’une autre personne');
    // Mails of one moment are handed over side by side: the first leaves before the second is written.
    await world.runJobs();
    // Who asked does not agree, and nothing has changed yet.
    expect(asked.hasForm('/accepter')).toBe(false);
    const own = asked.form('/refuser').action.replace('/refuser', '/accepter');
    expect((await admin.post(own)).status).toBe(422);
    expect(await world.reader.count(StaffFactor)).toBe(Object.keys(STAFF).length + 1);

    const coordinator = await signedIn(app(), 'coordinator');
    const agreed = await coordinator.presses((await coordinator.opens('/personnel/accords')).form('/accepter'));
    expect(agreed.text).toContain('Rien n’attend d’accord');
    const { asked: setUp } = await halfSignedIn(LEA.email);
    expect(setUp.url).toContain(SET_UP);
    await world.runJobs();
    const mails = world.mails.received.filter(({ envelope }) => envelope.to.includes(LEA.email)).slice(-2);
    expect(mails.map(({ mail }) => mail.text)).toEqual([
      expect.stringContaining('demande que vos codes de connexion soient retirés'),
      expect.stringContaining('Vos codes de connexion sont retirés'),
    ]);
    for (const action of ['account.factor-reset-asked', 'account.factor-reset']) expect(await actions(action)).toBe(1);
  });
});
