import { IsNull, Not } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Childminder } from '../../src/places/childminders/persistence/childminders.entities.js';
import { MinderList } from '../../src/lists/minder-lists/persistence/minder-list.entity.js';
import { DATABASES } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { expectRefusal, type Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { PlacementWorld } from '../support/placement-world.js';

const HERE = '/assistantes-maternelles/listes';

/** As a desk keeps it: title, other columns, dates and telephones as they were typed, blanks, mistakes. */
const MESSY = (nth: number): string =>
  [
    'Nom;Prénom;Commune;Nombre de places;Tél.;E-mail;Fin d’agrément;Année de naissance;Animaux',
    `ROUSSEL ${nth};céline;Ciry le Noble;4;06.11.22.33.44;celine${nth}@exemple.fr;31/05/2028;1970;chat`,
    `Petit ${nth};Rose;Paris;3;;;;;`,
    `Morel ${nth};Ada;Ciry-le-Noble;douze;06 11;ada;31/02/2028;2020;`,
    ';;;;;;;;',
    `Roussel ${nth};Céline;Ciry-le-Noble;4;;;;;`,
    `Blanc ${nth};Zoé;Montceau-les-Mines;2;;;;;`,
  ].join('\n');

describe.each(DATABASES)('a list of childminders (%s)', (kind) => {
  let world: PlacementWorld;
  let agent: Browser;
  let nth = 0;

  const send = async (text: string): Promise<string> => {
    await agent.opens(HERE);
    await agent.upload(HERE, 'list', { name: 'assmat.csv', bytes: new TextEncoder().encode(text) });
    return agent.url;
  };
  const rowsOf = (page: Page): string[][] => page.table('Lignes de la liste');
  const count = (): Promise<number> => world.reader.count(Childminder, {});
  const found = async (text: string): Promise<string> =>
    (await agent.opens(`/assistantes-maternelles?texte=${encodeURIComponent(text)}`)).text;

  beforeAll(async () => {
    world = await PlacementWorld.open(kind, '2027-02-03T09:00:00.000Z');
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    nth += 1;
    agent = await signedIn(world.app, 'agent');
  });

  it('a file or a name of it with signs that no database keeps is taken without them', async () => {
    const utf16 = Buffer.from(
      `\ufeffNom;Prénom;Commune;Nombre de places\nNul\0le ${nth};A\0da;Ciry-le-Noble;4\n`,
      'utf16le',
    );
    await agent.opens(HERE);
    await agent.uploadAs(HERE, 'list', `filename*=UTF-8''liste%00%20${nth}.csv`, utf16);
    const page = await agent.opens(agent.url);
    expect(rowsOf(page).map(([line, name, state]) => [line, name, state])).toEqual([
      ['2', `Ada Nulle ${nth}`, 'Prête'],
    ]);
    expect(page.text).toContain(`liste ${nth}.csv`);
    await agent.presses(page.form('/ajouter'));
    expect(await found(`Nulle ${nth}`)).toContain(`Nulle ${nth}`);
  });

  it('each line is told before anybody is added, each refusal with its field and reason', async () => {
    const before = await count();
    const page = await agent.opens(await send(MESSY(nth)));
    expect(rowsOf(page).map(([line, , state]) => [line, state])).toEqual([
      ['2', 'Prête'],
      ['3', 'À corriger'],
      ['4', 'À corriger'],
      ['5', 'Vide'],
      ['6', 'Déjà là'],
      ['7', 'Prête'],
    ]);
    expect(rowsOf(page)[1]![3]).toBe('Commune : n’est pas une commune de votre guichet (« Paris »).');
    for (const said of [
      'Places : un nombre de 1 à 6 est attendu (« douze »)',
      'Téléphone : n’est pas un numéro de téléphone',
      'E-mail : n’est pas une adresse e-mail',
      'Fin d’agrément : n’est pas une date entière',
      'Année de naissance : n’est pas une année de naissance possible',
    ])
      expect(rowsOf(page)[2]![3]).toContain(said);
    expect(page.text).toContain('dont rien n’est gardé : Animaux');
    expect(await count()).toBe(before);
  });

  it('those who are ready are added once, and the same list again adds nobody', async () => {
    const before = await count();
    const url = await send(MESSY(nth));
    const page = await agent.opens(url);
    await agent.presses(page.button('Ajouter 2 assistantes maternelles'));
    await agent.presses(page.button('Ajouter 2 assistantes maternelles'));
    expect(await count()).toBe(before + 2);
    expect(await found(`roussel ${nth}`)).toContain(`Céline Roussel ${nth}`);
    const again = await agent.opens(await send(MESSY(nth)));
    expect(rowsOf(again).map(([, , state]) => state)).not.toContain('Prête');
  });

  it('a list is undone as a whole, unless somebody has changed one of them since', async () => {
    const before = await count();
    const url = await send(MESSY(nth));
    await agent.presses((await agent.opens(url)).button('Ajouter 2'));
    const minder = rowsOf(await agent.opens(url));
    expect(minder[0]![2]).toBe('Ajoutée');
    const facts = (await agent.opens(url)).link(`Céline Roussel ${nth}`).href;
    await agent.presses((await agent.opens(`${facts}/fiche`)).button('Enregistrer'), { channel: 'phone' });
    expectRefusal(await agent.presses((await agent.opens(url)).button('Annuler la liste')), 'a été modifiée depuis');
    expect(await count()).toBe(before + 2);
    const other = await send(MESSY(nth + 100));
    await agent.presses((await agent.opens(other)).button('Ajouter 2'));
    const undone = await agent.presses((await agent.opens(other)).button('Annuler la liste'));
    expect(undone.text).toContain('La liste est annulée');
    expect(await count()).toBe(before + 2);
    expect(await found(`roussel ${nth + 100}`)).toContain('Aucune assistante maternelle');
  });

  it('a line that is refused is mended on the page, judged again, and entered; undoing the list takes it back too', async () => {
    const before = await count();
    const url = await send(MESSY(nth));
    const line = await agent.opens((await agent.opens(url)).linkTo(`${url}/lignes/4`).href);
    expect(line.text).toContain('Places : un nombre de 1 à 6 est attendu (« douze »).');
    const mended = { cell2: 'Ciry-le-Noble', cell3: '3', cell4: '06 11 22 33 55', cell5: 'ada@exemple.fr' };
    const still = await agent.presses(line.button('Enregistrer et relire'), { ...mended, cell6: '', cell7: '2020' });
    expect([still.status, Object.keys(still.errors)]).toEqual([422, ['cell7']]);
    expect(still.form('/lignes/4').value('cell3')).toBe('3');
    const read = await agent.presses(still.button('Enregistrer et relire'), { cell7: '1980' });
    expect(read.text).toContain('La ligne est corrigée.');
    expect(rowsOf(read)[2]!.slice(1, 3)).toEqual([`Ada Morel ${nth}`, 'Prête']);
    await agent.presses(read.button('Ajouter 3 assistantes maternelles'));
    expect(await count()).toBe(before + 3);
    expect(await found(`morel ${nth}`)).toContain(`Ada Morel ${nth}`);
    expect((await agent.sends(`${url}/lignes/4`, { cell3: '2' })).status).toBe(409);
    await agent.presses((await agent.opens(url)).button('Annuler la liste'));
    expect(await count()).toBe(before);
    expect(await world.reader.find(MinderList, { where: { state: 'undone', mended: Not(IsNull()) } })).toEqual([]);
  });

  it('what was written anew is erased with the file', async () => {
    const url = await send(MESSY(nth));
    await agent.presses((await agent.opens(`${url}/lignes/3`)).button('Enregistrer et relire'), {
      cell2: 'Ciry-le-Noble',
    });
    const mended = () => world.reader.count(MinderList, { id: url.split('/').at(-1)!, mended: Not(IsNull()) });
    expect(await mended()).toBe(1);
    world.clock.travelTo('2027-03-08T09:00:00.000Z');
    await world.runJobs();
    world.clock.travelTo('2027-03-09T09:00:00.000Z');
    await world.runJobs();
    expect(await mended()).toBe(0);
    world.clock.travelTo('2027-02-03T09:00:00.000Z');
  });

  it('a colleague, another desk and a director find nothing of a list; no file is told so', async () => {
    const url = await send(MESSY(nth));
    for (const name of ['colleague', 'otherAgent', 'director'])
      expect((await (await signedIn(world.app, name)).opens(url)).status).toBe(404);
    await agent.opens(HERE);
    expect((await agent.upload(HERE, 'list', null)).status).toBe(422);
  });
});
