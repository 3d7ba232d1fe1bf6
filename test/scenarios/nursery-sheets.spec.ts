import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { workbookOf } from '../../src/foundation/platform/web/index.js';
import { Supply } from '../../src/offer/supply/index.js';
import { Capacity } from '../../src/offer/supply/persistence/supply.entities.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { dayFields, expectRefusal, Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { PlacementWorld } from '../support/placement-world.js';

const HERE = '/offre/depuis-un-tableau';
const READ = `${HERE}/lu`;
const HEADERS = [
  ...['Établissement', 'Commune', 'Type', 'Financement', 'Capacité agréée', 'Téléphone', 'Ouverture', 'Fermeture'],
  ...['Section', 'Âge dès', 'Âge jusqu’à', 'Places', 'Directrice'],
];
/** Two nurseries, one of two sections, as a service of early childhood keeps them; and one with mistakes. */
const sheetOf = (suffix: string): string[][] => [
  HEADERS,
  [
    `Lucioles ${suffix}`,
    'Blanzy',
    'Multi-accueil',
    'PSU',
    '20',
    '03 85 57 00 01',
    '7h30',
    '18h30',
    'Bébés',
    '2',
    '15',
    '8',
    'Ada',
  ],
  ['', '', '', '', '', '', '', '', 'Coccinelles', '15', '36', '12', ''],
  [
    `Nacelle ${suffix}`,
    'Montceau les Mines',
    'Micro-crèche',
    'PAJE',
    '12',
    '',
    '08:00',
    '18:00',
    '',
    '2',
    '48',
    '10',
    '',
  ],
  [`Toupie ${suffix}`, 'Paris', 'Relais', '', 'dix', '', '', '', '', '', '', '', ''],
];
const csv = (rows: readonly (readonly string[])[]) => ({
  name: 'etablissements.csv',
  bytes: new TextEncoder().encode(rows.map((row) => row.join(';')).join('\n')),
});

