import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { ChildRequest, Dossier, Wish } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { PossibleDuplicate } from '../../src/dossier/dossier/persistence/duplicate.entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { Catalogue } from '../../src/foundation/platform/i18n/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { Enquiry } from '../../src/first-desk/triage/persistence/triage.entities.js';
import { type ImportReport, ListImport, reportCsv } from '../../src/lists/waiting-lists/index.js';
import { ImportBatch, ImportRow } from '../../src/lists/waiting-lists/persistence/import.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Build } from '../support/build.js';
import { seedWorld } from '../support/seed.js';

const NAMES = ['montceau', 'blanzy', 'saint-vallier'];
const PATHS = NAMES.map((name) => `data/waiting-lists/${name}.csv`);
const FILES = PATHS.map((name) => ({ name, bytes: readFileSync(name) }));
const TODAY = '2026-11-24T09:00:00.000Z';

/**
 * What the three files of the basin hold; test/truth/duplicates.spec.ts measures the pairs apart, each child with each.
 */
const COUNTS = [
  {
    rows: 99,
    created: 73,
    incomplete: 26,
    joined: 0,
    repeated: 0,
    blank: 0,
    unreadable: 0,
    withdrawn: 0,
    addedToDossier: 15,
    possibleDuplicates: 2,
  },
  {
    rows: 74,
    created: 0,
    incomplete: 60,
    joined: 12,
    repeated: 1,
    blank: 1,
    unreadable: 0,
    withdrawn: 0,
    addedToDossier: 12,
    possibleDuplicates: 11,
  },
  {
    rows: 68,
    created: 0,
    incomplete: 43,
    joined: 23,
    repeated: 2,
    blank: 0,
    unreadable: 0,
    withdrawn: 0,
    addedToDossier: 14,
    possibleDuplicates: 19,
  },
];
/**
 * 241 lines; a blank one and three written twice are no contact; 35 of the 237 others are of a child that was there.
 * Children to be born, and two lines of one list, wait for a person beside the request that is there.
 */
const STORED = { batches: 3, rows: 241, enquiries: 237, dossiers: 161, requests: 202, wishes: 237, pairs: 32 };
const NOTHING = { batches: 0, rows: 0, enquiries: 0, dossiers: 0, requests: 0, wishes: 0, pairs: 0 };

type Started = TestApp & { lists: ListImport; reader: Reader };

async function started(kind: (typeof DATABASES)[number]): Promise<Started> {
  const test = await startApp(kind);
  (test.app.get(Clock) as TravellingClock).travelTo(TODAY);
  await seedWorld(test.app);
  return { ...test, lists: test.app.get(ListImport), reader: test.app.get(Reader) };
}

async function stored(reader: Reader): Promise<typeof STORED> {
  const count = (entity: new () => object): Promise<number> => reader.count(entity);
  return {
    batches: await count(ImportBatch),
    rows: await count(ImportRow),
    enquiries: await count(Enquiry),
    dossiers: await count(Dossier),
    requests: await count(ChildRequest),
    wishes: await count(Wish),
    pairs: await count(PossibleDuplicate),
  };
}

const countsOf = (reports: readonly ImportReport[]) => reports.map(({ counts }) => counts);
/** With plain spaces, as a person reads it. */
const folded = (text: string): string => text.replaceAll('\u00a0', ' ');
const csv = (...lines: string[]): Uint8Array => Buffer.from(lines.join('\n'));

