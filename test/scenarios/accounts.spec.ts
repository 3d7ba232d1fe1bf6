import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { deposit, depositBody } from '../support/api.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser, hiddenValue, textOf } from '../support/browser.js';
import { seedCommissions } from '../support/commission.js';
import { linkInMail } from '../support/links.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const PAGE = '/administration';
const ZOE = { name: 'Zoé Nouvelle', email: 'zoe@test.example' };

describe.each(DATABASES)('an administrator keeps the accounts (%s)', (kind) => {
  let test: TestApp;
  let admin: Browser;
  const signedIn = async (email: string, password = PASSWORD): Promise<Browser> => {
    const browser = new Browser(test.app);
    await browser.signIn(email, password);
    return browser;
  };
  /** The page of the account with this address. */
  const pageOf = async (email: string): Promise<string> => {
    const { html } = await admin.get(PAGE);
    const before = html.slice(0, html.indexOf(email));
    return before.slice(before.lastIndexOf('/administration/comptes/')).split('"')[0]!;
  };
  /** A coordinator agrees to what an administrator asked for. */
  const agrees = async (): Promise<void> => {
    const coordinator = await signedIn(STAFF['coordinator']!.email);
    await coordinator.presses((await coordinator.opens('/personnel/accords')).form('/accepter'));
  };
  const versionOf = async (page: string): Promise<string> => hiddenValue((await admin.get(page)).html, 'version')!;
  /** The token that a page shows this once. */
  const tokenIn = (html: string): string => /affiché cette seule fois : ([\w-]+)/.exec(textOf(html))![1]!;
  /** The link that was mailed last, whole. */
  const linkMailed = async (messageKind: string): Promise<string> =>
    `http://x${await linkInMail(test.app, messageKind)}`;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    admin = await signedIn(STAFF['administrator']!.email);
  });
  afterAll(() => test.close());

  it('offers each role in each place by name: no place is typed', async () => {
    const offered = (await admin.opens(`${PAGE}/comptes/nouveau`)).form('/comptes').choices('roles')!;
    expect([...offered.values()]).toEqual(
      expect.arrayContaining(['rpe_agent=rpe', 'commission_member=montceau', 'coordinator']),
    );
    expect(offered.get('Direction d’établissement – Multi-accueil de Montceau-les-Mines')).toBe(
      'eaje_director=ma-71306',
    );
  });

  it('creates one with several roles, whose owner chooses a password by a link', async () => {
    const made = await admin.post(`${PAGE}/comptes`, { ...ZOE, roles: ['rpe_agent=rpe', 'eaje_director=ma-71306'] });
    expect([made.status, textOf(made.html)]).toEqual([200, expect.stringContaining('attendent l’accord')]);
    await agrees();
    const zoe = await signedIn(ZOE.email, await linkMailed('account-invited'));
    expect(zoe.url).toBe('/personnel');
    expect((await zoe.get('/eaje')).status).toBe(200);
  });

  it.each<[Record<string, string | string[]>, string[]]>([
    [
      { name: '', email: 'x', roles: 'mayor' },
      ['Écrivez votre adresse e-mail en entier', 'Écrivez le prénom et le nom'],
    ],
    [{ name: 'Sans Rôle', email: 'sans@test.example' }, ['Cochez au moins un rôle']],
    [{ name: 'Sans Guichet', email: 'sans@test.example', roles: 'rpe_agent' }, ['Cochez au moins un rôle']],
    [{ name: 'Ailleurs', email: 'sans@test.example', roles: 'rpe_agent=atlantide' }, ['qui n’existe pas']],
    [{ name: 'Deux Fois', email: ZOE.email, roles: 'coordinator' }, ['a déjà un compte']],
  ])('says what is wrong and keeps the input: %j', async (fields, sentences) => {
    const answer = await admin.post(`${PAGE}/comptes`, fields);
    expect(answer.status).toBe(422);
    for (const sentence of sentences) expect(textOf(answer.html)).toContain(sentence);
    if (fields['name']) expect(answer.html).toContain(`value="${String(fields['name'])}"`);
  });

  it('changes name and roles, which apply at the person’s next page; a page that is out of date is refused', async () => {
    const page = await pageOf(STAFF['agent']!.email);
    const agent = await signedIn(STAFF['agent']!.email);
    const version = await versionOf(page);
    const sent = { email: STAFF['agent']!.email, version };
    const moved = { ...sent, name: 'Agente Mutée', roles: 'eaje_director=ma-71306', confirmed: 'yes' };
    const saved = await admin.post(page, moved);
    expect(textOf(saved.html)).toContain('Le compte est modifié');
    // What is taken away is so at once; what is given waits for a second person.
    for (const path of ['/rpe', '/eaje']) expect((await agent.get(path)).status).toBe(404);
    await agrees();
    expect((await agent.get('/eaje')).status).toBe(200);

    const late = await admin.post(page, { ...sent, name: 'Agente Autrement', roles: 'coordinator' });
    expect(late.status).toBe(409);
    expect(textOf(late.html)).toContain('Quelqu’un d’autre a modifié ce compte');
    expect(late.html).toContain('value="Agente Autrement"');
    expect((await agent.get('/eaje')).status).toBe(200);

    const again = hiddenValue(late.html, 'version')!;
    await admin.post(page, {
      ...sent,
      version: (await versionOf(page)) || again,
      name: STAFF['agent']!.name,
      roles: 'rpe_agent=rpe',
      confirmed: 'yes',
    });
    await agrees();
    expect((await agent.get('/rpe')).status).toBe(200);
  });

  it('refuses the address of somebody else', async () => {
    const page = await pageOf(STAFF['agent']!.email);
    const taken = await admin.post(page, {
      email: ZOE.email,
      name: 'Agente',
      roles: 'rpe_agent=rpe',
      version: await versionOf(page),
    });
    expect(taken.status).toBe(422);
    expect(textOf(taken.html)).toContain('a déjà un compte');
  });

  // @asvs 6.4.3 7.4.3
  it('replaces a forgotten password: the old one and every session end', async () => {
    const page = await pageOf(ZOE.email);
    await admin.post(`${page}/mot-de-passe`);
    const first = await linkMailed('password-renewed');
    const zoe = await signedIn(ZOE.email, first);
    expect(zoe.url).toBe('/personnel');
    await admin.post(`${page}/mot-de-passe`);
    await zoe.get('/rpe');
    expect(zoe.url).toContain('/personnel/connexion');
    // What it chose by the first link is void.
    expect((await new Browser(test.app).signIn(ZOE.email, first)).status).toBe(422);
    expect((await signedIn(ZOE.email, await linkMailed('password-renewed'))).url).toBe('/personnel');
  });

  // @asvs 7.4.2 7.4.5
  it('signs a person out everywhere, and closes an account once that is confirmed', async () => {
    const page = await pageOf(STAFF['agent']!.email);
    const agent = await signedIn(STAFF['agent']!.email);
    await admin.post(`${page}/deconnecter`);
    await agent.get('/rpe');
    expect(agent.url).toContain('/personnel/connexion');
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
    expect((await agent.get('/rpe')).url).toBe('/rpe');
    expect(textOf((await admin.get(`${page}/fermer`)).html)).toContain('connectée à un endroit');
    expect((await agent.get('/rpe')).url).toBe('/rpe');
    await admin.post(`${page}/fermer`);
    await agent.get('/rpe');
    expect(agent.url).toContain('/personnel/connexion');
    expect((await agent.signIn(STAFF['agent']!.email, PASSWORD)).status).toBe(422);
    await admin.post(`${page}/rouvrir`);
    expect((await agent.signIn(STAFF['agent']!.email, PASSWORD)).status).toBe(200);
  });

  it('says before closing which roles nobody would hold any more', async () => {
    const { html } = await admin.get(`${await pageOf(STAFF['coordinator']!.email)}/fermer`);
    expect(textOf(html)).toContain('Plus personne n’aurait : Coordination');
  });

  it('neither closes its own account nor changes its own roles', async () => {
    const page = await pageOf(STAFF['administrator']!.email);
    expect((await admin.opens(PAGE)).hasLinkTo(`${page}/fermer`)).toBe(false);
    expect((await admin.post(`${page}/fermer`)).status).toBe(422);
    expect((await admin.opens(page)).form(page).has('roles')).toBe(false);
    await admin.post(page, {
      email: STAFF['administrator']!.email,
      name: 'Admin Renommée',
      roles: 'rpe_agent=rpe',
      version: await versionOf(page),
    });
    expect(textOf((await admin.get(PAGE)).html)).toContain('Admin Renommée');
    expect((await admin.get('/rpe')).status).toBe(404);
  });

  it('opens the API to a portal by a token told once, and closes it again', async () => {
    const portals = `${PAGE}/portails`;
    const nameless = await admin.post(portals, { name: ' ' });
    expect(nameless.status).toBe(422);
    expect(textOf(nameless.html)).toContain('Écrivez le nom du portail');
    const made = await admin.post(portals, { name: 'Portail de Blanzy' });
    const token = tokenIn(made.html);
    const answers = async (key: string, seed: number): Promise<number> =>
      (await deposit(test.app, token, key, depositBody(seed))).statusCode;
    expect(await answers('portal-first', 7)).toBe(201);

    const row = made.html.slice(made.html.indexOf('Portail de Blanzy'));
    const page = /\/administration\/portails\/[0-9a-f-]{36}/.exec(row)![0];
    await admin.get(`${page}/fermer`);
    expect(await answers('portal-second', 8)).toBe(201);
    await admin.post(`${page}/fermer`);
    expect(await answers('portal-third', 9)).toBe(401);
    await admin.post(`${page}/rouvrir`);
    expect(await answers('portal-fourth', 9)).toBe(201);
  });
});
