import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { StaffPasskey } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { DATABASES } from '../support/app.js';
import { passkeyForm, SoftwareAuthenticator, type Lies } from '../support/authenticator.js';
import { Browser } from '../support/browser.js';
import { nextCode } from '../support/codes.js';
import { OutboxWorld } from '../support/outbox.js';
import { expectRefusal, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const SIGN_IN = '/personnel/connexion';
const OWN = '/personnel/ma-connexion';
const KEYS = '/personnel/ma-connexion/cles';
const CONFIRM = '/personnel/confirmer';
const NOT_KNOWN = 'Cette clé d’accès n’est pas reconnue';
const TOO_LATE = 'Trop de temps a passé, ou cette page a déjà servi';
const NOT_MADE = 'La clé n’a pas pu être ajoutée';

describe.each(DATABASES)('a passkey takes the place of the code (%s)', (kind) => {
  let world: OutboxWorld;
  const app = () => world.test.app;
  const site = (): string => world.test.config.BASE_URL;
  const emailOf = (who: string): string => STAFF[who]!.email;

  /** A browser that has given the right password, and the page that it then sees. */
  const halfSignedIn = async (who: string): Promise<{ browser: Browser; asked: Page }> => {
    const browser = new Browser(app());
    await browser.get(SIGN_IN);
    const asked = await browser.sends(SIGN_IN, { email: emailOf(who), password: PASSWORD, suite: '/personnel' });
    return { browser, asked };
  };
  /** Adds a passkey as its owner does, who has just signed in. */
  const adds = async (browser: Browser, name: string, lies: Lies = {}) => {
    const device = new SoftwareAuthenticator(site());
    const form = passkeyForm(await browser.opens(KEYS), 'create');
    return { device, added: await browser.presses(form, { name, ...device.adds(form, lies) }) };
  };
  const withPasskey = async (who: string): Promise<SoftwareAuthenticator> => {
    const { device, added } = await adds(await signedIn(app(), who), 'Téléphone');
    expect(added.text).toContain('La clé est ajoutée');
    return device;
  };
  const answersWith = async (device: SoftwareAuthenticator, who: string, lies: Lies = {}): Promise<Page> => {
    const { browser, asked } = await halfSignedIn(who);
    const form = passkeyForm(asked, 'get');
    return browser.presses(form, device.answers(form, lies));
  };
  const lines = (action: string): Promise<AuditEvent[]> =>
    world.reader.find(AuditEvent, { where: { action }, order: { at: 'ASC', id: 'ASC' } });
  const lastFault = async (): Promise<unknown> => (await lines('account.passkey-failed')).at(-1)?.facts?.['fault'];

  beforeAll(async () => {
    world = await OutboxWorld.open(kind, { CODE_AGAIN_MINUTES: '15' });
  });
  afterAll(() => world.close());
  // Every window of tries is over, and every code of before.
  beforeEach(() => world.clock.travel(16 * 60_000));

  // @asvs 6.3.3
  it('is added under a name, answers after the password, and is seen with its last use', async () => {
    const device = await withPasskey('agent');
    const entered = await answersWith(device, 'agent');
    expect([entered.status, entered.url]).toEqual([200, '/personnel']);
    const owner = await signedIn(app(), 'agent');
    const list = await owner.opens(KEYS);
    const [[name, , used] = []] = list.table('Clés de votre compte');
    expect([name, used]).toEqual(['Téléphone', expect.stringMatching(/25 novembre 2026/)]);
    expect((await owner.opens(OWN)).text).toContain('Vous en avez une');
    for (const action of ['account.passkey-added', 'account.passkey-used']) expect(await lines(action)).toHaveLength(1);
  });

  it('leaves the codes as they are, and the page says so where no script runs', async () => {
    await withPasskey('colleague');
    const { browser, asked } = await halfSignedIn('colleague');
    expect(asked.sentences('[data-passkey-missing]')).toEqual([expect.stringContaining('a besoin de JavaScript')]);
    const entered = await browser.presses(asked.form('/personnel/code'), {
      code: await nextCode(app(), emailOf('colleague')),
    });
    expect([entered.status, entered.url]).toEqual([200, '/personnel']);
    const none = await halfSignedIn('administrator');
    expect([none.asked.hasForm('/personnel/code/cle'), none.asked.sentences('[data-passkey-missing]')]).toEqual([
      false,
      [],
    ]);
  });

  it('its owner is told by mail of a key that was added, and of one that was taken away', async () => {
    const owner = await signedIn(app(), 'otherAgent');
    await adds(owner, 'Tablette');
    await world.runJobs();
    await owner.presses((await owner.opens(KEYS)).form('/retirer'));
    await world.runJobs();
    const mails = world.mails.received.filter(({ envelope }) => envelope.to.includes(emailOf('otherAgent')));
    expect(mails.map(({ mail }) => mail.text)).toEqual([
      expect.stringContaining('Une clé d’accès vient d’être ajoutée à votre compte'),
      expect.stringContaining('Une clé d’accès vient d’être retirée de votre compte'),
    ]);
    for (const { mail } of mails) expect(mail.text).toContain(`${site()}${OWN}`);
  });

  // @asvs 7.5.1
  it('is added and taken away only by who has proved lately who it is', async () => {
    const owner = await signedIn(app(), 'coordinator');
    await adds(owner, 'Ordinateur');
    const list = await owner.opens(KEYS);
    world.clock.travel(31 * 60_000);
    await owner.presses(list.form('/retirer'));
    expect(owner.url).toBe(`${CONFIRM}?suite=${encodeURIComponent(KEYS)}`);
    const again = await owner.opens(KEYS);
    expect(again.url).toBe(`${CONFIRM}?suite=${encodeURIComponent(KEYS)}`);
    await owner.presses(again.form(CONFIRM), { code: await nextCode(app(), emailOf('coordinator')) });
    const before = (await lines('account.passkey-removed')).length;
    const removed = await owner.presses((await owner.opens(KEYS)).form('/retirer'));
    expect(removed.text).toContain('La clé est retirée');
    expect(removed.hasForm('/retirer')).toBe(false);
    expect(await lines('account.passkey-removed')).toHaveLength(before + 1);
    expect((await halfSignedIn('coordinator')).asked.hasForm('/personnel/code/cle')).toBe(false);
  });

  it('proves again that it is oneself, before a grave act', async () => {
    const owner = await signedIn(app(), 'administrator');
    const { device } = await adds(owner, 'Clé du bureau');
    world.clock.travel(16 * 60_000);
    const asked = await owner.opens('/administration/portails');
    expect(asked.url).toContain(CONFIRM);
    const form = passkeyForm(asked, 'get');
    const wrong = await owner.presses(form, device.answers(form, { origin: 'https://faux.exemple.fr' }));
    expectRefusal(wrong, NOT_KNOWN);
    const second = passkeyForm(wrong, 'get');
    const proved = await owner.presses(second, device.answers(second));
    expect([proved.status, proved.url]).toEqual([200, '/administration/portails']);
  });

  it.each<[string, Lies, string]>([
    ['for another origin', { origin: 'https://petite-enfance.exemple.com' }, 'wrong'],
    ['for another site', { site: 'exemple.com' }, 'wrong'],
    ['for another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }, 'wrong'],
    ['as if it were made now', { type: 'webauthn.create' }, 'wrong'],
    ['without knowing the person', { unverified: true }, 'wrong'],
  ])('signs in nobody when it signs %s', async (_, lies, fault) => {
    const device = await withPasskey('director');
    expectRefusal(await answersWith(device, 'director', lies), NOT_KNOWN);
    expect(await lastFault()).toBe(fault);
    const entered = await answersWith(device, 'director');
    expect(entered.status).toBe(200);
    await (await signedIn(app(), 'director')).presses((await keysOf('director')).form('/retirer'));
  });
  const keysOf = async (who: string): Promise<Page> => (await signedIn(app(), who)).opens(KEYS);

  it('answers each challenge once, in the browser that was asked, within five minutes', async () => {
    const device = await withPasskey('agent');
    const { browser, asked } = await halfSignedIn('agent');
    const form = passkeyForm(asked, 'get');
    const answer = device.answers(form);
    const other = await halfSignedIn('agent');
    expectRefusal(
      await other.browser.presses(passkeyForm(other.asked, 'get'), { ...form.fields, ...answer }),
      TOO_LATE,
    );
    expect((await browser.presses(form, answer)).status).toBe(200);
    const again = await halfSignedIn('agent');
    const stale = passkeyForm(again.asked, 'get');
    world.clock.travel(5 * 60_000 + 1000);
    expectRefusal(await again.browser.presses(stale, device.answers(stale)), TOO_LATE);
    expect(await lastFault()).toBe('challenge');
    // Many that send the same answer at once: one comes in.
    const { browser: racing, asked: page } = await halfSignedIn('agent');
    const raced = passkeyForm(page, 'get');
    const fields = { ...raced.fields, ...device.answers(raced) };
    const answers = await Promise.all(Array.from({ length: 5 }, () => racing.post(raced.action, fields)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('of somebody else signs nobody in, and cannot be added to a second account', async () => {
    const device = await withPasskey('agent');
    await withPasskey('colleague');
    expectRefusal(await answersWith(device, 'colleague'), NOT_KNOWN);
    expect(await lastFault()).toBe('unknown');
    const colleague = await signedIn(app(), 'colleague');
    const form = passkeyForm(await colleague.opens(KEYS), 'create');
    const refused = await colleague.presses(form, { name: 'La sienne', ...device.adds(form) });
    expectRefusal(refused, 'Cette clé est déjà celle d’un compte');
    expect(refused.form(KEYS).value('name')).toBe('La sienne');
    // Nobody takes away what is not theirs.
    const { id } = (await world.reader.findOne(StaffPasskey, { credentialId: device.credential }))!;
    expect((await colleague.sends(`${KEYS}/${id}/retirer`)).status).toBe(404);
  });

  it('that was copied is refused once its counter goes back, and the journal says so', async () => {
    const device = await withPasskey('agent');
    expect((await answersWith(device, 'agent', { counter: 7 })).status).toBe(200);
    for (const counter of [7, 3, 0]) {
      expectRefusal(await answersWith(device, 'agent', { counter }), NOT_KNOWN);
      expect(await lastFault()).toBe('counter');
    }
    expect((await answersWith(device, 'agent', { counter: 4_294_967_295 })).status).toBe(200);
    // One that only pretends to be the key makes nothing look copied.
    const thief = Object.assign(new SoftwareAuthenticator(site()), { id: Buffer.from(device.credential, 'base64url') });
    expectRefusal(await answersWith(thief, 'agent', { counter: 1 }), NOT_KNOWN);
    expect(await lastFault()).toBe('wrong');
  });

  it.each<[string, Lies]>([
    ['for another origin', { origin: 'https://faux.exemple.fr' }],
    ['for another site', { site: 'faux.exemple.fr' }],
    ['for another challenge', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['without knowing the person', { unverified: true }],
    ['as if it answered', { type: 'webauthn.get' }],
  ])('is not added when it is made %s', async (_, lies) => {
    const before = await world.reader.count(StaffPasskey);
    const { added } = await adds(await signedIn(app(), 'agent'), 'Fausse', lies);
    expectRefusal(added, NOT_MADE);
    expect(await world.reader.count(StaffPasskey)).toBe(before);
  });

  it('is added when it vouches for itself, as some do where nobody asks', async () => {
    const { added } = await adds(await signedIn(app(), 'agent'), 'Clé de sécurité', { vouches: true });
    expect(added.text).toContain('La clé est ajoutée');
  });

  it('that says nothing, or too much, is answered with a sentence, and the name is kept', async () => {
    const owner = await signedIn(app(), 'agent');
    const form = passkeyForm(await owner.opens(KEYS), 'create');
    const silent = await owner.presses(form, { name: 'Tablette' });
    expectRefusal(silent, 'La clé d’accès n’a pas répondu');
    expect([Object.keys(silent.errors), silent.form(KEYS).value('name')]).toEqual([['passkey'], 'Tablette']);
    const unnamed = await owner.presses(form, new SoftwareAuthenticator(site()).adds(form));
    expect(Object.keys(unnamed.errors)).toEqual(['name']);
    const garbage = await owner.presses(form, {
      name: 'x',
      credential: '<b>',
      clientData: 'é',
      attestation: 'A'.repeat(1900),
    });
    expectRefusal(garbage, 'La clé d’accès n’a pas répondu');
    const bytes = { credential: 'AAAA', clientData: 'AAAA', attestation: 'oA' };
    expectRefusal(await owner.presses(passkeyForm(garbage, 'create'), { name: 'x', ...bytes }), NOT_MADE);
  });

  it('ten tries close the door, by codes and passkeys together', async () => {
    const device = await withPasskey('member');
    const { browser, asked } = await halfSignedIn('member');
    for (let n = 0; n < 9; n += 1) await browser.post('/personnel/code', { code: '000000', suite: '/' });
    const form = passkeyForm(asked, 'get');
    expectRefusal(await browser.presses(form, device.answers(form, { unverified: true })), NOT_KNOWN);
    const closed = await browser.opens('/personnel/code');
    const right = passkeyForm(closed, 'get');
    expect((await browser.presses(right, device.answers(right))).status).toBe(429);
  });

  it('goes with the codes when two people take these away', async () => {
    await withPasskey('director');
    const admin = await signedIn(app(), 'administrator');
    const account = await admin.opens((await admin.opens('/administration')).link(STAFF['director']!.name).href);
    await admin.presses(account.button('Demander le retrait de ses codes'));
    const coordinator = await signedIn(app(), 'coordinator');
    await coordinator.presses((await coordinator.opens('/personnel/accords')).form('/accepter'));
    const { asked } = await halfSignedIn('director');
    expect(asked.url).toContain('/personnel/code/nouveau');
    expect(asked.hasForm('/personnel/code/cle')).toBe(false);
  });
});

describe.each(DATABASES)('where browsers make no passkeys (%s)', (kind) => {
  it('the page says so, and the codes are there as ever', async () => {
    const world = await OutboxWorld.open(kind, { BASE_URL: 'http://127.0.0.1:3000' });
    const page = await (await signedIn(world.test.app, 'agent')).opens(KEYS);
    expect(page.text).toContain('L’adresse de ce site est un nombre');
    expect(page.forms.some((form) => form.data('passkey') !== null)).toBe(false);
    await world.close();
  });
});