describe.each(DATABASES)('importing the three waiting lists (%s)', (kind) => {
  let test: Started;
  let rehearsed: ImportReport[];
  let first: ImportReport[];

  beforeAll(async () => {
    test = await started(kind);
    rehearsed = await test.lists.importFiles(FILES, { dryRun: true });
    expect(await stored(test.reader)).toEqual(NOTHING);
    first = await test.lists.importFiles(FILES);
  });
  afterAll(() => test.close());

  it('takes every row, and says what became of it', async () => {
    expect(first.map(({ encoding, separator, establishmentId }) => [encoding, separator, establishmentId])).toEqual([
      ['windows-1252', ';', 'ma-71306'],
      ['utf-8-bom', ',', 'ma-71040'],
      ['utf-8', ';', 'ma-71486'],
    ]);
    expect(countsOf(first)).toEqual(COUNTS);
    expect(await stored(test.reader)).toEqual(STORED);
    for (const {
      counts: { created, incomplete, joined, repeated, blank, unreadable, rows },
    } of first) {
      expect(created + incomplete + joined + repeated + blank + unreadable).toBe(rows);
    }
  });

  it('rehearses to the same counts and writes nothing', () => {
    expect(countsOf(rehearsed)).toEqual(COUNTS);
    expect(rehearsed.every(({ batchId, dryRun }) => batchId === null && dryRun)).toBe(true);
  });

  it('keeps each line as it was', async () => {
    const rows = await test.reader.find(ImportRow, { where: { batchId: first[2]!.batchId! }, order: { line: 'ASC' } });
    expect(rows[0]).toMatchObject({ line: 2, raw: 'VNCENT;13/03/27;Sonia 0652122275;BLANZY;27/05/27;5;23/12/25' });
    expect(rows.find(({ line }) => line === 61)?.problems).toContainEqual(
      expect.objectContaining({ field: 'child.birthDate', reason: 'impossible_date' }),
    );
  });

  it('keeps the day a request was first made, and the wish of the list it stands on', async () => {
    const row = await test.reader.findOne(ImportRow, { batchId: first[0]!.batchId!, line: 2 });
    const request = await test.reader.findOne(ChildRequest, { id: row!.requestId! });
    expect(request).toMatchObject({
      surname: 'Gauthier',
      firstName: 'Nour',
      submittedAt: '2025-12-17T11:00:00.000Z',
      deskId: 'rpe',
    });
    const wishes = await test.reader.find(Wish, { where: { requestId: request!.id } });
    expect(wishes).toContainEqual(expect.objectContaining({ rank: 1, mode: 'establishment', providerId: 'ma-71306' }));
  });

  it('gives each request that lacks answers an act of the desk, and each family from another commune its own desk', async () => {
    const incomplete = await test.reader.find(ChildRequest, { where: { state: 'incomplete' } });
    expect(incomplete).toHaveLength(26 + 60 + 43);
    expect(
      incomplete.every(
        ({ gaps, nextAct, nextActDue }) => gaps.length > 0 && nextAct === 'first_contact' && nextActDue !== null,
      ),
    ).toBe(true);
    const elsewhere = await test.reader.find(ChildRequest, { where: { communeCode: '71356' } });
    expect(elsewhere.length).toBeGreaterThan(0);
    expect(new Set(elsewhere.map(({ deskId }) => deskId))).toEqual(new Set(['mairie-pouilloux']));
  });

  it('sends no message, even once the jobs have run', async () => {
    await test.app.get(SqlQueueDriver).runDue();
    expect(await test.reader.count(Message)).toBe(0);
  });

  it('notes or joins every pair that a person judged to be one child, and none that is two', async () => {
    const listOf = new Map(
      (await test.reader.find(ImportBatch, {})).map(({ id, fileName }) => [
        id,
        NAMES.find((name) => fileName.includes(name)),
      ]),
    );
    const requestOf = new Map(
      (await test.reader.find(ImportRow, {})).map(({ batchId, line, requestId }) => [
        `${listOf.get(batchId)}:${line}`,
        requestId,
      ]),
    );
    const noted = new Set(
      (await test.reader.find(PossibleDuplicate, {})).flatMap(({ firstId, secondId }) => [
        `${firstId} ${secondId}`,
        `${secondId} ${firstId}`,
      ]),
    );
    const { pairs } = JSON.parse(readFileSync('test/truth/duplicates.json', 'utf8')) as {
      pairs: { a: string; b: string; is: string }[];
    };
    // A row written twice makes no request: it is in the other one already.
    const judged = pairs
      .map(({ a, b, is }) => ({ a, b, is, one: requestOf.get(a), other: requestOf.get(b) }))
      .filter(({ one, other }) => one && other);
    const isFound = ({ one, other }: (typeof judged)[number]): boolean => one === other || noted.has(`${one} ${other}`);
    expect(judged.length).toBeGreaterThan(pairs.length - 10);
    expect(judged.filter((pair) => isFound(pair) !== (pair.is !== 'different'))).toEqual([]);
  });

  it('splits no family over two dossiers, and mixes no two in one', async () => {
    const listOf = new Map(
      (await test.reader.find(ImportBatch, {})).map(({ id, fileName }) => [
        id,
        NAMES.find((name) => fileName.includes(name)),
      ]),
    );
    const dossierOf = new Map((await test.reader.find(ChildRequest, {})).map(({ id, dossierId }) => [id, dossierId]));
    const homeOf = new Map(
      (await test.reader.find(ImportRow, {})).map(({ batchId, line, requestId }) => [
        `${listOf.get(batchId)}:${line}`,
        dossierOf.get(requestId ?? ''),
      ]),
    );
    const read = <T>(name: string): T => JSON.parse(readFileSync(`test/truth/${name}.json`, 'utf8')) as T;
    const { pairs, apart } = read<{
      pairs: { a: string; b: string; family: 'one' | 'two' }[];
      apart: { a: string; b: string }[];
    }>('families');
    const children = read<{ pairs: { a: string; b: string; is: string }[] }>('duplicates').pairs.filter(
      ({ a, b, is }) => is === 'same' && !apart.some((pair) => pair.a === a && pair.b === b),
    );
    const judged = [...pairs, ...children.map(({ a, b }) => ({ a, b, family: 'one' as const }))].filter(
      ({ a, b }) => homeOf.get(a) && homeOf.get(b),
    );
    expect(judged.length).toBeGreaterThan(pairs.length + children.length - 10);
    const wrong = judged.filter(({ a, b, family }) => (homeOf.get(a) === homeOf.get(b)) !== (family === 'one'));
    expect(wrong).toEqual([]);
  });

  it('adds nothing the second time', async () => {
    const again = await test.lists.importFiles(FILES);
    expect(await stored(test.reader)).toEqual(STORED);
    expect(again.map(({ batchId }) => batchId)).toEqual([null, null, null]);
    expect(again.map(({ counts }) => [counts.rows, counts.repeated, counts.blank])).toEqual([
      [99, 99, 0],
      [74, 73, 1],
      [68, 68, 0],
    ]);
  });

  it('adds only what is new when a list comes back longer, saved with another encoding', async () => {
    const longer = Buffer.from(
      `${new TextDecoder('windows-1252').decode(FILES[0]!.bytes).trimEnd()}\nNOUVEAU;Zoé;01/02/2026;Ana ` +
        `Nouveau;;0611223344;ana@exemple.fr;Blanzy;01/09/2027;lundi;8h-17h;1 emploi;01/11/2026;`,
    );
    const report = await test.lists.importFile('montceau.csv', longer);
    expect(report.counts).toMatchObject({ rows: 100, repeated: 99, created: 1 });
    const after = await stored(test.reader);
    expect([after.batches, after.rows, after.requests]).toEqual([4, 242, 203]);
  });
});

