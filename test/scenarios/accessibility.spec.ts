import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { parsed } from '../support/page.js';
import { Parent } from '../support/parent.js';
import { PASSWORD, seedWorld, STAFF } from '../support/seed.js';

const titleOf = (html: string): string => parsed(html).querySelector('title')!.textContent;
const hrefsOf = (html: string): string[] =>
  [...parsed(html).querySelectorAll('main a.govuk-link')].map((link) => link.getAttribute('href')!);
const filledBy = (html: string, field: string): string | null =>
  parsed(html).querySelector(`input[name="${field}"]`)!.getAttribute('autocomplete');

describe.each(DATABASES)('What the RGAA asks (%s)', (kind) => {
  let test: TestApp;
  let agent: Browser;
  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    agent = new Browser(test.app);
    await agent.signIn(STAFF['agent']!.email, PASSWORD);
  });
  afterAll(() => test.close());

  it('every page leads to a site map, whose links all open (12.1, 12.3, 12.4)', async () => {
    const anybody = new Browser(test.app);
    for (const path of ['/', '/suivre', '/personnel/connexion', '/nulle-part'])
      expect((await anybody.get(path)).html).toContain('href="/plan-du-site"');
    const links = hrefsOf((await anybody.get('/plan-du-site')).html);
    expect(links).toEqual(
      expect.arrayContaining(['/', '/suivre', '/modes-d-accueil', '/comment-ca-marche', '/donnees']),
    );
    for (const href of links) expect([href, (await anybody.get(href)).status]).toEqual([href, 200]);
  });

  it('the site map of somebody who is signed in has their menu too', async () => {
    const links = hrefsOf((await agent.get('/plan-du-site')).html);
    expect(links).toEqual(expect.arrayContaining(['/rpe', '/rpe/doublons', '/offre']));
    for (const href of links) expect([href, (await agent.get(href)).status]).toEqual([href, 200]);
  });

  it('a title says of which body, and which page of a list (8.6)', async () => {
    const titles = [];
    for (const path of ['/modes-d-accueil', '/modes-d-accueil?page=2', '/modes-d-accueil?page=x'])
      titles.push(titleOf((await agent.get(path)).html));
    expect(titles.map((title) => title.includes(', page 2 – Marelle'))).toEqual([false, true, false]);
    expect(titleOf((await agent.get('/offre/ma-71306')).html)).toContain(
      'Montceau-les-Mines – Offre d’accueil – Marelle',
    );
  });

  it('a title says what filters show, on a refused form too (8.6)', async () => {
    const [all, ofTown] = await Promise.all(
      ['/modes-d-accueil', '/modes-d-accueil?mode=laep&commune=71306'].map(async (path) =>
        titleOf((await agent.get(path)).html),
      ),
    );
    expect(all).toMatch(/^Les modes d’accueil du territoire – /);
    expect(ofTown).toMatch(/^Les modes d’accueil du territoire, .+, Montceau-les-Mines – /);
    expect(titleOf((await agent.get('/rpe?state=submitted&commune=71306')).html)).toMatch(
      /^Demandes, .+, Montceau-les-Mines – /,
    );
    const parent = new Parent(test.app);
    await parent.start();
    const refused = (await parent.browser.post(`${parent.draft}/responsable/1`, {})).html;
    expect(titleOf(refused)).toMatch(/^Erreur\s: /);
  });

  it('links that would be read alike say what they are about, and tables need no roles (6.1, 8.2)', async () => {
    await new Parent(test.app).deposit();
    const inbox = parsed((await agent.get('/rpe')).html);
    expect([...inbox.querySelectorAll('table')].length).toBeGreaterThan(0);
    expect([...inbox.querySelectorAll('table[role], tr[role], td[role], th[role]')]).toHaveLength(0);
  });

  it('one of a telephone and an address of mail is required, and each says so before and after (11.10)', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    const labels = (html: string): (string | undefined)[] =>
      ['phone', 'email'].map((field) => parsed(html).querySelector(`label[for="${field}"]`)?.textContent.trim());
    const { html } = await parent.browser.get(`${parent.draft}/responsable/1`);
    expect(labels(html)).toEqual([
      'Téléphone (obligatoire sans adresse e-mail)',
      'Adresse e-mail (obligatoire sans téléphone)',
    ]);
    const refused = (await parent.browser.post(`${parent.draft}/responsable/1`, {})).html;
    for (const field of ['phone', 'email'])
      expect(parsed(refused).querySelector(`#${field}-error`)!.textContent).toContain('l’un des deux est obligatoire');
    await parent.part('ajouter', { what: 'adult' });
    expect(labels((await parent.browser.get(`${parent.draft}/responsable/2`)).html)).toEqual([
      'Téléphone (facultatif)',
      'Adresse e-mail (facultatif)',
    ]);
  });

  it('a browser fills in the details of whoever writes, and nobody else’s (11.13)', async () => {
    const parent = new Parent(test.app);
    await parent.start();
    const first = (await parent.browser.get(`${parent.draft}/responsable/1`)).html;
    const fields = ['firstName', 'surname', 'phone', 'email', 'addressLine', 'postalCode', 'communeName'];
    expect(fields.map((field) => filledBy(first, field))).toEqual([
      'given-name',
      'family-name',
      'tel',
      'email',
      'address-line1',
      'postal-code',
      'address-level2',
    ]);
    const commune = (html: string): string | null =>
      parsed(html).querySelector('#communeCode')!.getAttribute('autocomplete');
    expect(commune(first)).toBe('address-level2');
    await parent.part('ajouter', { what: 'adult' });
    const second = (await parent.browser.get(`${parent.draft}/responsable/2`)).html;
    expect(fields.map((field) => filledBy(second, field))).toEqual(fields.map(() => 'off'));
    expect(commune(second)).toBe('off');
    await new Parent(test.app).deposit();
    const request = hrefsOf((await agent.get('/rpe')).html).find((href) => href.startsWith('/rpe/demandes/'))!;
    const atDesk = (await agent.get(`${request.split('?')[0]}/repondre/responsable/1`)).html;
    expect(fields.map((field) => filledBy(atDesk, field))).toEqual(fields.map(() => 'off'));
  });

  it('a form of several fields that are all required says so (11.10)', async () => {
    expect((await new Browser(test.app).get('/personnel/connexion')).html).toContain(
      'Tous les champs sont obligatoires.',
    );
    const parent = new Parent(test.app);
    await parent.start();
    expect((await parent.browser.get(`${parent.draft}/accords`)).html).toContain('Tous les champs sont obligatoires.');
  });
});
