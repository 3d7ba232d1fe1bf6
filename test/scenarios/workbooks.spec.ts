import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { PresentChild } from '../../src/places/placement/persistence/placement.entities.js';
import { XLSX } from '../../src/foundation/platform/workbooks/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { ListImport } from '../../src/lists/waiting-lists/index.js';
import { ImportRow } from '../../src/lists/waiting-lists/persistence/import.entities.js';
import { DATABASES } from '../support/app.js';
import { workbookOf } from '../support/archives.js';
import type { Browser } from '../support/browser.js';
import { givePlaces } from '../support/commission.js';
import { batchOf, importWorld, type ImportWorld, type ListFixture } from '../support/imports.js';
import { Page } from '../support/page.js';
import { signedIn } from '../support/people.js';
import { PlacementWorld } from '../support/placement-world.js';

const workbook = (name: string): ListFixture => ({
  name: `${name}.xlsx`,
  bytes: readFileSync(`test/fixtures/workbooks/${name}.xlsx`),
});

describe.each(DATABASES)('the workbook of a town hall (%s)', (kind) => {
  let world: ImportWorld;
  beforeAll(async () => {
    world = await importWorld(kind);
  });
  afterAll(() => world.close());

  const send = async (file: ListFixture): Promise<Page> =>
    new Page(await world.agent.upload('/rpe/imports', 'list', file));
  /** Sends it and says which sheet, and that its list is nobody's. @returns the preview */
  const previewed = async (sheet: string): Promise<Page> => {
    const asked = await send(workbook('town-hall'));
    const columns = await world.agent.presses(asked.form('/feuille'), { sheet });
    return world.agent.presses(columns.form('/colonnes'), { establishment: 'none' });
  };

  it('asks which of its lists is meant; sheets without a list and hidden ones are not offered', async () => {
    const asked = await send(workbook('town-hall'));
    expect(asked.heading).toBe('Quelle feuille de « town-hall » ?');
    expect([...asked.form('/feuille').choices('sheet')!.keys()]).toEqual(['2026', '2025']);
    const refused = await world.agent.sends(asked.form('/feuille').action, { sheet: 'Brouillon' });
    expect([refused.status, refused.errors]).toEqual([422, { sheet: 'Choisissez la feuille à lire.' }]);
    // Nothing can be imported before it is said.
    const id = batchOf(asked.url);
    expect((await world.agent.opens(`/rpe/imports/${id}/apercu`)).url).toBe(`/rpe/imports/${id}/feuille`);
    expect((await world.agent.sends(`/rpe/imports/${id}/importer`)).text).toContain('Choisissez la feuille à lire.');
  });

  it('says what was read and what was not, before and after the import', async () => {
    const preview = await previewed('2026');
    for (const said of [
      '6 lignes ont été lues',
      'Feuille lue : « 2026 ».',
      'Feuilles non lues : « 2025 » (contient aussi une liste), « Légende » (sans liste) et « Brouillon » (masquée).',
      'Une ligne masquée est lue aussi : 9.',
      'Colonnes masquées, lues aussi : CP.',
      'ce que veut dire une couleur n’est pas lu',
    ])
      expect(preview.text).toContain(said);
    const other = await world.agent.opens(preview.linkTo(/feuille$/).href);
    const columns = await world.agent.presses(other.form('/feuille'), { sheet: '2025' });
    expect((await world.agent.opens(columns.url.replace('colonnes', 'apercu'))).text).toContain(
      'Feuille lue : « 2025 ».',
    );
  });

  it('is imported line by line; a line that is struck through waits for a person; the file comes back as it was', async () => {
    const preview = await previewed('2026');
    expect(preview.text).toContain('Ligne 7 : Denis Saule');
    await world.agent.presses(preview.form('/importer'));
    await world.app.get(SqlQueueDriver).runDue();
    const id = batchOf(preview.url);
    const after = await world.agent.opens(`/rpe/imports/${id}?resultat=toutes`);
    expect(after.text).toContain('Feuille lue : « 2026 ».');
    expect(await world.reader.count(ChildRequest)).toBe(5);
    const rows = await world.reader.find(ImportRow, { where: { batchId: id }, order: { line: 'ASC' } });
    expect(rows.map(({ line, outcome }) => [line, outcome === 'withdrawn'])).toEqual(
      [4, 5, 6, 7, 8, 9].map((line) => [line, line === 7]),
    );
    expect(rows[0]!.raw).toContain('TILLEUL;Anouk;14/03/2026;Lise Tilleul;0612345678;71450;Blanzy;09/2027;x;x;x;x;x');
    const struck = await world.agent.opens(`/rpe/imports/${id}/lignes/${rows[3]!.id}`);
    expect(struck.text).toContain('La ligne est barrée dans le classeur : « ligne barrée »');
    await world.agent.presses(struck.form('/prendre'));
    expect(await world.reader.count(ChildRequest)).toBe(6);
    const file = await world.agent.raw({ method: 'GET', url: `/rpe/imports/${id}/fichier` });
    expect(file.rawPayload.equals(Buffer.from(workbook('town-hall').bytes))).toBe(true);
    expect([file.headers['content-type'], file.headers['content-disposition']]).toEqual([
      XLSX,
      expect.stringContaining('town-hall.xlsx'),
    ]);
  });

  it('adds nothing the second time', async () => {
    expect((await previewed('2026')).text).toContain('Toutes ces lignes sont déjà connues');
  });

  it('is read by the command, which is told which sheet is meant', async () => {
    const lists = world.app.get(ListImport);
    const { name, bytes } = workbook('town-hall');
    await expect(lists.importFile(name, bytes, { dryRun: true })).rejects.toMatchObject({
      refusal: { code: 'workbook.nameSheet', facts: { sheets: '2026, 2025' } },
    });
    const report = await lists.importFile(name, bytes, { dryRun: true, sheet: '2025' });
    expect([report.counts.rows, report.workbook?.sheet]).toEqual([1, '2025']);
  });

  it.each([
    [
      'a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'mot de passe',
    ],
    ['an older format', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '« .xls »'],
    ['macros', workbookOf({ more: [{ name: 'xl/vbaProject.bin', text: 'x' }] }), 'macros'],
    ['no list', workbookOf({}), 'Aucune feuille visible'],
    ['a bomb', workbookOf({ document: ' '.repeat(30_000_000) }), 'beaucoup trop grand'],
  ])('with %s is refused with a sentence, and the next is read', async (_case, bytes, sentence) => {
    const refused = await send({ name: 'liste.xlsx', bytes });
    expect([refused.status, refused.errors['list']]).toEqual([422, expect.stringContaining(sentence)]);
    expect((await send(workbook('blanzy'))).url).toContain('/apercu');
  });
});

