import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import type { CandidateFacts } from '../../src/commissions/admission/index.js';
import { seedBodies } from '../../src/commissions/commission/index.js';
import { Candidacy, CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import { DossierIntake, Dossiers, Forgetting } from '../../src/dossier/dossier/index.js';
import { Adult, ChildRequest, Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addHours } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { SealedFiles } from '../../src/foundation/platform/sealed-files/index.js';
import { ImportBatch } from '../../src/lists/waiting-lists/persistence/import.entities.js';
import { Enquiries } from '../../src/first-desk/triage/enquiries.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { DATABASES } from '../support/app.js';
import { hiddenValue } from '../support/browser.js';
import { Build } from '../support/build.js';
import { clockOf, DESK } from '../support/commission.js';
import { importList, importWorld, list, type ImportWorld } from '../support/imports.js';
import { ADULT, BORN, HOUSEHOLD, Parent } from '../support/parent.js';
import { inLetters } from '../support/letters.js';

const SESSION = {
  id: '01990000-0000-7000-8000-000000000001',
  bodyId: 'montceau',
  state: 'closed',
  startsAt: '2026-11-20T08:00:00.000Z',
  room: 'salle 2',
  recurrenceDay: null,
  entryFrom: '2027-04-05',
  reofferAllowed: true,
  gridId: null,
  rules: null,
  cutOffs: null,
  placesDeclaredAt: null,
  frozenAt: null,
  numbersSeed: null,
  closedAt: '2026-11-20T12:00:00.000Z',
  version: 1,
} as const;

/**
 * What an erasure leaves as it was. A new column, or a new answer in one, fails the test until somebody has said here
 * that it stays, or has emptied it.
 */
const KEPT_ANSWERS = [
  'adult.details.communeCode',
  'adult.details.situation',
  'case.agendaNumber',
  'case.awaitsRelease',
  'case.points',
  'case.snapshot.born',
  'case.snapshot.communeCode',
  'case.snapshot.facts.answers.resident.by',
  'case.snapshot.facts.answers.resident.value',
  'case.snapshot.facts.communeCode',
  'case.snapshot.requestedAt',
  'case.snapshot.wantedFrom',
  'case.state',
  // Emptied: whether it had two homes. This family had one.
  'dossier.apart',
  'dossier.communeCode',
  'dossier.household.custody',
  'dossier.household.dependentChildren',
  'dossier.household.loneParent',
  'dossier.household.regime',
  'dossier.language',
  'dossier.origin',
  'dossier.submittedAt',
  'request.communeCode',
  'request.confirmedAt',
  'request.multipleBirth',
  'request.need.acceptsShorterWeek',
  'request.need.kind',
  'request.need.wantedFrom',
  'request.need.week.mon.end',
  'request.need.week.mon.start',
  'request.need.week.thu.end',
  'request.need.week.thu.start',
  'request.need.week.tue.end',
  'request.need.week.tue.start',
  'request.state',
  'request.submittedAt',
  'request.wantedFrom',
];

/** Families around, whose rows share pages with the planted ones: `npm run drill:erasure` has more of both. */
const OTHERS = Number(process.env['ERASURE_OTHERS'] ?? 60);
const PLANTED = Number(process.env['ERASURE_PLANTED'] ?? 6);
/** In milliseconds: the full size of the drill fills its database for minutes. */
const LONGEST = 120_000 + OTHERS * 600;
/** For another Node: what the file that it is given holds. */
const COPY_TO_OUTPUT = `require('node:fs').createReadStream(process.argv[1]).pipe(process.stdout)`;
const HEADER = 'Nom;Prénom;Date de naissance;Téléphone;Commune;Date souhaitée';

const LETTERS = 'bcdfghjklmnpqrstvwxz';
/** A name that is written nowhere else, and that the family's own pages accept. */
const wordOf = (prefix: string, seed: number): string =>
  `${prefix}${[...String(seed + 1000)].map((digit) => LETTERS[Number(digit)]).join('')}q`;

class PlantedFamily {
  readonly surname: string;
  readonly first: string;
  /** A day on which nobody else of this test was born. */
  readonly birth: string;
  readonly words: readonly string[];

  constructor(readonly seed: number) {
    this.birth = `2025-${String((seed % 12) + 1).padStart(2, '0')}-${13 + Math.floor(seed / 12)}`;
    this.surname = wordOf('Zyxo', seed);
    this.first = wordOf('Ywuk', seed);
    this.words = [
      ...['Zyxo', 'Ywuk', 'Vadr', 'Ukni', 'Tose', 'Sowu', 'Ruml'].map((prefix) => wordOf(prefix, seed).toLowerCase()),
      this.birth,
    ];
  }

  word = (prefix: string): string => wordOf(prefix, this.seed);
}

describe.each(DATABASES)('an erased family is nowhere in the database, its files or a new backup (%s)', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'marelle-traces-'));
  let test: ImportWorld;
  let build: Build;
  let reader: Reader;
  const families = Array.from({ length: PLANTED }, (_, seed) => new PlantedFamily(seed));
  const parents = new Map<number, { parent: Parent; dossierId: string }>();

  beforeAll(async () => {
    build = new Build();
    mkdirSync(join(folder, 'backups'));
    test = await importWorld(kind);
    reader = test.reader;
    await test.app.get(UnitOfWork).run((tx) => seedBodies(tx, 'data').then(() => undefined));
    const token = await newClient(test.app);
    for (let seed = 0; seed < Math.max(OTHERS, PLANTED); seed += 1) {
      if (seed < OTHERS)
        expect((await deposit(test.app, token, `traces-${seed}`, depositBody(seed))).statusCode).toBe(201);
      if (seed < PLANTED) await plant(families[seed]!);
    }
    await importList(
      test,
      list(
        'montceau.csv',
        HEADER,
        ...families.flatMap(({ surname, word }, seed) => {
          const line = `${surname};${word('Ruml')};0${(seed % 9) + 1}/02/2026;;Blanzy;01/09/2027`;
          return [line, line];
        }),
      ),
    );
    await test.app.get(SqlQueueDriver).runDue();
  }, LONGEST);
  afterAll(async () => {
    await test.close();
    build.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Through the pages, then everything that a desk and the house write about a family in passing. */
  async function plant(family: PlantedFamily): Promise<void> {
    const { surname, first, word } = family;
    const parent = new Parent(test.app);
    await parent.start();
    const adult = {
      ...ADULT,
      firstName: word('Vadr'),
      surname,
      email: `${word('Ukni')}@exemple.fr`,
      phone: `06 55 00 ${String(family.seed).padStart(2, '0')} 11`,
      addressLine: `1 rue ${word('Tose')}`,
    };
    await parent.family(adult);
    await parent.fill('points', { relative_handicap: 'yes', minor_parent: 'no' });
    const [birthYear, birthMonth, birthDay] = family.birth.split('-') as [string, string, string];
    const identity = {
      firstName: first,
      surname,
      birthDay,
      birthMonth,
      birthYear,
      adaptationNeed: 'yes',
      multipleBirth: 'no',
    };
    await parent.child(1, { ...BORN, ...identity });
    // "Finish later": a link is sent before there is a dossier.
    await parent.fill('foyer', { ...HOUSEHOLD, later: 'yes' });
    await parent.send();
    const [request] = await reader.find(ChildRequest, { where: { surname } });
    const { id, dossierId } = request!;
    parents.set(family.seed, { parent, dossierId });
    // The same child by a list: joined on arrival, with a note of the desk.
    const { form } = await test.app.get(UnitOfWork).run(async (tx) => ({ form: await formOf(tx, id) }));
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app
          .get(DossierIntake)
          .submitForm(tx, { kind: 'import', accountId: null }, form, {
            origin: 'import',
            deskNote: `Appeler ${word('Sowu')}`,
          }),
      );
    await test.app
      .get(Enquiries)
      .logCall(DESK, id, { subject: 'call_answered', note: `A parlé de ${word('Sowu')}`, minutes: 4 });
    await test.agent.post('/rpe/recherche', { text: surname });
    await freeze(family, id, dossierId);
    const url = `/mon-dossier/demandes/${id}/solution`;
    const asked = await parent.browser.get(url);
    await parent.browser.post(url, {
      version: hiddenValue(asked.html, 'version') ?? '',
      kind: 'home_care',
      providerLabel: `Mamie ${word('Sowu')}`,
      fromDay: '1',
      fromMonth: '2',
      fromYear: '2027',
      suffices: 'yes',
    });
  }

  /** A case of a session that is over, as it was frozen. */
  async function freeze(family: PlantedFamily, requestId: string, dossierId: string): Promise<void> {
    const said = { value: true, by: 'declared' } as const;
    const facts: CandidateFacts = {
      answers: { child_handicap: said, relative_handicap: said, resident: said },
      numbers: { income: { value: 640, by: 'declared' } },
      opinions: { vulnerability: { points: 5, expert: 'pmi', on: '2026-11-20' } },
      siblingAt: [],
      communeCode: '71306',
    };
    await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.insertIfAbsent(CommissionSession, SESSION);
      await tx.insert(Candidacy, {
        id: newId(),
        sessionId: SESSION.id,
        requestId,
        dossierId,
        state: 'waiting',
        version: 1,
        agendaNumber: family.seed + 1,
        snapshot: {
          birth: family.birth,
          born: true,
          communeCode: '71306',
          week: {},
          wantedFrom: '2027-03-01',
          requestedAt: '2026-11-20T09:00:00.000Z',
          wishes: [],
          facts,
        },
        points: 25,
        lines: null,
        rank: null,
        proposedSectionId: null,
        proposedSlots: null,
        decision: null,
        decidedSectionId: null,
        decidedSlots: null,
        reason: null,
        deferredToId: null,
        explanation: null,
        kept: null,
        reofferedFromId: null,
      });
    });
  }

  /** Every answer of a family on the rows that survive an erasure, by table, column, and place within a column. */
  async function answersOf(dossierId: string): Promise<Map<string, string>> {
    const [dossier, adults, requests] = [
      await reader.find(Dossier, { where: { id: dossierId } }),
      await reader.find(Adult, { where: { dossierId } }),
      await reader.find(ChildRequest, { where: { dossierId } }),
    ];
    const cases = await reader.find(Candidacy, { where: { dossierId } });
    const leaves = (value: unknown, path: string): [string, string][] =>
      value !== null && typeof value === 'object'
        ? Object.entries(value).flatMap(([key, part]) => leaves(part, `${path}.${key}`))
        : value === null || value === undefined
          ? []
          : [[path, JSON.stringify(value)]];
    return new Map(
      leaves({ dossier: dossier[0], adult: adults[0], request: requests[0], case: cases[0] }, '').map(
        ([path, value]) => [path.slice(1), value],
      ),
    );
  }

  async function formOf(tx: Reader, requestId: string) {
    const { dossierId } = (await tx.findOne(ChildRequest, { id: requestId }))!;
    const [sealed] = await tx.sql<{ form: string }>('SELECT form FROM sealed_form WHERE dossier_id = :dossierId', {
      dossierId,
    });
    return JSON.parse(sealed!.form);
  }

  /** How often any of these words stands in bytes, whatever its case. */
  const foundIn = (bytes: Buffer, words: readonly string[]): string[] => {
    const text = bytes.toString('latin1').toLowerCase();
    return words.filter((word) => text.includes(word));
  };

  /** Tables in which a word of these families stands. */
  async function tablesWith(words: readonly string[]): Promise<string[]> {
    const tables =
      kind === 'sqlite'
        ? await reader.sql<{ name: string }>(
            `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
          )
        : await reader.sql<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`);
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await reader.sql<Record<string, unknown>>(`SELECT * FROM "${name}"`);
      if (foundIn(Buffer.from(JSON.stringify(rows)), words).length > 0) found.push(name);
    }
    for (const { id } of await reader.find(ImportBatch)) {
      const bytes = await test.app.get(SealedFiles).readFile(reader, { kind: 'import', id });
      if (bytes && foundIn(bytes, words).length > 0) found.push('sealed_file');
    }
    return [...new Set(found)].sort();
  }

  /** By another process: closing a file in this one would let go of the locks that SQLite holds on it. */
  const bytesOf = (file: string): Buffer =>
    execFileSync(process.execPath, ['-e', COPY_TO_OUTPUT, file], { maxBuffer: 2 ** 31 });
  const files = (): string[] =>
    ['', '-wal', '-shm'].map((suffix) => test.config.SQLITE_FILE + suffix).filter((file) => existsSync(file));
  const filesWith = (words: readonly string[]): string[] =>
    kind === 'sqlite'
      ? files().flatMap((file) => foundIn(bytesOf(file), words).map((word) => `${file.split('/').at(-1)}: ${word}`))
      : [];

  async function backupWith(words: readonly string[]): Promise<string[]> {
    const backups = join(folder, 'backups');
    for (const name of readdirSync(backups)) rmSync(join(backups, name));
    expect(await build.run('backup.js', ['--unencrypted'], test.config, { BACKUP_DIR: backups })).toMatchObject({
      code: 0,
    });
    const archive = readdirSync(backups).find((name) => /\.(gz|pgdump)$/.test(name))!;
    const content = readFileSync(join(backups, archive));
    return archive.endsWith('.gz') ? foundIn(gunzipSync(content), words) : [];
  }

  const erase = async (seed: number): Promise<void> => {
    const { parent } = parents.get(seed)!;
    await parent.browser.get('/mon-dossier/effacement');
    expect((await parent.browser.post('/mon-dossier/effacement', { sure: 'yes' })).url).toBe('/');
    // The child of the list is another dossier, whose limit of retention has come.
    for (const { dossierId } of await reader.find(ChildRequest, { where: { surname: families[seed]!.surname } })) {
      await test.app
        .get(UnitOfWork)
        .run((tx) => test.app.get(Forgetting).eraseDossier(tx, SYSTEM, dossierId, () => null));
    }
  };

  it('its names stand in many tables, and in the file, before', async () => {
    const tables = await tablesWith(families[0]!.words);
    expect(tables).toEqual(
      expect.arrayContaining(
        [
          'access_link',
          'adult',
          'child_request',
          'draft',
          'duplicate_key',
          'enquiry',
          'import_row',
          'message',
          'request_join',
          'sealed_file',
          'sealed_form',
          'solution',
        ].filter((table) => table !== 'access_link'),
      ),
    );
    if (kind === 'sqlite') expect(filesWith(families[0]!.words).length).toBeGreaterThan(0);
  });

  it('one is erased: no row has its names, nor the file and its write-ahead log once the job has run, nor a backup made then', async () => {
    await erase(0);
    await test.app.get(SqlQueueDriver).runDue();
    const { words } = families[0]!;
    expect(await tablesWith(words)).toEqual([]);
    expect(filesWith(words)).toEqual([]);
    expect(await backupWith(words)).toEqual([]);
    expect(await tablesWith(families[1]!.words)).toContain('child_request');
  });

  it('of its answers, those that figures and decisions need stay, and no other', async () => {
    const { dossierId } = parents.get(1)!;
    const before = await answersOf(dossierId);
    await erase(1);
    const after = await answersOf(dossierId);
    const kept = [...after].filter(([path, value]) => before.get(path) === value).map(([path]) => path);
    expect(kept.filter((path) => !/\.(id|\w+Id|rank)$/.test(path)).sort()).toEqual(KEPT_ANSWERS);
  });

  it('all are erased: what pages that were split still held is gone after the night; the others are whole', async () => {
    for (let seed = 2; seed < PLANTED; seed += 1) await erase(seed);
    await test.app.get(SqlQueueDriver).runDue();
    const words = families.flatMap((family) => family.words);
    expect(await tablesWith(words)).toEqual([]);
    expect(await backupWith(words)).toEqual([]);
    const waiting = await reader.find(Job, { where: { type: 'erasure.rewrite-file', state: 'waiting' } });
    expect(waiting).toHaveLength(1);
    clockOf(test.app).travelTo(addHours(waiting[0]!.runAt, 0.1));
    await test.app.get(SqlQueueDriver).runDue();
    expect(filesWith(words)).toEqual([]);
    expect(await reader.count(Job, { type: 'erasure.rewrite-file', state: 'done' })).toBe(1);
    expect((await test.app.get(Dossiers).dossierFile(DESK, await anyOther())).adults[0]!.details.surname).toMatch(
      /^Ferreira/,
    );
  });

  const anyOther = async (): Promise<string> =>
    (await reader.find(ChildRequest, { where: { surname: `Ferreira${inLetters(0)}` } }))[0]!.dossierId;

  it('is refused for a dossier that is not there, and changes nothing the second time', async () => {
    const { dossierId } = parents.get(0)!;
    const before = await reader.findOne(Dossier, { id: dossierId });
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Forgetting).eraseDossier(tx, SYSTEM, dossierId, () => null));
    expect(await reader.findOne(Dossier, { id: dossierId })).toEqual(before);
  });
});