describe.each(DATABASES)('what a list may hold (%s)', (kind) => {
  let test: Started;
  beforeAll(async () => {
    test = await started(kind);
  });
  afterAll(() => test.close());

  it('lists blank and unreadable rows with their line and a reason, and loses none', async () => {
    const bytes = csv(
      'Nom;Prénom;Naissance;Tél;Ville',
      'ROUX;Ana;01/02/2026;0611111111;Blanzy',
      ';;;;',
      'TOTAL;;;;',
      'PETIT;Léo;31/02/2026;06 1;Blanzy',
      'X;Y;Z;0;Blanzy;de trop',
    );
    const report = await test.lists.importFile('blanzy.csv', bytes);
    expect(report.counts).toMatchObject({ rows: 5, blank: 1, unreadable: 3, incomplete: 1 });
    const lines = folded(reportCsv(report, test.app.get(Catalogue).translator('fr'))).split('\r\n');
    expect(lines[0]).toBe('\uFEFFLigne;Résultat;Champ;Ce qui est écrit;Explication');
    expect(lines).toContain(
      '4;Ligne illisible, gardée telle quelle;Toute la ligne;"TOTAL;;;;";Il n’y a qu’un nom : ce n’est sans doute pas une demande.',
    );
    expect(lines).toContain(
      '5;Ligne illisible, gardée telle quelle;Date de naissance;31/02/2026;Cette date n’existe pas dans le calendrier.',
    );
    expect(lines).toContain('3;Ligne vide, ou titre;;;');
    const again = await test.lists.importFile('blanzy.csv', bytes);
    expect([again.batchId, again.counts.unreadable, await test.reader.count(ImportRow)]).toEqual([null, 3, 5]);
    expect(await test.reader.count(Enquiry)).toBe(4);
  });

  // @asvs 1.3.3
  it('neutralises what a spreadsheet would run', async () => {
    const report = await test.lists.importFile(
      'saint-vallier.csv',
      csv('Nom;Prénom;Naissance;Mail;Ville', 'NOIR;Tim;"=1+1";@SUM(A1);Blanzy', '=cmd|calc;;;;'),
    );
    const text = reportCsv(report, test.app.get(Catalogue).translator('fr'));
    expect(text).toContain(";'=1+1;");
    expect(text).toContain(";'@SUM(A1);");
    expect(text).toContain(`;"'=cmd|calc;;;;";`);
  });

  it('knows a list by its establishment when the file’s name does not say', async () => {
    const bytes = csv('Nom;Prénom;Naissance;Tél;Ville;Entrée', 'BLEU;Mia;01/03/2026;0622222222;Blanzy;01/09/2027');
    const report = await test.lists.importFile('liste.csv', bytes, { establishmentId: 'cf-71040' });
    const wishes = await test.reader.find(Wish, { where: { requestId: report.rows[0]!.requestId! } });
    expect(wishes.map(({ providerId }) => providerId)).toEqual(['cf-71040']);
    await expect(test.lists.importFile('liste.csv', bytes, { establishmentId: 'nowhere' })).rejects.toThrow(
      'import.unknownEstablishment',
    );
  });

  it('joins no child twice when both lists arrive at once', async () => {
    const row = (surname: string) =>
      csv(
        'Nom;Prénom;Naissance;Tél;Ville',
        ...['Ada', 'Bob', 'Cléo', 'Dan', 'Eva'].map(
          (name, index) => `${surname};${name};0${index + 1}/04/2026;063333333${index};Blanzy`,
        ),
      );
    const before = await test.reader.count(ChildRequest);
    const reports = await Promise.all(
      ['montceau.csv', 'blanzy.csv', 'saint-vallier.csv'].map((name) => test.lists.importFile(name, row('ORANGE'))),
    );
    expect(reports.reduce((sum, { counts }) => sum + counts.joined, 0)).toBe(10);
    expect((await test.reader.count(ChildRequest)) - before).toBe(5);
  });
});