describe.each(DATABASES)('other lists in workbooks (%s)', (kind) => {
  let world: PlacementWorld;
  const HERE = '/eaje/ma-71306/presents';
  const send = async (who: Browser, address: string, file: ListFixture): Promise<Page> =>
    new Page(await who.upload(address, 'list', file));
  beforeAll(async () => {
    world = await PlacementWorld.open(kind, '2027-02-03T09:00:00.000Z');
    await givePlaces(world.app, 'ma-71306:babies', 4);
  });
  afterAll(() => world.close());

  it('of present children: a day above two columns is its halves, a line that is struck through is asked about', async () => {
    const director = await signedIn(world.app, 'director');
    const list = await send(director, `${HERE}/listes`, workbook('present'));
    expect(list.text).toContain('Feuille lue : « Présents ».');
    expect(list.text).toContain('lundi, mardi matin');
    expect(list.text).toContain('La ligne est barrée dans le classeur');
    const entered = await director.presses(list.form('/ajouter'));
    expect(await world.reader.count(PresentChild, {})).toBe(1);
    const struck = await director.opens(`${entered.url}/lignes/4`);
    const mended = await director.presses(struck.form('/lignes/4'));
    await director.presses(mended.form('/ajouter'));
    expect(await world.reader.count(PresentChild, {})).toBe(2);
    await director.presses((await director.opens(entered.url)).form('/annuler'));
    expect(await world.reader.count(PresentChild, {})).toBe(0);
  });

  it('of childminders: telephones that became numbers are telephones, and all are taken back', async () => {
    const agent = await signedIn(world.app, 'agent');
    const list = await send(agent, '/assistantes-maternelles/listes', workbook('minders'));
    expect(list.table('Lignes de la liste').map(([line, name, state]) => [line, name, state])).toEqual([
      ['2', 'Odile Houx', 'Prête'],
      ['3', 'Renée Buis', 'Prête'],
    ]);
    const entered = await agent.presses(list.form('/ajouter'));
    const odile = await agent.opens(entered.link('Odile Houx').href);
    expect(odile.text).toContain('06 12 34 56 90');
    await agent.presses(entered.form('/annuler'));
    expect((await agent.opens(entered.url)).text).toContain('Cette liste a été annulée.');
  });
});
