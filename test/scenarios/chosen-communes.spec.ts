import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { StaffAccounts } from '../../src/territory/accounts/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { Territory } from '../../src/territory/territory/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { expectRefusal, Page } from '../support/page.js';
import { STAFF } from '../support/seed.js';

const HOME = '/administration/territoire';
const CHOOSE = `${HOME}/choix-de-communes`;
const FOUND = `${CHOOSE}/trouvees`;
/** The fourteen of the southern basin, as people write them. */
const NAMES = [
  ...['Blanzy', 'Ciry le Noble', 'Genelard', 'GOURDON', 'marigny', 'Mary', 'Montceau-les-Mines'],
  ...['Mont Saint Vincent', 'Perrecy les Forges', 'Pouilloux', 'St Berain sous Sanvignes', 'St-Romain-sous-Gourdon'],
  ...['71486', 'Sanvignes-les-Mines'],
].join('\n');

describe.each(DATABASES)('communes chosen by name (%s)', (kind) => {
  let test: TestApp;
  let admin: Browser;

  beforeAll(async () => {
    // Nothing is loaded: no commune and no desk.
    test = await startApp(kind);
    const { email, name, grants } = STAFF['administrator']!;
    const password = await test.app.get(StaffAccounts).createAccount(SYSTEM, { email, name, grants });
    admin = new Browser(test.app);
    await admin.signIn(email, password);
    await admin.presses((await admin.opens(`${HOME}/guichets/nouveau`)).button('Enregistrer'), {
      name: 'Guichet de la vallée',
      address: '1 place du Marché, 71000 Valbourg',
      phone: '03 85 00 11 22',
      email: 'guichet@valbourg.example',
    });
  });
  afterAll(() => test.close());

  const searched = async (filled: Record<string, string>, file: { name: string; bytes: Uint8Array } | null = null) => {
    const form = (await admin.opens(CHOOSE)).form(FOUND);
    const fields = Object.fromEntries(Object.entries(form.fields).map(([name, value]) => [name, String(value)]));
    return new Page(await admin.upload(FOUND, 'file', file, { ...fields, insideRpe: 'yes', ...filled }));
  };
  const codes = () =>
    test.app
      .get(Territory)
      .communes()
      .map(({ code }) => code);

  it('are the fourteen of a territory with one field to write and two presses, and twice adds nothing', async () => {
    const before = codes();
    const found = await searched({ names: NAMES });
    expect(found.text).toContain('14 communes sont prêtes.');
    expect(found.text).toContain('Code Insee 71040, 5 955 habitants');
    expect(codes()).toEqual(before);
    const add = found.button('Ajouter ces communes');
    expect((await admin.presses(add)).text).toContain('Les communes sont ajoutées.');
    expect(codes()).toHaveLength(before.length + 14);
    expect(test.app.get(Territory).commune('71212')).toMatchObject({
      name: 'Génelard',
      postalCodes: ['71420'],
      insideRpe: true,
      population: 1394,
    });
    await admin.presses(add);
    expect(codes()).toHaveLength(before.length + 14);
    expect((await searched({ names: 'Blanzy' })).text).toContain('Déjà dans le territoire : Blanzy.');
    expect((await admin.opens(HOME)).text).toContain('Génelard : ajout');
  });

  it('that nobody can tell are named, with near names that nobody has ticked, and what was typed stays', async () => {
    const found = await searched({ names: 'Givry\nSaint Martin\nZorglub' });
    expect(found.text).toContain('2 noms ne sont ceux d’aucune commune de ce fichier');
    expect(found.text).toContain('Zorglub : aucun nom proche');
    expect(found.text).toMatch(/Saint Martin : peut-être Saint-Martin-\S+/);
    const form = found.form(CHOOSE);
    expect(form.fields['communes']).toMatch(/^71221\|Givry\|/);
    expect([...form.choices('communes')!.keys()]).toHaveLength(6);
    expect(found.form(FOUND).value('names')).toContain('Zorglub');
    const none = await admin.sends(CHOOSE, { ...form.fields, communes: [] });
    expectRefusal(none, 'Cochez au moins une commune à ajouter.');
    expect([...none.form(CHOOSE).choices('communes')!.keys()]).toHaveLength(6);
    const broken = await admin.sends(CHOOSE, { ...form.fields, communes: ['71999|Sans le reste'] });
    expectRefusal(broken, 'Cochez au moins une commune à ajouter.');
    expect(codes()).not.toContain('71221');
  });

  it('come from the file of another département, whose wrong lines are named; nothing of a wrong file is taken', async () => {
    const send = (names: string, ...lines: string[]) =>
      searched({ names }, { name: 'ain.csv', bytes: Buffer.from(lines.join('\n')) });
    const header = 'Nom commune;Code commune INSEE;Code postal;Population;Latitude;Longitude';
    const lines = ['Bourg-en-Bresse;1053;01000;41 681;46,2047;5,2281', 'Péronnas;01289;1960;6 400;46,18;5,19'];
    const found = await send('Bourg en Bresse', header, ...lines);
    expect(found.text).toContain('Une ligne du fichier est laissée de côté : ligne 3, colonne Codes postaux');
    await admin.presses(found.button('Ajouter ces communes'));
    expect(test.app.get(Territory).commune('01053')).toMatchObject({ population: 41681, latitude: '46.2047' });
    expectRefusal(await send('Bourg', 'nom;code', 'Bourg;01053'), 'Ce fichier n’a pas de colonne pour : Codes postaux');
    expectRefusal(await send('Bourg', header, 'Bourg;x;01000;1;46;5'), 'Première erreur : ligne 2, colonne Code Insee');
  });

  it('ask for names, a desk and whether the relay serves them, each at its field', async () => {
    const refused = await searched({ names: ' ', firstDeskId: '', insideRpe: '', departement: '99' });
    expect(Object.keys(refused.errors).sort()).toEqual(['departement', 'firstDeskId', 'insideRpe', 'names']);
    expectRefusal(await searched({ names: 'Blanzy\n'.repeat(201) }), 'Écrivez 200 noms au plus à la fois.');
    const form = (await searched({ names: 'Givry' })).form(CHOOSE);
    expectRefusal(await admin.sends(CHOOSE, { ...form.fields, firstDeskId: 'autre' }), 'Ce guichet n’existe plus');
  });
});