describe.each(DATABASES)('the import command beside others (%s)', (kind) => {
  let test: Started;
  let build: Build;
  beforeAll(async () => {
    test = await started(kind);
    build = new Build();
  });
  afterAll(async () => {
    build.remove();
    await test.close();
  });
  const files = PATHS.map((path) => resolve(path));

  it('adds each row once when two processes import the same lists at the same time', async () => {
    const [one, two] = await Promise.all([
      build.run('import.js', files, test.config),
      build.run('import.js', files, test.config),
    ]);
    expect([one.code, two.code, one.output.includes('at '), two.output.includes('at ')]).toEqual([0, 0, false, false]);
    expect(await stored(test.reader)).toMatchObject({
      rows: STORED.rows,
      enquiries: STORED.enquiries,
      wishes: STORED.wishes,
      requests: STORED.requests,
    });
    expect(one.output).toMatch(/99\s+lignes/);
    expect(readdirSync(join(build.folder, 'var')).filter((name) => name.endsWith('.csv'))).toHaveLength(3);
  });

  it('says what it did not understand, and does nothing', async () => {
    const rows = await test.reader.count(ImportRow);
    const unknown = await build.run('import.js', ['--force', files[0]!], test.config);
    expect([unknown.code, folded(unknown.output)]).toEqual([
      2,
      expect.stringContaining('L’option « --force » n’existe pas.'),
    ]);
    const missing = await build.run('import.js', [files[0]!, '/nowhere.csv'], test.config);
    expect([missing.code, missing.output]).toEqual([1, expect.stringContaining('/nowhere.csv')]);
    const none = await build.run('import.js', [], test.config);
    expect([none.code, none.output]).toEqual([2, expect.stringContaining('Utilisation')]);
    expect(await test.reader.count(ImportRow)).toBe(rows);
  });
});