describe.each(DATABASES)('nurseries from a sheet (%s)', (kind) => {
  let world: PlacementWorld;
  let coordinator: Browser;

  beforeAll(async () => {
    world = await PlacementWorld.open(kind, '2027-02-03T09:00:00.000Z');
    coordinator = await signedIn(world.app, 'coordinator');
  });
  afterAll(() => world.close());

  const sent = async (
    file: { name: string; bytes: Uint8Array } | null,
    { who = coordinator, from = world.clock.today() }: { who?: Browser; from?: string } = {},
  ): Promise<Page> => {
    await who.opens(HERE);
    return new Page(await who.upload(READ, 'file', file, dayFields('from', from)));
  };
  const named = (name: string) =>
    world.app
      .get(Supply)
      .openProviders()
      .filter((provider) => provider.name === name);

  it('are read, ticked and added with their hours, sections and places in two presses', async () => {
    const found = await sent(csv(sheetOf('A')));
    expect(found.text).toContain('2 établissements ont été lus.');
    expect(found.text).toContain(
      'Multi-accueil · PSU · 20 places agréées · du lundi au vendredi, de 7 h 30 à 18 h 30 · ' +
        'Bébés de 2 à 15 mois, 8 places ; Coccinelles de 15 à 36 mois, 12 places',
    );
    expect(found.text).toContain('Une colonne n’est pas lue : Directrice.');
    expect(found.text).toContain('Ligne 5, colonne « Commune » (« Paris ») : ce n’est pas une réponse connue.');
    expect(found.text).toContain('Ligne 5, colonne « Capacité agréée » (« dix ») : écrivez un nombre entier');
    expect(named('Lucioles A')).toEqual([]);
    const added = await coordinator.presses(found.button('Ajouter les établissements cochés'));
    expect(added.text).toContain('Les établissements sont ajoutés.');
    const supply = world.app.get(Supply);
    const [lucioles] = named('Lucioles A');
    expect(lucioles).toMatchObject({
      kind: 'establishment',
      communeCode: '71040',
      authorisedCapacity: 20,
      funding: 'PSU',
    });
    expect(Object.keys(supply.openingOf(lucioles!.id, null))).toEqual(['mon', 'tue', 'wed', 'thu', 'fri']);
    expect(supply.sectionsOf(lucioles!.id).map(({ ageGroup, name }) => [ageGroup, name])).toEqual([
      ['babies', null],
      ['mixed', 'Coccinelles'],
    ]);
    const places = await world.reader.find(Capacity, { where: { sectionId: `${lucioles!.id}:babies` } });
    expect(places.map(({ seats, from, to }) => [seats['mon-am'], seats['sat-am'] ?? 0, from, to])).toEqual([
      [8, 0, world.clock.today(), null],
    ]);
    expect(named('Nacelle A')[0]).toMatchObject({ establishmentKind: 'micro_creche_paje' });
    expect(named('Toupie A')).toEqual([]);
    const history = await coordinator.opens(`/offre/${lucioles!.id}`);
    expect(history.text).toContain('du lundi au vendredi');
  });

  it('are added once, whether the sheet comes twice or two people press at once', async () => {
    const found = await sent(csv(sheetOf('B')));
    const add = found.button('Ajouter les établissements cochés');
    await Promise.all([coordinator.presses(add), coordinator.presses(add)]);
    expect([named('Lucioles B').length, named('Nacelle B').length]).toEqual([1, 1]);
    const again = await sent(csv(sheetOf('B')));
    expect(again.text).toContain('Déjà dans l’offre, laissés tels quels : Lucioles B et Nacelle B.');
    expect(again.text).toContain('Aucun établissement à ajouter n’a été lu.');
  });

  it('that nobody ticked are not added, and what was read stays', async () => {
    const found = await sent(csv(sheetOf('C')));
    const form = found.form(HERE);
    const none = await coordinator.sends(HERE, { ...form.fields, chosen: [] });
    expectRefusal(none, 'Cochez au moins un établissement.');
    expect([...none.form(HERE).choices('chosen')!.keys()]).toHaveLength(2);
    const one = await coordinator.sends(HERE, { ...form.fields, chosen: ['4'] });
    expect([one.status, named('Lucioles C').length, named('Nacelle C').length]).toEqual([200, 0, 1]);
  });

  it('come from a workbook too, and from the sheet that the page hands out', async () => {
    const bytes = await workbookOf([{ name: 'Crèches', head: [], rows: sheetOf('D'), widths: [] }]);
    expect((await sent({ name: 'creches.xlsx', bytes })).text).toContain('2 établissements ont été lus.');
    const template = await coordinator.get(`${HERE}/modele.csv`);
    const filled = template.bytes.toString().replaceAll('Crèche d’exemple;;', 'Crèche d’exemple;Blanzy;');
    const found = await sent({ name: 'modele.csv', bytes: new TextEncoder().encode(filled) });
    expect(found.text).toContain('Un établissement a été lu.');
    expect(found.text).toContain('Bébés de 2 à 15 mois, 12 places ; Grands de 15 à 36 mois, 18 places');
    expect(found.text).not.toContain('n’est pas lue');
  });

  it.each<[string, { name: string; bytes: Uint8Array } | null, string]>([
    ['no file', null, 'Choisissez le fichier du tableau.'],
    ['a picture', { name: 'a.png', bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]) }, ''],
    [
      'a sheet without names',
      csv([
        ['Commune', 'Places'],
        ['Blanzy', '3'],
      ]),
      'Aucune colonne ne dit le nom',
    ],
    [
      'more than a page can hold',
      csv([HEADERS, ...Array.from({ length: 900 }, (_, nth) => sheetOf(`${nth} ${'x'.repeat(60)}`)[1]!)]),
      'trop long pour être relu en une fois',
    ],
  ])('refuse %s with a sentence', async (_, file, sentence) => {
    expectRefusal(await sent(file), sentence);
  });

  it('refuse a day that is past, and rows that somebody forged', async () => {
    expectRefusal(await sent(csv(sheetOf('E')), { from: '2020-01-01' }), 'Ce jour est passé');
    const form = (await sent(csv(sheetOf('E')))).form(HERE);
    for (const rows of ['', '{', '[1]', '[["x",{}]]', '[[2,null]]', `"${'x'.repeat(90_000)}"`])
      expectRefusal(await coordinator.sends(HERE, { ...form.fields, rows }), 'envoyez à nouveau le tableau');
    const elsewhere = JSON.stringify([
      [2, { name: 'Ailleurs E', commune: 'Paris', kind: 'Multi-accueil', capacity: '9' }],
    ]);
    await coordinator.sends(HERE, { ...form.fields, rows: elsewhere, chosen: ['2'] });
    expect(named('Ailleurs E')).toEqual([]);
  });

  it('are added by a desk in its own communes, and by nobody who adds no provider', async () => {
    const desk = await signedIn(world.app, 'otherAgent');
    expect((await sent(csv(sheetOf('F')), { who: desk })).text).toContain('3 établissements à corriger');
    const director = await signedIn(world.app, 'director');
    for (const url of [HERE, `${HERE}/modele.csv`]) expect((await director.get(url)).status).toBe(404);
    expect((await director.opens('/offre')).text).not.toContain('depuis un tableau');
  });
});
