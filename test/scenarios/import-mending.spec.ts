import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Forgetting } from '../../src/dossier/dossier/index.js';
import { ChildRequest, Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { Enquiry } from '../../src/first-desk/triage/persistence/triage.entities.js';
import { SealedFile } from '../../src/foundation/platform/sealed-files/sealed-file.entity.js';
import { ImportBatch, ImportRow } from '../../src/lists/waiting-lists/persistence/import.entities.js';
import { DATABASES } from '../support/app.js';
import { textOf } from '../support/browser.js';
import { PASSWORD, STAFF } from '../support/seed.js';
import { batchOf, importList, importWorld, list, type ImportWorld } from '../support/imports.js';

const HEADER = 'Nom;Prénom;Naissance;Tél;Ville;Entrée';
const LIST = list(
  'montceau.csv',
  HEADER,
  'SUREAU;Ana;01/02/2026;0611000001;Blanzy;01/09/2027',
  'ORME;Bob;02/02/2026;0611000002;Blanzy',
  'TOTAL;;;;;',
  'FRÊNE;Cléo;03/02/2026;0611000003;Blanzy;01/09/2027;de trop',
  ';;;;;',
);

describe.each(DATABASES)('a line nobody could read (%s)', (kind) => {
  let test: ImportWorld;
  let batchId: string;
  const row = (line: number) =>
    test.reader.findOne(ImportRow, { batchId, line, mendsId: null as unknown as string }).then((found) => found!);
  const pageOf = async (line: number): Promise<string> => `/rpe/imports/${batchId}/lignes/${(await row(line)).id}`;
  const mended = (cells: readonly string[]) => Object.fromEntries(cells.map((cell, index) => [`cell${index}`, cell]));

  beforeAll(async () => {
    test = await importWorld(kind);
    await importList(test, LIST);
    batchId = batchOf(test.agent.url);
  });
  afterAll(() => test.close());

  it('stands first among the results, and each kind of result can be asked for', async () => {
    const results = await test.agent.get(`/rpe/imports/${batchId}`);
    expect(textOf(results.html)).toContain('3 Lignes à corriger');
    expect(textOf(results.html)).toContain('Il manque des colonnes');
    expect(results.html).not.toContain('SUREAU');
    for (const [asked, said] of [
      ['a-completer', 'SUREAU'],
      ['vides', 'Ligne vide'],
      ['toutes', 'TOTAL'],
      ['n-importe-quoi', 'TOTAL'],
    ] as const) {
      expect(textOf((await test.agent.get(`/rpe/imports/${batchId}?resultat=${asked}`)).html)).toContain(said);
    }
  });

  it('is shown as it was, with its cells to write anew', async () => {
    const shown = await test.agent.get(await pageOf(3));
    expect(textOf(shown.html)).toContain('Telle qu’elle était ORME;Bob;02/02/2026;0611000002;Blanzy');
    expect(textOf(shown.html)).toContain('Il manque des colonnes : on ne sait pas à quoi correspond chaque case.');
    expect(shown.html).toMatch(/name="cell1"[^>]*value="Bob"/);
  });

  it('still unreadable, says why at its cell, keeps what was typed and takes nothing', async () => {
    const url = `${await pageOf(4)}/reprendre`;
    const still = await test.agent.post(url, mended(['ORME', '', '31/02/2026', '', '', '']));
    expect([still.status, textOf(still.html)]).toEqual([
      422,
      expect.stringContaining('Cette date n’existe pas dans le calendrier.'),
    ]);
    expect(still.html).toMatch(/name="cell2"[^>]*value="31\/02\/2026"/);
    expect(still.html).toContain('href="#cell2"');
    const blank = await test.agent.post(url, mended(['', '', '', '', '', '']));
    expect([blank.status, textOf(blank.html).includes('Aucun enfant n’est nommé.')]).toEqual([422, true]);
    expect((await row(4)).outcome).toBe('unreadable');
  });

  it('once mended is taken alone: one request, one contact, both lines kept, said in the audit', async () => {
    const [requests, enquiries] = [await test.reader.count(ChildRequest), await test.reader.count(Enquiry)];
    const original = await row(3);
    const after = await test.agent.post(
      `${await pageOf(3)}/reprendre`,
      mended(['ORME', 'Bob', '02/02/2026', '06 11 00 00 02', 'Blanzy', '01/10/2027']),
    );
    expect(textOf(after.html)).toContain('La ligne corrigée est reprise.');
    expect([await test.reader.count(ChildRequest), await test.reader.count(Enquiry)]).toEqual([
      requests + 1,
      enquiries,
    ]);
    const better = (await test.reader.findOne(ImportRow, { mendsId: original.id }))!;
    expect(better).toMatchObject({
      line: 3,
      raw: 'ORME;Bob;02/02/2026;06 11 00 00 02;Blanzy;01/10/2027',
      outcome: 'incomplete',
    });
    expect(await test.reader.findOne(ImportRow, { id: original.id })).toMatchObject({
      raw: original.raw,
      outcome: 'mended',
      requestId: null,
    });
    expect(await test.reader.findOne(ChildRequest, { id: better.requestId! })).toMatchObject({
      firstName: 'Bob',
      surname: 'Orme',
      wantedFrom: '2027-10-01',
    });
    expect(await test.reader.findOne(AuditEvent, { action: 'import.mend', subjectId: original.id })).toMatchObject({
      subjectKind: 'import-row',
      facts: { outcome: 'incomplete' },
    });
    const list = textOf((await test.agent.get(`/rpe/imports/${batchId}?resultat=a-completer`)).html);
    expect(list).toContain('Écrite d’abord : ORME;Bob;02/02/2026;0611000002;Blanzy');
    const again = await test.agent.post(
      `/rpe/imports/${batchId}/lignes/${original.id}/reprendre`,
      mended(['ORME', 'Bob', '02/02/2026', '06 11 00 00 02', 'Blanzy', '01/11/2027']),
    );
    expect([again.status, await test.reader.count(ChildRequest)]).toEqual([409, requests + 1]);
    expect(textOf((await test.agent.get(`/rpe/imports/${batchId}/lignes/${original.id}`)).html)).toContain(
      'Telle qu’elle a été corrigée ORME;Bob;02/02/2026;06 11 00 00 02',
    );
  });

  it('mended into what was known already adds nothing and says so', async () => {
    const requests = await test.reader.count(ChildRequest);
    await test.agent.post(
      `${await pageOf(5)}/reprendre`,
      mended(['Sureau', 'Ana', '01/02/2026', '0611000001', 'Blanzy', '01/09/2027']),
    );
    expect(await test.reader.count(ChildRequest)).toBe(requests);
    expect(textOf((await test.agent.get(await pageOf(5))).html)).toContain(
      'la ligne était déjà connue : rien n’a été ajouté',
    );
    expect(textOf((await test.agent.get(`/rpe/imports/${batchId}?resultat=connues`)).html)).toContain('SUREAU');
  });

  it('may be set aside for a reason, and taken back', async () => {
    const url = await pageOf(4);
    const without = await test.agent.post(`${url}/ecarter`, {});
    expect([
      without.status,
      textOf(without.html).includes('Dites pourquoi cette ligne n’est pas une demande à prendre.'),
    ]).toEqual([422, true]);
    await test.agent.post(`${url}/ecarter`, { setAside: 'not_a_request' });
    expect(await row(4)).toMatchObject({ outcome: 'set_aside', setAside: 'not_a_request' });
    expect((await test.agent.post(`${url}/ecarter`, { setAside: 'nobody_knows' })).status).toBe(409);
    expect(textOf((await test.agent.get(url)).html)).toContain('Cette ligne est écartée : ce n’est pas une demande');
    await test.agent.post(`${url}/remettre`);
    expect(await row(4)).toMatchObject({ outcome: 'unreadable', setAside: null });
  });

  it('is nobody else’s: not another desk’s, not under another list, and a line that was read has no such page', async () => {
    const url = await pageOf(4);
    expect((await test.other.get(url)).status).toBe(404);
    for (const path of ['reprendre', 'ecarter', 'remettre'])
      expect((await test.other.post(`${url}/${path}`, { setAside: 'nobody_knows' })).status).toBe(404);
    expect((await test.agent.get(await pageOf(2))).status).toBe(404);
    expect((await test.agent.get(url.replace(batchId, (await row(2)).id))).status).toBe(404);
    for (const path of ['reprendre', 'ecarter', 'remettre']) {
      const answer = await test.agent.post(`${url}/${path}`, { intrus: 'oui' });
      expect([path, answer.status, textOf(answer.html)]).toEqual([
        path,
        422,
        expect.stringContaining('Le champ « intrus » n’est pas attendu.'),
      ]);
    }
  });

  it('adds nothing when the list comes back, as it was or as it was mended', async () => {
    const requests = await test.reader.count(ChildRequest);
    await importList(test, LIST);
    await importList(test, list('montceau.csv', HEADER, 'ORME;Bob;02/02/2026;06 11 00 00 02;Blanzy;01/10/2027'));
    expect(await test.reader.count(ChildRequest)).toBe(requests);
  });

  it('is forgotten with its family, as it was and as it was mended, and so is the file', async () => {
    const original = await row(3);
    const better = (await test.reader.findOne(ImportRow, { mendsId: original.id }))!;
    const { dossierId } = (await test.reader.findOne(ChildRequest, { id: better.requestId! }))!;
    expect(await test.reader.count(Dossier, { id: dossierId })).toBe(1);
    await test.app.get(UnitOfWork).run((tx) => test.app.get(Forgetting)['anonymise'](tx, SYSTEM, dossierId));
    for (const { id } of [original, better])
      expect(await test.reader.findOne(ImportRow, { id })).toMatchObject({ raw: '', problems: [] });
    expect(await test.reader.count(SealedFile, { ownerId: batchId })).toBe(0);
  });
});

describe.each(DATABASES)('what is kept of a list, and how long (%s)', (kind) => {
  let test: ImportWorld;
  beforeAll(async () => {
    test = await importWorld(kind);
  });
  afterAll(() => test.close());

  // @asvs 5.4.1 5.4.2
  it('hands the file back as it came for a week, then drops it; a list never imported goes with it', async () => {
    await importList(test, LIST);
    const done = batchOf(test.agent.url);
    expect(textOf((await test.agent.get(`/rpe/imports/${done}`)).html)).toContain(
      'Télécharger le fichier reçu (effacé le 01/12/2026) Il est rendu tel que vous l’avez envoyé, mais sous un nom qui finit par « .txt »',
    );
    const file = await test.agent.get(`/rpe/imports/${done}/fichier`);
    // No spreadsheet opens it by its name or its type: what a family wrote in a cell does not run on the desk's
    // computer.
    expect([
      file.status,
      file.headers['content-disposition'],
      file.headers['content-type'],
      file.headers['x-content-type-options'],
      file.bytes,
    ]).toEqual([
      200,
      'attachment; filename="montceau.csv.txt"',
      'text/plain; charset=utf-8',
      'nosniff',
      Buffer.from(LIST.bytes),
    ]);
    await test.agent.upload('/rpe/imports', 'list', list('blanzy.csv', HEADER, 'JAMAIS;Ana;01/02/2026;;;'));
    const draft = batchOf(test.agent.url);
    const driver = test.app.get(SqlQueueDriver);
    test.clock.travelTo('2026-11-30T22:30:00.000Z');
    await driver.runDue();
    expect(await test.reader.count(SealedFile)).toBe(2);
    test.clock.travelTo('2026-12-02T04:00:00.000Z');
    await driver.runDue();
    expect([await test.reader.count(SealedFile), await test.reader.count(ImportBatch, { id: draft })]).toEqual([0, 0]);
    await test.agent.signIn(STAFF['agent']!.email, PASSWORD);
    expect((await test.agent.get(`/rpe/imports/${done}/fichier`)).status).toBe(404);
    expect((await test.agent.get(`/rpe/imports/${done}`)).html).not.toContain('/fichier');
    expect((await test.reader.findOne(ImportRow, { batchId: done, line: 4 }))!.raw).toBe('TOTAL;;;;;');
    // Nobody made anything of that line in a year.
    test.clock.travelTo('2027-11-26T04:00:00.000Z');
    await driver.runDue();
    expect((await test.reader.findOne(ImportRow, { batchId: done, line: 4 }))!.raw).toBe('');
    expect((await test.reader.findOne(ImportRow, { batchId: done, line: 2 }))!.raw).toContain('SUREAU');
  });
});
