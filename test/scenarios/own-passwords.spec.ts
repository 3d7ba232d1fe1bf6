import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { AccountLink } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { nextCode } from '../support/codes.js';
import { linkInMail } from '../support/links.js';
import { OutboxWorld } from '../support/outbox.js';
import { signedIn } from '../support/people.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const OWN = '/personnel/ma-connexion';
const FORGOTTEN = '/personnel/mot-de-passe-oublie';
const NEW = 'cinq mots de la montagne';
const MINUTE = 60_000;

describe.each(DATABASES)('passwords are chosen by their owners alone (%s)', (kind) => {
  let world: OutboxWorld;
  const app = () => world.test.app;
  const mailsTo = (recipient: string, kindOfMail: string): Promise<number> =>
    world.reader.count(Message, { recipient, kind: kindOfMail });
  const asksForLink = async (email: string) => {
    const browser = new Browser(app());
    return browser.presses((await browser.opens(FORGOTTEN)).form(FORGOTTEN), { email });
  };

  beforeAll(async () => {
    world = await OutboxWorld.open(kind, { SESSION_IDLE_MINUTES: '60', CODE_AGAIN_MINUTES: '15' });
  });
  afterAll(() => world.close());
  beforeEach(() => world.clock.travel(61 * MINUTE));

  // @asvs 6.2.6 6.2.7 6.2.8
  it('a link of a mail chooses one, once; opening its page uses nothing', async () => {
    const { email } = STAFF['colleague']!;
    const before = await signedIn(app(), 'colleague');
    await asksForLink(email);
    const link = await linkInMail(app(), 'password-forgotten');
    const [scanner, owner] = [new Browser(app()), new Browser(app())];
    for (let n = 0; n < 3; n += 1) expect((await scanner.get(link)).status).toBe(200);
    const page = await owner.opens(link);
    const [field = ''] = /<input[^>]*name="password"[^>]*>/.exec(page.source) ?? [];
    for (const part of ['type="password"', 'autocomplete="new-password"']) expect(field).toContain(part);
    expect(field).not.toMatch(/onpaste|maxlength/);
    for (const [password, said] of [
      ['trop court', 'moins de 12 caractères'],
      ['motdepasse2026', 'de ceux que l’on essaie en premier'],
      ['Camille19841984', 'Un programme devine vite ce mot de passe'],
      ['collegue du relais', 'votre nom ou votre adresse'],
    ] as const) {
      const refused = await owner.presses(page.button('Enregistrer le mot de passe'), { password });
      expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(said)]);
    }
    const asked = await owner.presses(page.button('Enregistrer le mot de passe'), { password: NEW });
    expect(asked.text).toContain('Votre code de connexion');
    expect((await owner.givesCode(email)).url).toBe('/personnel');
    // Its other sessions ended, the link is used, and the old password is no more.
    await before.get('/rpe');
    expect(before.url).toContain('/personnel/connexion');
    const late = await scanner.opens(link);
    expect([late.status, late.text]).toEqual([410, expect.stringContaining('Ce lien ne sert plus')]);
    expect((await scanner.post(link, { password: 'encore un autre choix' })).status).toBe(410);
    // Judged as it was typed: the old one, another case and less of it are wrong.
    for (const wrong of [PASSWORD, NEW.toUpperCase(), NEW.slice(0, -1), `${NEW} `])
      expect((await new Browser(app()).signIn(email, wrong)).status).toBe(422);
    expect((await new Browser(app()).signIn(email, NEW)).url).toBe('/personnel');
  });

  // @asvs 6.4.1
  it('a link ends after an hour, and none is kept in clear', async () => {
    await asksForLink(STAFF['agent']!.email);
    const link = await linkInMail(app(), 'password-forgotten');
    const secret = link.split('/').at(-1)!;
    expect(JSON.stringify(await world.reader.find(AccountLink))).not.toContain(secret);
    expect(JSON.stringify(await world.reader.find(Message))).not.toContain(secret);
    world.clock.travel(60 * MINUTE + 1000);
    expect((await new Browser(app()).get(link)).status).toBe(410);
  });

  it('answers the same whether or not an address has an account, and fills no mailbox', async () => {
    const known = await asksForLink(STAFF['director']!.email);
    const unknown = await asksForLink('personne@test.example');
    expect([known.status, known.text]).toEqual([200, unknown.text]);
    for (let n = 0; n < 5; n += 1) await asksForLink(STAFF['director']!.email);
    expect(await mailsTo(STAFF['director']!.email, 'password-forgotten')).toBe(3);
    expect(await mailsTo('personne@test.example', 'password-forgotten')).toBe(0);
  });

  // @asvs 6.2.2 6.2.3
  it('is changed with the current one, and the other sessions end', async () => {
    const { email } = STAFF['otherAgent']!;
    const [here, elsewhere] = [await signedIn(app(), 'otherAgent'), await signedIn(app(), 'otherAgent')];
    const form = (await here.opens(OWN)).form('/mot-de-passe');
    const wrong = await here.presses(form, { current: 'pas le bon', password: NEW });
    expect([wrong.status, Object.keys(wrong.errors)]).toEqual([422, ['current']]);
    const weak = await here.presses(form, { current: PASSWORD, password: 'court' });
    expect([weak.status, Object.keys(weak.errors)]).toEqual([422, ['password']]);
    const changed = await here.presses(form, { current: PASSWORD, password: NEW });
    expect(changed.text).toContain('Votre mot de passe est changé');
    await elsewhere.get('/rpe');
    expect(elsewhere.url).toContain('/personnel/connexion');
    expect((await new Browser(app()).signIn(email, PASSWORD)).status).toBe(422);
    expect((await new Browser(app()).signIn(email, NEW)).url).toBe('/personnel');
    expect(await mailsTo(email, 'password-changed')).toBe(1);
  });

  // @asvs 7.5.2
  it('sees where it is signed in, and ends one session, or all the others', async () => {
    const [here, second, third] = [
      await signedIn(app(), 'coordinator'),
      await signedIn(app(), 'coordinator'),
      await signedIn(app(), 'coordinator'),
    ];
    const page = await here.opens(OWN);
    expect(page.table('Où vous êtes connecté')).toHaveLength(3);
    const ended = await here.presses(page.form(/ma-connexion\/sessions\/.+/.exec(page.source)![0].split('"')[0]!));
    expect(ended.table('Où vous êtes connecté')).toHaveLength(2);
    const last = await here.presses(ended.button('Fermer toutes les autres'));
    expect(last.table('Où vous êtes connecté').map((row) => row.at(-1))).toEqual(['Ici']);
    for (const browser of [second, third]) {
      await browser.get('/commissions');
      expect(browser.url).toContain('/personnel/connexion');
    }
  });

  // @asvs 7.3.1
  it('a session that nobody uses ends; one that is used goes on', async () => {
    const [used, idle] = [await signedIn(app(), 'member'), await signedIn(app(), 'member')];
    world.clock.travel(40 * MINUTE);
    expect((await used.get('/commissions')).url).toBe('/commissions');
    world.clock.travel(40 * MINUTE);
    expect((await used.get('/commissions')).url).toBe('/commissions');
    await idle.get('/commissions');
    expect(idle.url).toContain('/personnel/connexion');
  });

  // @asvs 7.5.1
  it('a grave act asks for a code again, and whoever fills in its form has time to', async () => {
    const admin = await signedIn(app(), 'administrator');
    const page = '/administration/comptes/nouveau';
    expect((await admin.opens(page)).url).toBe(page);
    world.clock.travel(20 * MINUTE);
    const asked = await admin.opens(page);
    expect(asked.url).toBe(`/personnel/confirmer?suite=${encodeURIComponent(page)}`);
    const fields = { name: 'X', email: 'x', roles: 'coordinator' };
    expect((await admin.post('/administration/comptes', fields)).status).toBe(422);
    world.clock.travel(20 * MINUTE);
    const late = await admin.sends('/administration/comptes', fields);
    const resume = encodeURIComponent('/personnel/reprise');
    expect(late.url).toBe(`/personnel/confirmer?suite=${resume}`);
    expect(late.text).toContain('Rien n’est perdu');
    const wrong = await admin.sends('/personnel/confirmer', { code: '000000', suite: page });
    expect(wrong.status).toBe(422);
    const code = await nextCode(app(), STAFF['administrator']!.email);
    expect((await admin.presses(asked.form('/confirmer'), { code })).url).toBe(page);
    expect((await admin.opens(page)).url).toBe(page);
  });

  // @asvs 7.3.2
  it('a session ends after a working day, however much it is used', async () => {
    const agent = await signedIn(app(), 'agent');
    for (let hour = 0; hour < 10; hour += 1) {
      expect((await agent.get('/rpe')).url).toBe('/rpe');
      world.clock.travel(60 * MINUTE - 1000);
    }
    world.clock.travel(MINUTE);
    await agent.get('/rpe');
    expect(agent.url).toContain('/personnel/connexion');
  });

  // @asvs 6.2.10
  it('a password does not end by itself', async () => {
    world.clock.travel(3 * 365 * 24 * 60 * MINUTE);
    expect((await signedIn(app(), 'agent')).url).toBe('/personnel');
  });
});
