import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { StaffAccounts } from '../../src/territory/accounts/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { expectRefusal, type Page } from '../support/page.js';
import { STAFF } from '../support/seed.js';

const HOME = '/administration/territoire';
const DESK = {
  name: 'Guichet de la vallée',
  address: '1 place du Marché, 71000 Valbourg',
  phone: '03 85 00 11 22',
  email: 'guichet@valbourg.example',
};
const COMMUNE = {
  name: 'Valbourg',
  code: '71999',
  postalCodes: '71000, 71001',
  insideRpe: 'yes',
  population: '4 210',
  latitude: '46,7',
  longitude: '4,35',
};

describe.each(DATABASES)('an administrator sets up the territory (%s)', (kind) => {
  let test: TestApp;
  let admin: Browser;
  const saves = async (address: string, filled: Record<string, string>): Promise<Page> => {
    const page = await admin.opens(`${HOME}/${address}`);
    return admin.presses(page.button('Enregistrer'), filled);
  };
  const confirms = (preview: Page): Promise<Page> => admin.presses(preview.button('Confirmer le changement'));
  /** Reads what a change of something that exists does, and confirms it. */
  const changes = async (address: string, filled: Record<string, string>): Promise<Page> =>
    confirms(await saves(address, filled));

  beforeAll(async () => {
    // Nothing is loaded: no commune, no desk, no data file.
    test = await startApp(kind);
    const { email, name, grants } = STAFF['administrator']!;
    const password = await test.app.get(StaffAccounts).createAccount(SYSTEM, { email, name, grants });
    admin = new Browser(test.app);
    await admin.signIn(email, password);
  });
  afterAll(() => test.close());

  it('begins with nothing, and asks for a desk before a commune', async () => {
    const page = await admin.opens(HOME);
    expect(page.text).toContain('Ajoutez d’abord un guichet');
    expect(page.hasLinkTo(`${HOME}/communes/nouveau`)).toBe(false);
  });

  it('says what is wrong with a desk, a living area and a commune, and keeps the input', async () => {
    const desk = await saves('guichets/nouveau', { ...DESK, phone: '12', email: 'x' });
    expect(Object.keys(desk.errors)).toEqual(['phone', 'email']);
    expect(desk.button('Enregistrer').form.value('name')).toBe(DESK.name);
    expectRefusal(await saves('guichets/nouveau', { ...DESK, phone: '' }), 'Écrivez le numéro de téléphone du guichet');
    expectRefusal(await saves('bassins/nouveau', { name: ' ' }), 'Écrivez le nom');
    const commune = await saves('communes/nouveau', { ...COMMUNE, code: '', postalCodes: '71', latitude: '146' });
    // All at once: what cannot be read, and what only together with other answers is wrong or missing.
    expect(Object.keys(commune.errors).sort()).toEqual(['code', 'firstDeskId', 'latitude', 'postalCodes'].sort());
    const half = await saves('guichets/nouveau', { ...DESK, phone: '', email: 'x' });
    // In the order of the page.
    expect(Object.keys(half.errors)).toEqual(['phone', 'email']);
  });

  it('adds a desk, a living area and communes, which every page knows at once', async () => {
    await saves('guichets/nouveau', DESK);
    expectRefusal(await saves('guichets/nouveau', DESK), 'Ce nom existe déjà dans la liste');
    await saves('bassins/nouveau', { name: 'La vallée' });
    expectRefusal(await saves('bassins/nouveau', { name: 'La vallée' }), 'Ce nom existe déjà dans la liste');
    const second = await saves('bassins/nouveau', { name: 'Le plateau' });
    const plateau = second.link('Le plateau').href.replace(`${HOME}/`, '');
    expectRefusal(await changes(plateau, { name: 'La vallée' }), 'Ce nom existe déjà dans la liste');
    expect((await changes(plateau, { name: 'Le plateau nord' })).text).toContain('Le plateau nord');
    const form = (await admin.opens(`${HOME}/communes/nouveau`)).button('Enregistrer').form;
    const [firstDeskId, livingAreaId] = [
      form.choices('firstDeskId')!.get('Guichet de la vallée')!,
      form.choices('livingAreaId')!.get('La vallée')!,
    ];
    const added = await saves('communes/nouveau', { ...COMMUNE, firstDeskId, livingAreaId });
    expect(added.table('Communes')).toEqual([['Valbourg', 'Guichet de la vallée', 'La vallée', '4 210']]);
    expectRefusal(await saves('communes/nouveau', { ...COMMUNE, firstDeskId }), 'Une commune a déjà ce code Insee');
    const family = new Browser(test.app);
    expect((await family.opens('/modes-d-accueil')).text).toContain('Valbourg');
  });

  it('changes them; a page that is out of date is refused and keeps what was typed', async () => {
    const page = await admin.opens(`${HOME}/communes/71999`);
    const other = new Browser(test.app);
    expect((await other.get(`${HOME}/communes/71999`)).url).toContain('/personnel/connexion');
    await changes('communes/71999', { name: 'Valbourg-le-Haut' });
    const late = await admin.presses(page.button('Enregistrer'), { name: 'Valbourg-le-Bas' });
    expectRefusal(late, 'Quelqu’un d’autre a modifié cette page', 409);
    expect(late.button('Enregistrer').form.value('name')).toBe('Valbourg-le-Bas');
    const again = await confirms(await admin.presses(late.button('Enregistrer')));
    expect(again.text).toContain('Valbourg-le-Bas');
    await changes(again.linkTo(/bassins\/(?!nouveau)/).href.slice(HOME.length + 1), { name: 'Le bassin de la vallée' });
    expect((await admin.opens(HOME)).text).toContain('Le bassin de la vallée');
  });

  it('says what a change does and for whom before it is made, and writes nothing until then', async () => {
    const deskId = (await admin.opens(HOME))
      .linkTo(/guichets\/(?!nouveau)/)
      .href.split('/')
      .at(-1)!;
    const preview = await saves(`guichets/${deskId}`, { phone: '03 85 00 99 99' });
    expect(preview.heading).toBe('Ce qui va changer : Guichet de la vallée');
    expect(preview.text).toContain('Téléphone : 03 85 00 11 22 → 03 85 00 99 99');
    expect(preview.text).toContain('Aucune famille n’a de demande ouverte à ce guichet. Personne n’y travaille.');
    expect(preview.text).toContain('Les familles lisent les nouvelles coordonnées');
    expect((await admin.opens(`${HOME}/guichets/${deskId}`)).button('Enregistrer').form.value('phone')).not.toContain(
      '9999',
    );
    const before = await saves('communes/71999', { population: '5 000' });
    expect(before.text).toContain('Aucune famille qui a une demande ouverte n’habite cette commune.');
    await confirms(preview);
    expectRefusal(await admin.presses(preview.button('Confirmer')), 'Quelqu’un d’autre a modifié cette page', 409);
  });

  it('takes a change back after the same page, and the history says who did what', async () => {
    await changes('communes/71999', { population: '9 999' });
    const page = await admin.opens(HOME);
    const [latest] = page.table('Derniers changements');
    expect(latest!.slice(1, 3)).toEqual([STAFF['administrator']!.name, expect.stringContaining('→ 9 999')]);
    const back = await admin.opens(page.linkTo(/retour/).href);
    expect(back.text).toContain('9 999 →');
    const restored = await confirms(back);
    expect(restored.table('Communes')[0]![3]).not.toBe('9 999');
    expect((await admin.opens(page.linkTo(/retour/).href)).text).toContain('C’est déjà ainsi');
    const saved = await saves('communes/71999', {});
    expect([saved.status, saved.heading]).toEqual([200, 'Territoire']);
    expect((await admin.opens(`${HOME}/retour/nothing`)).status).toBe(404);
  });

  it('is closed to others, and knows nothing of a place that does not exist', async () => {
    expect((await admin.opens(`${HOME}/guichets/atlantide`)).status).toBe(404);
    const deskId = (await admin.opens(HOME))
      .linkTo(/guichets\/(?!nouveau)/)
      .href.split('/')
      .at(-1)!;
    const agent = { email: 'agent@test.example', name: 'Agente', grants: [{ role: 'rpe_agent' as const, deskId }] };
    const password = await test.app.get(StaffAccounts).createAccount(SYSTEM, agent);
    const desk = new Browser(test.app);
    await desk.signIn(agent.email, password);
    expect((await desk.get(HOME)).status).toBe(404);
  });
});
