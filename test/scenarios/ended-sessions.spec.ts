import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { StaffAccount, StaffSession } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import { Retention } from '../../src/dossier/dossier/privacy/retention.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { hashSecret } from '../../src/foundation/platform/security/index.js';
import { UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { UnsentForm } from '../../src/foundation/platform/unsent-forms/unsent-form.entity.js';
import { Enquiry } from '../../src/first-desk/triage/persistence/triage.entities.js';
import { DATABASES } from '../support/app.js';
import { passkeyForm, SoftwareAuthenticator } from '../support/authenticator.js';
import type { Browser } from '../support/browser.js';
import { nextCode } from '../support/codes.js';
import { OutboxWorld } from '../support/outbox.js';
import { linkInMail } from '../support/links.js';
import { dayFields, type Form, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SIGN_IN = '/personnel/connexion';
const CODE = '/personnel/code';
const RESUME = '/personnel/reprise';
const CONTACTS = '/rpe/sollicitations';
// The site of this world is on https.
const STAFF_COOKIE = '__Host-marelle-personnel';
const UNSENT_COOKIE = '__Host-marelle-envoi';
const NOTE = 'La mère a rappelé, elle revient jeudi avec l’acte de naissance.';
const CONTACT = { channel: 'phone', subject: 'cost', note: NOTE };
const KEPT = 'rien n’est perdu';
const NOT_KEPT = 'n’a pas été enregistré';

describe.each(DATABASES)('what is sent after a session ended (%s)', (kind) => {
  let world: OutboxWorld;
  const app = () => world.test.app;
  const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => app().get(UnitOfWork).run(work);
  const kept = (): Promise<UnsentForm[]> => world.reader.find(UnsentForm, { order: { id: 'ASC' } });
  const contacts = (): Promise<number> => world.reader.count(Enquiry, { note: NOTE });
  const filledIn = async (who = 'agent') => {
    const browser = await signedIn(app(), who);
    return { browser, button: (await browser.opens(`${CONTACTS}/noter`)).form(CONTACTS).buttons[0]! };
  };
  /** Somebody at the first desk who fills in the page of contacts, and sends it once the session has ended. */
  const sendsLate = async (who = 'agent', after = 3 * HOUR): Promise<{ browser: Browser; asked: Page }> => {
    const { browser, button } = await filledIn(who);
    world.clock.travel(after);
    return { browser, asked: await browser.presses(button, CONTACT) };
  };
  /** Signs in on the page shown, by the password and the code, and goes where that leads. */
  const signsIn = async (browser: Browser, asked: Page, who: string): Promise<Page> => {
    const { email } = STAFF[who]!;
    const half = await browser.presses(asked.form(SIGN_IN), { email, password: PASSWORD });
    return browser.presses(half.form(CODE), { code: await nextCode(app(), email) });
  };

  const stay = async (browser: Browser, url: string) =>
    JSON.parse((await browser.post(url)).bytes.toString()) as { left: number; most: number };

  beforeAll(async () => {
    world = await OutboxWorld.open(kind, { SESSION_IDLE_MINUTES: '120', CODE_AGAIN_MINUTES: '15' });
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    world.clock.travel(16 * MINUTE);
    await write(async (tx) => {
      for (const { id } of await tx.find(UnsentForm, {})) await tx.delete(UnsentForm, { id });
    });
  });

  describe('is kept for who signs in again', () => {
    it('the sign-in page says so, and then one press sends it', async () => {
      const before = await contacts();
      const { browser, asked } = await sendsLate();
      expect(asked.url).toBe(`${SIGN_IN}?suite=${encodeURIComponent(RESUME)}`);
      expect(asked.text).toContain(KEPT);
      const shown = await signsIn(browser, asked, 'agent');
      expect(shown.url).toBe(RESUME);
      expect(shown.text).toContain(NOTE);
      // Nothing is sent by itself.
      expect(await contacts()).toBe(before);
      const sent = await browser.presses(shown.button('Envoyer maintenant'));
      expect([sent.status, sent.url, await contacts()]).toEqual([200, CONTACTS, before + 1]);
      // Taken at last, it is kept no longer, and the page leads on.
      expect(await kept()).toEqual([]);
      expect((await browser.opens(RESUME)).url).toBe('/personnel');
    });

    it('by a passkey too, in English, and after ten hours', async () => {
      const owner = await signedIn(app(), 'colleague');
      const device = new SoftwareAuthenticator(world.test.config.BASE_URL);
      const adding = passkeyForm(await owner.opens('/personnel/ma-connexion/cles'), 'create');
      await owner.presses(adding, { name: 'Téléphone', ...device.adds(adding) });
      const { browser, asked } = await sendsLate('colleague', 14 * HOUR);
      await browser.get(`${asked.url}&langue=en`);
      const { email } = STAFF['colleague']!;
      const half = await browser.presses(asked.form(SIGN_IN), { email, password: PASSWORD });
      const answering = passkeyForm(half, 'get');
      const shown = await browser.presses(answering, device.answers(answering));
      expect([shown.url, shown.heading]).toEqual([RESUME, 'Nothing is lost']);
    });

    it('an agent at the counter, who fills in a dossier on the pages of families, comes back to that page', async () => {
      const agent = await signedIn(app(), 'agent');
      const tasks = await agent.presses((await agent.opens('/rpe/saisie')).button('Toutes les questions'));
      const page = `${tasks.url}/responsable/1`;
      const form = (await agent.opens(page)).form('/responsable/1');
      world.clock.travel(3 * HOUR);
      const asked = await agent.presses(form, { firstName: 'Marie-Laure', surname: 'Au guichet' });
      expect([asked.url.split('?')[0], asked.text]).toEqual([SIGN_IN, expect.stringContaining(KEPT)]);
      const shown = await signsIn(agent, asked, 'agent');
      await agent.presses(shown.button('Envoyer maintenant'));
      expect((await agent.opens(page)).form('/responsable/1').value('firstName')).toBe('Marie-Laure');
    });

    it('what is refused when it is sent at last stays in its form', async () => {
      const { browser, button } = await filledIn();
      world.clock.travel(3 * HOUR);
      const asked = await browser.presses(button, { ...CONTACT, minutes: 'dix' });
      const shown = await signsIn(browser, asked, 'agent');
      const refused = await browser.presses(shown.button('Envoyer maintenant'));
      expect([refused.status, refused.form(CONTACTS).value('note')]).toEqual([422, NOTE]);
      // It is corrected and sent from there: a second one of the same would wait beside it.
      expect(await kept()).toEqual([]);
    });

    it('is sent once, however often the page that shows it is pressed', async () => {
      const before = await contacts();
      const { browser, asked } = await sendsLate();
      const shown = await signsIn(browser, asked, 'agent');
      const pressed = await Promise.all([1, 2, 3].map(() => browser.presses(shown.button('Envoyer maintenant'))));
      const again = await browser.presses(shown.button('Envoyer maintenant'));
      expect(again.text).toContain('a déjà été envoyé, ou n’est plus gardé');
      expect([pressed.length, await contacts()]).toEqual([3, before + 1]);
    });

    it('shows whole what will be sent and to where: somebody else may have found the screen open', async () => {
      const { browser, asked } = await sendsLate();
      const shown = await signsIn(browser, asked, 'agent');
      expect(shown.text).toContain('Ne l’envoyez que si c’est bien votre envoi');
      expect(shown.text).toContain(`À l’adresse ${CONTACTS}`);
      for (const [name, value] of Object.entries(CONTACT)) expect(shown.text).toContain(`${name} ${value}`);
    });

    it('once, where it is asked about again when it is sent at last', async () => {
      const { browser, asked } = await sendsLate();
      const shown = await signsIn(browser, asked, 'agent');
      world.clock.travel(3 * HOUR);
      const askedAgain = await browser.presses(shown.button('Envoyer maintenant'));
      expect(askedAgain.text).toContain(KEPT);
      expect(await kept()).toHaveLength(1);
    });

    it('twenty of one person at most, however many browsers it says it has', async () => {
      const { browser, button } = await filledIn();
      world.clock.travel(3 * HOUR);
      for (let n = 0; n < 22; n += 1) {
        await browser.presses(button, CONTACT);
        browser.setCookie(UNSENT_COOKIE, '');
      }
      expect(await kept()).toHaveLength(20);
    });

    it('several tabs are kept, five at most, and each can be given up', async () => {
      const { browser, button } = await filledIn();
      world.clock.travel(3 * HOUR);
      let asked = await browser.presses(button, { ...CONTACT, note: 'La toute première' });
      for (let n = 2; n <= 6; n += 1) {
        world.clock.travel(1000);
        asked = await browser.presses(button, { ...CONTACT, note: `Note numéro ${n}` });
      }
      const shown = await signsIn(browser, asked, 'agent');
      expect(shown.text).not.toContain('La toute première');
      expect(shown.text).toContain('Note numéro 2');
      const fewer = await browser.presses(shown.button('Ne pas l’envoyer'));
      expect(fewer.text).toContain('Il n’a pas été envoyé');
      expect(await kept()).toHaveLength(4);
    });

    it('a grave act whose code is too old keeps its form as well', async () => {
      const page = '/administration/comptes/nouveau';
      const admin = await signedIn(app(), 'administrator');
      const form = (await admin.opens(page)).forms.find(({ action }) => action.startsWith('/administration'))!;
      world.clock.travel(31 * MINUTE);
      const asked = await admin.presses(form, { name: 'Une Nouvelle', email: 'nouvelle@test.example' });
      expect(asked.url).toBe(`/personnel/confirmer?suite=${encodeURIComponent(RESUME)}`);
      expect(asked.text).toContain('Rien n’est perdu');
      const code = await nextCode(app(), STAFF['administrator']!.email);
      const shown = await admin.presses(asked.form('/personnel/confirmer'), { code });
      expect([shown.url, shown.text]).toEqual([RESUME, expect.stringContaining('Une Nouvelle')]);
    });
  });

  describe('is seen by nobody else', () => {
    it('another account that signs in there sees nothing of it', async () => {
      const { browser, asked } = await sendsLate();
      const other = await signsIn(browser, asked, 'colleague');
      expect(other.url).toBe('/personnel');
      const [{ id } = { id: '' }] = await kept();
      await browser.sends(`${RESUME}/${id}/abandonner`);
      expect(await kept()).toHaveLength(1);
    });

    it('nor does the same account in another browser, even with the cookie of a stranger', async () => {
      await sendsLate();
      const elsewhere = await signedIn(app(), 'agent');
      expect((await elsewhere.opens(RESUME)).url).toBe('/personnel');
      elsewhere.setCookie(UNSENT_COOKIE, 'guessed');
      expect((await elsewhere.opens(RESUME)).url).toBe('/personnel');
    });

    it('a cookie that was planted shows the victim nothing that an attacker sent', async () => {
      const { browser: attacker } = await sendsLate('colleague');
      const victim = await signedIn(app(), 'agent');
      const planted = attacker.jar.get(UNSENT_COOKIE);
      expect(planted).toMatch(/^[\w-]{43}$/);
      victim.setCookie(UNSENT_COOKIE, planted!);
      expect((await victim.opens(RESUME)).url).toBe('/personnel');
    });

    it('a row that was given to somebody else, prolonged or altered does not open', async () => {
      const { browser, asked } = await sendsLate();
      const [row] = await kept();
      const own = row!;
      await signsIn(browser, asked, 'agent');
      const opens = async (): Promise<boolean> => (await browser.opens(RESUME)).url === RESUME;
      expect(await opens()).toBe(true);
      const owner = `staff:${(await world.reader.findOne(StaffAccount, { email: STAFF['colleague']!.email }))!.id}`;
      const browserHash = hashSecret('another');
      const sealed = own.sealed.replace(
        /.(.{20})$/,
        (_, end: string) => `${own.sealed.at(-21) === 'A' ? 'B' : 'A'}${end}`,
      );
      for (const change of [{ keptUntil: '2030-01-01T00:00:00.000Z' }, { sealed }]) {
        await write((tx) => tx.update(UnsentForm, { id: own.id }, change));
        expect([change, await opens()]).toEqual([change, false]);
        await write((tx) => tx.update(UnsentForm, { id: own.id }, own));
      }
      // Whoever moves the row in the database to another person or browser has moved what nobody can read.
      const thief = await signedIn(app(), 'colleague');
      thief.setCookie(UNSENT_COOKIE, 'another');
      await write((tx) => tx.update(UnsentForm, { id: own.id }, { owner, browserHash }));
      expect((await thief.opens(RESUME)).url).toBe('/personnel');
    });

    it('two hours later nobody sees it, and it is deleted by night', async () => {
      const { browser, asked } = await sendsLate();
      world.clock.travel(2 * HOUR);
      expect((await signsIn(browser, asked, 'agent')).url).toBe('/personnel');
      await write((tx) => app().get(Retention).run(tx));
      expect(await kept()).toEqual([]);
    });
  });

  describe('is not kept', () => {
    const lateWith = async (end: (browser: Browser) => Promise<unknown>): Promise<Page> => {
      const { browser, button } = await filledIn();
      await end(browser);
      return browser.presses(button, CONTACT);
    };
    const expectNothingKept = async (asked: Page): Promise<void> => {
      expect([asked.url.split('?')[0], asked.text]).toEqual([SIGN_IN, expect.stringContaining(NOT_KEPT)]);
      expect(await kept()).toEqual([]);
    };

    it('for a session that its owner or somebody else ended', async () => {
      await expectNothingKept(
        await lateWith((browser) =>
          write((tx) => tx.delete(StaffSession, { tokenHash: hashSecret(browser.jar.get(STAFF_COOKIE)!) })),
        ),
      );
    });

    it('for an account that was closed meanwhile', async () => {
      const { email } = STAFF['agent']!;
      const asked = await lateWith(async () => {
        world.clock.travel(3 * HOUR);
        await write((tx) => tx.update(StaffAccount, { email }, { active: false }));
      });
      await write((tx) => tx.update(StaffAccount, { email }, { active: true }));
      await expectNothingKept(asked);
    });

    it('for a session that ended more than a day ago', async () => {
      await expectNothingKept(await lateWith(async () => world.clock.travel(27 * HOUR)));
    });

    it('for a grave act: whoever finds a screen that was left prepares none for its owner to send', async () => {
      const admin = await signedIn(app(), 'administrator');
      const page = await admin.opens('/administration/comptes/nouveau');
      const form = page.forms.find(({ action }) => action.startsWith('/administration'))!;
      world.clock.travel(3 * HOUR);
      await expectNothingKept(await admin.presses(form, { name: 'Une Nouvelle', email: 'nouvelle@test.example' }));
    });

    it('for a stranger with a cookie of nobody', async () => {
      await expectNothingKept(await lateWith(async (browser) => browser.setCookie(STAFF_COOKIE, 'nobody')));
    });

    it('without the token of a page: another site puts nothing into somebody’s next session', async () => {
      const { browser } = await filledIn();
      world.clock.travel(3 * HOUR);
      const forged = (token: string, headers: Record<string, string> = {}) =>
        browser.raw({
          method: 'POST',
          url: CONTACTS,
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
          payload: new URLSearchParams({ ...CONTACT, _csrf: token }).toString(),
        });
      const { csrfToken } = browser;
      const attacker = await signedIn(app(), 'colleague');
      for (const answer of [
        await forged(''),
        await forged(attacker.csrfToken),
        await forged(csrfToken, { 'sec-fetch-site': 'cross-site' }),
      ])
        expect(answer.statusCode).toBe(403);
      expect(await kept()).toEqual([]);
    });

    it('when it is too much for any form', async () => {
      const { browser } = await filledIn();
      world.clock.travel(3 * HOUR);
      const many = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`f${n}`, 'x']));
      expect((await browser.sends(CONTACTS, many)).status).toBe(413);
      expect((await browser.sends(CONTACTS, { note: 'x'.repeat(300_000) })).status).toBe(413);
      expect(await kept()).toEqual([]);
    });

    it('when it proves who somebody is: the codes and passwords of “Ma connexion”', async () => {
      const browser = await signedIn(app(), 'agent');
      const own = await browser.opens('/personnel/ma-connexion');
      world.clock.travel(3 * HOUR);
      await browser.presses(own.form('/mot-de-passe'), { current: PASSWORD, password: 'cinq mots de la montagne' });
      await browser.presses(own.form('/codes-papier'), { code: '123456' });
      expect(await kept()).toEqual([]);
    });

    it('when it is a file, which is to be chosen again', async () => {
      const page = '/rpe/imports';
      const browser = await signedIn(app(), 'agent');
      const form = (await browser.opens(page)).forms.find(({ source }) => source.includes('multipart/form-data'))!;
      world.clock.travel(3 * HOUR);
      const answer = await browser.upload(form.action, 'file', { name: 'liste.csv', bytes: Buffer.from('a;b') });
      expect(answer.url.split('?')[0]).toBe(SIGN_IN);
      expect(answer.html).toContain('choisissez-le encore une fois');
      expect(await kept()).toEqual([]);
    });
  });

  it('a family that is forgotten takes with it what waits to be sent', async () => {
    await sendsLate();
    const { dossierId } = await world.family();
    await write((tx) =>
      app()
        .get(Forgetting)
        .eraseDossier(tx, { kind: 'system' }, dossierId, () => null),
    );
    expect(await kept()).toEqual([]);
  });

  describe('a session tells when it ends', () => {
    it('on “Ma connexion”, in words; and to the script of each page, in seconds', async () => {
      world.clock.travelTo('2027-01-11T08:00:00.000Z');
      const browser = await signedIn(app(), 'agent');
      const own = await browser.opens('/personnel/ma-connexion');
      expect(own.text).toContain('se termine le 11 janvier 2027 à 11 h si vous n’ouvrez et n’envoyez rien');
      expect(own.text).toContain('au plus tard le 11 janvier 2027 à 19 h');
      expect(own.source).toMatch(/data-session="(7200|719\d)" data-session-most="(36000|3599\d)"/);
    });

    it('one press keeps it going, never beyond ten hours', async () => {
      const browser = await signedIn(app(), 'agent');
      for (let stays = 1; stays <= 5; stays += 1) {
        world.clock.travel(119 * MINUTE);
        const { left, most } = await stay(browser, '/personnel/rester');
        const rest = 36_000 - stays * 119 * 60;
        expect([left, most]).toEqual([near(Math.min(7200, rest)), near(rest)]);
      }
      world.clock.travel(6 * MINUTE);
      expect((await browser.post('/personnel/rester')).url).toContain(SIGN_IN);
    });
  });

  describe('a family whose dossier has closed while it typed', () => {
    const BIRTH = dayFields('date', '2026-03-11');
    const REASON = 'other';
    const withdrawing = async (browser: Browser, requestId: string): Promise<Form> =>
      (await browser.opens(`/mon-dossier/demandes/${requestId}/retirer`)).form('/retirer');
    const opens = async (browser: Browser, link: string): Promise<Page> => {
      await browser.get(link);
      return browser.sends(link, BIRTH);
    };
    const typesTooLong = async () => {
      const family = await world.family();
      const link = await linkInMail(app(), 'receipt');
      const { browser } = family.parent;
      await opens(browser, link);
      const form = await withdrawing(browser, family.requestId);
      world.clock.travel(2 * HOUR + MINUTE);
      return { ...family, link, browser, asked: await browser.presses(form, { reason: REASON }) };
    };
    const stateOf = async (id: string): Promise<string> => (await world.reader.findOne(ChildRequest, { id }))!.state;

    it('opens it again by its link, and one press sends it', async () => {
      const { browser, link, asked, requestId } = await typesTooLong();
      expect([asked.url, asked.text]).toEqual(['/suivre', expect.stringContaining(KEPT)]);
      const shown = await opens(browser, link);
      expect([shown.url, shown.heading]).toEqual(['/mon-dossier/reprise', 'Votre envoi est gardé']);
      expect(await stateOf(requestId)).toBe('submitted');
      await browser.presses(shown.button('Envoyer maintenant'));
      expect([await stateOf(requestId), await kept()]).toEqual(['withdrawn', []]);
    });

    it('can give it up; another family that opens its dossier there sees nothing of it', async () => {
      const { browser, link } = await typesTooLong();
      await world.family();
      const other = await opens(browser, await linkInMail(app(), 'receipt'));
      expect(other.url).toBe('/mon-dossier');
      expect((await browser.opens('/mon-dossier/reprise')).url).toBe('/mon-dossier');
      const shown = await opens(browser, link);
      const given = await browser.presses(shown.button('Ne pas l’envoyer'));
      expect([given.url, await kept()]).toEqual(['/mon-dossier', []]);
    });

    it('leaves nothing once it has left by itself', async () => {
      const { parent, requestId } = await world.family();
      const form = await withdrawing(parent.browser, requestId);
      await parent.browser.post('/mon-dossier/quitter');
      const asked = await parent.browser.presses(form, { reason: REASON });
      expect([asked.url, asked.text, await kept()]).toEqual(['/suivre', expect.stringContaining(NOT_KEPT), []]);
    });

    it('is asked whether it stays, by the script of its pages, ten hours at most', async () => {
      const { parent } = await world.family();
      const link = await linkInMail(app(), 'receipt');
      expect((await opens(parent.browser, link)).source).toMatch(
        /data-session="(7200|719\d)" data-session-most="3\d{4}"/,
      );
      for (let stays = 1; stays <= 4; stays += 1) {
        world.clock.travel(119 * MINUTE);
        const { left, most } = await stay(parent.browser, '/mon-dossier/rester');
        expect([left, most]).toEqual([near(7200), near(36_000 - stays * 119 * 60)]);
      }
      world.clock.travel(119 * MINUTE);
      const last = await stay(parent.browser, '/mon-dossier/rester');
      expect([last.left, last.most]).toEqual([near(300), near(300)]);
      world.clock.travel(6 * MINUTE);
      expect((await parent.browser.post('/mon-dossier/rester')).url).toBe('/suivre');
    });
  });
});

/** Seconds, less the few that a test takes. */
const near = (seconds: number): unknown => expect.closeTo(seconds - 8, -1.3);
