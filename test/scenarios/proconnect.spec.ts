import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { ensureAccount, hashPassword } from '../../src/territory/accounts/index.js';
import { StaffAccount, StaffIdentity } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { nextCode } from '../support/codes.js';
import { IdentityProvider, type Forgery, type Person } from '../support/identity-provider.js';
import { OutboxWorld } from '../support/outbox.js';
import { expectRefusal, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const SITE = 'https://petite-enfance.exemple.fr';
const SIGN_IN = '/personnel/connexion';
const START = '/personnel/proconnect';
const CODE = '/personnel/code';
const OWN = '/personnel/ma-connexion';
const START_COOKIE = '__Host-marelle-proconnect';
const LEA = { email: 'lea@test.example', name: 'Léa Nouvelle' };
const SAYS_NO = 'ProConnect n’a pas confirmé qui vous êtes';

const emailOf = (who: string): string => STAFF[who]!.email;
const agent: Person = {
  sub: 'sub-agent',
  email: emailOf('agent'),
  emailVerified: true,
  acr: 'eidas2',
  amr: ['pwd', 'mfa'],
};

describe.each(DATABASES)('staff come in by ProConnect (%s)', (kind) => {
  let provider: IdentityProvider;
  let world: OutboxWorld;
  const app = () => world.test.app;

  /** Presses the button of the page of signing in. @returns the page that leads to the provider */
  const begins = async (suite = ''): Promise<{ browser: Browser; onward: Page }> => {
    const browser = new Browser(app());
    const page = await browser.opens(suite ? `${SIGN_IN}?suite=${encodeURIComponent(suite)}` : SIGN_IN);
    return { browser, onward: await browser.presses(page.form(START)) };
  };
  const addressIn = (onward: Page): URL => new URL(onward.link('Continuer chez ProConnect').href);
  /** Goes through the provider as somebody. @returns what our site then shows */
  const comesAs = async (person: Person, suite?: string): Promise<{ browser: Browser; shown: Page }> => {
    provider.person = person;
    const { browser, onward } = await begins(suite);
    return { browser, shown: await browser.opens(await provider.visit(addressIn(onward).href)) };
  };
  const lines = (action: string): Promise<AuditEvent[]> =>
    world.reader.find(AuditEvent, { where: { action }, order: { at: 'ASC', id: 'ASC' } });
  const lastFault = async (): Promise<unknown> => (await lines('account.proconnect-failed')).at(-1)?.facts?.['fault'];
  const isSignedIn = async (browser: Browser): Promise<boolean> =>
    !(await browser.opens('/personnel')).url.startsWith(SIGN_IN);

  beforeAll(async () => {
    provider = await IdentityProvider.open(SITE);
    world = await OutboxWorld.open(kind, {
      ...provider.settings,
      CODE_AGAIN_MINUTES: '15',
      SIGN_IN_TRIES_PER_NETWORK: '8',
    });
    const passwordHash = await hashPassword(PASSWORD);
    const at = app().get(Clock).now();
    await app()
      .get(UnitOfWork)
      .run((tx) => ensureAccount(tx, { ...LEA, passwordHash, grants: [{ role: 'rpe_agent', deskId: 'rpe' }], at }));
  });
  afterAll(async () => {
    await world.close();
    await provider.close();
  });
  // Every window of tries is over, what is known of the provider too, and nobody is bound.
  beforeEach(async () => {
    provider.mode = 'well';
    provider.forgery = null;
    world.clock.travel(61 * 60_000);
    await app()
      .get(UnitOfWork)
      .run((tx) => tx.delete(StaffIdentity, { issuer: provider.issuer }));
  });

  it('a page leads on to the provider, with a code that only this browser can use', async () => {
    const { onward } = await begins();
    const { origin, searchParams } = addressIn(onward);
    expect(origin).toBe(provider.issuer);
    const asked = Object.fromEntries(searchParams);
    expect(asked).toMatchObject({
      response_type: 'code',
      scope: 'openid email',
      redirect_uri: `${SITE}/personnel/proconnect/retour`,
      code_challenge_method: 'S256',
      acr_values: expect.stringContaining('eidas2 eidas3'),
      claims: '{"id_token":{"acr":null,"amr":null}}',
    });
    for (const secret of ['state', 'nonce', 'code_challenge']) expect(asked[secret]!.length).toBeGreaterThan(40);
    expect(addressIn((await begins()).onward).searchParams.get('state')).not.toBe(asked['state']);
  });

  it('what was sent after a session ended is found again, by this way too', async () => {
    const owner = await signedIn(app(), 'agent');
    const contacts = await owner.opens('/rpe/sollicitations/noter');
    world.clock.travel(11 * 60 * 60_000);
    const contact = { channel: 'phone', subject: 'cost', note: 'Elle rappellera jeudi.' };
    const asked = await owner.presses(contacts.form('/rpe/sollicitations'), contact);
    provider.person = agent;
    const onward = await owner.presses(asked.form(START));
    const shown = await owner.opens(await provider.visit(addressIn(onward).href));
    expect([shown.url, shown.text]).toEqual(['/personnel/reprise', expect.stringContaining('Elle rappellera jeudi.')]);
  });

  // @asvs 6.8.4 10.1.1 10.5.2
  it('with two factors and a verified address, one comes in, and is known by the name of the provider from then on', async () => {
    const before = (await lines('account.proconnect-bound')).length;
    const { browser, shown } = await comesAs(agent, OWN);
    expect([shown.status, shown.url]).toEqual([200, OWN]);
    expect(shown.text).toContain('Votre compte est rattaché à votre identité ProConnect depuis le');
    expect(await lines('account.proconnect-bound')).toHaveLength(before + 1);
    // The browser keeps what ends the session there, and no token that opens anything.
    const kept = browser.cookieNames.filter((name) => name.includes('proconnect'));
    expect(kept).toEqual(['__Host-marelle-proconnect-session']);
    // Its address at the provider may change; who it is there does not.
    const married = await comesAs({ ...agent, email: 'agent.nouveau-nom@test.example' }, '/rpe');
    expect([married.shown.status, married.shown.url]).toEqual([200, '/rpe']);
    expect(await lines('account.proconnect-bound')).toHaveLength(before + 1);
    expect(await isSignedIn(browser)).toBe(true);
  });

  // @asvs 6.8.1 10.5.2
  it('another person of the provider with the same address is refused, and the journal says so', async () => {
    await comesAs(agent);
    const { browser, shown } = await comesAs({ ...agent, sub: 'sub-homonyme' });
    expectRefusal(shown, 'Votre compte est déjà rattaché à une autre identité ProConnect', 403);
    expect([await lastFault(), await isSignedIn(browser)]).toEqual(['otherPerson', false]);
  });

  it.each<[string, Partial<Person>]>([
    ['a password alone', { acr: 'eidas1', amr: ['pwd'] }],
    ['nothing of how', { acr: undefined, amr: undefined }],
  ])('our own code is asked for after %s', async (_, strength) => {
    const { browser, shown } = await comesAs({ ...agent, ...strength }, '/rpe');
    expect([shown.url, shown.text]).toEqual([
      `${CODE}?suite=%2Frpe`,
      expect.stringContaining('ProConnect vous a reconnu'),
    ]);
    expect(await isSignedIn(browser)).toBe(false);
    const asked = await browser.opens(`${CODE}?suite=%2Frpe`);
    expect((await browser.presses(asked.form(CODE), { code: '000000' })).status).toBe(422);
    expect(await world.reader.count(StaffIdentity)).toBe(0);
    const entered = await browser.presses(asked.form(CODE), { code: await nextCode(app(), agent.email) });
    expect([entered.status, entered.url]).toEqual([200, '/rpe']);
    expect(await world.reader.count(StaffIdentity)).toBe(1);
  });

  it('where nobody says whether the address was verified, our own code is asked for once', async () => {
    const silent = { ...agent, emailVerified: undefined };
    const { browser, shown } = await comesAs(silent);
    expect(shown.url).toContain(CODE);
    await browser.presses(shown.form(CODE), { code: await nextCode(app(), agent.email) });
    const again = await comesAs(silent, '/rpe');
    expect([again.shown.status, again.shown.url]).toEqual([200, '/rpe']);
  });

  it.each<[string, Partial<Person>, string, string]>([
    ['an address that nobody verified', { emailVerified: false }, 'unverified', 'n’est pas vérifiée'],
    ['an address without an account', { email: 'inconnue@exemple.fr' }, 'unknown', 'ProConnect ne crée pas de compte'],
    [
      'an account without codes, for an address that may be anybody’s',
      { email: LEA.email, emailVerified: undefined },
      'firstByPassword',
      'n’a pas encore de codes',
    ],
  ])('%s lets nobody in and makes no account', async (_, more, fault, sentence) => {
    const before = await world.reader.count(StaffAccount);
    const { browser, shown } = await comesAs({ ...agent, ...more });
    expectRefusal(shown, sentence, 403);
    expect([await lastFault(), await isSignedIn(browser)]).toEqual([fault, false]);
    expect([await world.reader.count(StaffAccount), await world.reader.count(StaffIdentity)]).toEqual([before, 0]);
  });

  it('who has no codes yet sets them up before anything else', async () => {
    const { browser, shown } = await comesAs({ ...agent, sub: 'sub-lea', email: LEA.email });
    expect(shown.url).toContain('/personnel/code/nouveau');
    expect(await isSignedIn(browser)).toBe(false);
  });

  // @asvs 10.1.2 10.2.1 10.2.2 10.5.1
  it.each<[string, (address: URL, back: URL) => void]>([
    ['another state', (_, back) => back.searchParams.set('state', 'x'.repeat(43))],
    ['no state', (_, back) => back.searchParams.delete('state')],
    ['a code that nobody gave', (_, back) => back.searchParams.set('code', 'y'.repeat(43))],
    ['a token for another nonce', (address) => address.searchParams.set('nonce', 'z'.repeat(43))],
    [
      'a sign-in that was cancelled',
      (_, back) => (back.searchParams.delete('code'), back.searchParams.set('error', 'access_denied')),
    ],
    ['the word of another provider', (_, back) => back.searchParams.set('iss', 'https://autre.exemple.fr')],
  ])('%s lets nobody in', async (_, alter) => {
    provider.person = agent;
    const { browser, onward } = await begins();
    const address = addressIn(onward);
    const unused = new URL(SITE);
    alter(address, unused);
    const back = new URL(await provider.visit(address.href), SITE);
    alter(new URL(SITE), back);
    expectRefusal(await browser.opens(back.pathname + back.search), SAYS_NO, 403);
    expect(await isSignedIn(browser)).toBe(false);
  });

  // @asvs 6.8.3
  it('a code works once, and in the browser that asked for it alone', async () => {
    provider.person = agent;
    const { browser, onward } = await begins();
    const cookie = browser.jar.get(START_COOKIE)!;
    const back = await provider.visit(addressIn(onward).href);
    expect((await browser.opens(back)).status).toBe(200);
    expectRefusal(await browser.opens(back), 'Trop de temps a passé', 403);
    const thief = new Browser(app());
    expectRefusal(await thief.opens(back), 'Trop de temps a passé', 403);
    thief.setCookie(START_COOKIE, cookie);
    expectRefusal(await thief.opens(back), SAYS_NO, 403);
    // The code of somebody else, in a sign-in of one's own: the proof of the key (PKCE) is another one.
    const [own, other] = [await begins(), await begins()];
    const stolen = new URL(await provider.visit(addressIn(other.onward).href), SITE).searchParams.get('code')!;
    const mine = new URL(await provider.visit(addressIn(own.onward).href), SITE);
    mine.searchParams.set('code', stolen);
    expectRefusal(await own.browser.opens(mine.pathname + mine.search), SAYS_NO, 403);
  });

  it('who stays too long at the provider begins again', async () => {
    provider.person = agent;
    const { browser, onward } = await begins();
    const back = await provider.visit(addressIn(onward).href);
    world.clock.travel(20 * 60_000 + 1000);
    expectRefusal(await browser.opens(back), 'Trop de temps a passé', 403);
  });

  // @asvs 6.8.2 9.1.1 9.1.2 9.1.3 9.2.1 9.2.2 9.2.3 10.5.4
  it.each<[string, Forgery]>([
    ['signed by nobody’s key', { by: 'stranger' }],
    [
      'signed by a key that it brings along',
      { by: 'stranger', header: { kid: undefined, jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } } },
    ],
    ['signed with the secret of this site', { by: 'secret', header: { alg: 'HS256' } }],
    ['without a signature', { by: 'none', header: { alg: 'none' } }],
    ['for another site', { claims: { aud: 'autre-site' } }],
    ['for several sites, of which another asked', { claims: { aud: ['marelle', 'autre-site'], azp: 'autre-site' } }],
    ['of another provider', { claims: { iss: 'https://autre.exemple.fr' } }],
    ['that is over', { claims: { exp: 1_700_000_000 } }],
    ['of somebody else than who is then told of', { claims: { sub: 'sub-autre' } }],
    ['without the marks of such a token', { claims: { exp: undefined, iat: undefined, nonce: undefined } }],
  ])('a token %s lets nobody in', async (_, forgery) => {
    provider.forgery = {};
    expect((await comesAs(agent)).shown.status).toBe(200);
    provider.forgery = forgery;
    const { browser, shown } = await comesAs(agent);
    expectRefusal(shown, SAYS_NO, 403);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('what is said of a person without a signature is not taken', async () => {
    provider.mode = 'unsigned';
    expectRefusal((await comesAs(agent)).shown, SAYS_NO, 403);
  });

  // @asvs 10.5.3
  it('no other host is asked, and no other provider believed, whatever the description says', async () => {
    provider.mode = 'elsewhere';
    expectRefusal((await comesAs(agent)).shown, 'ProConnect ne répond pas en ce moment', 503);
    world.clock.travel(61 * 60_000);
    provider.mode = 'disguised';
    expectRefusal((await begins()).onward, 'ProConnect ne répond pas en ce moment', 503);
  });

  it('a provider that is down gives a clear page, and the password still works', async () => {
    provider.mode = 'broken';
    const { browser, onward } = await begins();
    expectRefusal(onward, 'ProConnect ne répond pas en ce moment', 503);
    const page = await browser.opens(onward.link('Se connecter avec le mot de passe').href);
    const asked = await browser.presses(page.form(SIGN_IN), { email: agent.email, password: PASSWORD });
    expect(asked.url).toContain(CODE);
    // It goes down while somebody is there.
    provider.mode = 'well';
    provider.person = agent;
    const late = await begins();
    const back = await provider.visit(addressIn(late.onward).href);
    provider.mode = 'broken';
    expectRefusal(await late.browser.opens(back), 'ProConnect ne répond pas en ce moment', 503);
  });

  it('eight refused tries of one network ask ProConnect no more for a quarter of an hour', async () => {
    for (let tries = 0; tries < 8; tries += 1)
      expect((await comesAs({ ...agent, emailVerified: false })).shown.status).toBe(403);
    expect((await comesAs(agent)).shown.status).toBe(429);
    world.clock.travel(15 * 60_000 + 1000);
    expect((await comesAs(agent)).shown.status).toBe(200);
  });

  it('an account that is given another address is no longer bound to who had it', async () => {
    const other = STAFF['otherAgent']!;
    const person = { ...agent, sub: 'sub-autre-agent', email: other.email };
    expect((await comesAs(person)).shown.status).toBe(200);
    const admin = await signedIn(app(), 'administrator');
    const account = await admin.opens((await admin.opens('/administration')).link(other.name).href);
    const preview = await admin.presses(account.button('Enregistrer'), { email: 'remplacante@test.example' });
    await admin.presses(preview.button('Confirmer le changement'));
    const { browser, shown } = await comesAs(person);
    expectRefusal(shown, 'ProConnect ne crée pas de compte', 403);
    expect(await isSignedIn(browser)).toBe(false);
  });

  // @asvs 7.1.3 7.6.1
  it('leaving ends our session, then leads to the provider, which is told whose session is over', async () => {
    const { browser, shown } = await comesAs(agent, OWN);
    const left = await browser.presses(shown.form('/personnel/deconnexion'));
    const { origin, pathname, searchParams } = addressIn(left);
    expect([origin, pathname]).toEqual([provider.issuer, '/session/end']);
    expect(searchParams.get('post_logout_redirect_uri')).toBe(`${SITE}/personnel/proconnect/sortie`);
    expect((await fetch(addressIn(left))).status).toBe(200);
    expect(await isSignedIn(browser)).toBe(false);
    expect((await browser.opens('/personnel/proconnect/sortie')).text).toContain('déconnecté');
    // Who came by the password is not sent there.
    const colleague = await signedIn(app(), 'colleague');
    const out = await colleague.presses((await colleague.opens(OWN)).form('/personnel/deconnexion'));
    expect(out.url).toBe(SIGN_IN);
  });

  it('its owner detaches it, having proved lately who it is, and so do the two who take the codes away', async () => {
    const { browser, shown } = await comesAs(agent, OWN);
    world.clock.travel(31 * 60_000);
    const asked = await browser.presses(shown.form('/detacher'));
    expect(asked.url).toBe(`/personnel/confirmer?suite=${encodeURIComponent(OWN)}`);
    await browser.presses(asked.form('/confirmer'), { code: await nextCode(app(), agent.email) });
    const detached = await browser.presses((await browser.opens(OWN)).form('/detacher'));
    expect(detached.text).toContain('Votre compte n’est plus rattaché à ProConnect');
    expect(await lines('account.proconnect-unbound')).toHaveLength(1);
    const other = { ...agent, sub: 'sub-apres' };
    expect((await comesAs(other)).shown.status).toBe(200);

    const admin = await signedIn(app(), 'administrator');
    const account = await admin.opens((await admin.opens('/administration')).link(STAFF['agent']!.name).href);
    await admin.presses(account.button('Demander le retrait de ses codes'));
    const coordinator = await signedIn(app(), 'coordinator');
    const waiting = (await coordinator.opens('/personnel/accords')).forms;
    // The latest comes last.
    await coordinator.presses(waiting.filter(({ action }) => action.endsWith('/accepter')).at(-1)!);
    expect(await world.reader.count(StaffIdentity)).toBe(0);
  });
});

describe.each(DATABASES)('where no ProConnect is named (%s)', (kind) => {
  it('nothing of it is there', async () => {
    const world = await OutboxWorld.open(kind);
    const browser = new Browser(world.test.app);
    expect((await browser.opens(SIGN_IN)).text).not.toContain('ProConnect');
    expect((await browser.sends(START)).status).toBe(404);
    expect((await browser.opens('/personnel/proconnect/retour?code=x&state=y')).status).toBe(404);
    await world.close();
  });
});
