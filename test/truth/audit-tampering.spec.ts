import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { Audit } from '../../src/foundation/platform/audit/index.js';
import {
  keepAnchor,
  publicHalf,
  readAnchor,
  type Anchor,
  type KeptAnchor,
} from '../../src/foundation/platform/audit-chain/anchor.js';
import { findAnchorKey } from '../../src/foundation/platform/audit-chain/anchor-key.js';
import { AuditAnchors } from '../../src/foundation/platform/audit-chain/audit-anchors.js';
import { AuditSeals } from '../../src/foundation/platform/audit-chain/audit-seals.js';
import { verifyJournal, type JournalReport } from '../../src/foundation/platform/audit-chain/verify-journal.js';
import { verifyWith, type VerifiedJournal } from '../../src/foundation/platform/audit-chain/verify-stored.js';
import { ANCHOR_ATTACKS, forgeAnchors } from '../support/anchor-attacks.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Chooser, dropTriggers, TAMPERINGS, type Anchored } from '../support/tamperings.js';

/** The same few each time, or as many others as asked for. */
const TRIES = Number(process.env['TAMPERINGS'] ?? 40);
const SEED = Number(process.env['SEED'] ?? 1913);
const ROUNDS = 12;
const ACTIONS = ['dossier.read', 'request.read', 'request.orient', 'account.sign-in-failed', 'session.close'];

class Undone extends Error {}

describe.each(DATABASES)('a journal that somebody tampers with (%s)', (kind) => {
  let test: TestApp;
  let anchors: Anchor[];
  let journal: Anchored;
  let clock: TravellingClock;
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const verify = (from: Reader | Tx): Promise<JournalReport> => verifyJournal(from, { anchors, now: clock.now() });

  const seed = (): string => findAnchorKey(test.config)!;
  const file = (): string => test.config.anchorPlaces[0]!;
  const linesIn = (path: string): string[] => readFileSync(path, 'utf8').trim().split('\n');
  const kept = (): KeptAnchor[] => linesIn(file()).map((line) => readAnchor(line, [publicHalf(seed())])!);

  const write = (lines: number): Promise<void> =>
    run((tx) =>
      test.app.get(Audit).changedAll(
        tx,
        { kind: 'staff', accountId: `agent-${lines % 3}`, name: '', grants: [] },
        Array.from({ length: lines }, (_, index) => ({
          action: ACTIONS[index % ACTIONS.length]!,
          subject: { kind: 'dossier', id: newId() },
          ...(index % 2 === 0 ? { facts: { count: index } } : {}),
        })),
      ),
    );

  beforeAll(async () => {
    test = await startApp(kind);
    clock = test.app.get<TravellingClock>(Clock);
    clock.travelTo('2026-11-25T07:00:00.000Z');
    for (let round = 0; round < ROUNDS; round += 1) {
      await write(8 + round);
      clock.travel(7 * 3_600_000);
      await run((tx) => test.app.get(AuditSeals).sealLines(tx));
      await run(async (tx) => {
        const left = await test.app.get(AuditAnchors).leave();
        await test.app.get(AuditAnchors).record(tx, left);
      });
    }
    anchors = kept();
    const lines = await test.app
      .get(Reader)
      .sql<Anchored['lines'][number]>(
        'SELECT id, at, actor, action, subject_kind AS "subjectKind", subject_id AS "subjectId", facts, segment FROM audit_event',
      );
    journal = { lines, segments: [...new Set(lines.map(({ segment }) => segment))].sort((a, b) => a - b) };
  });
  afterAll(() => test.close());

  /** What is found in a unit that does this and is undone. */
  async function foundAfter(work: (tx: Tx) => Promise<void>): Promise<JournalReport> {
    let report: JournalReport | undefined;
    await run(async (tx) => {
      await dropTriggers(tx);
      await work(tx);
      report = await verify(tx);
      throw new Undone();
    }).catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
    return report!;
  }

  it('is whole before anybody does', async () => {
    const report = await verify(test.app.get(Reader));
    expect(report).toMatchObject({ findings: [], segments: ROUNDS, anchored: ROUNDS, lines: journal.lines.length });
    expect(anchors.length).toBe(ROUNDS);
    expect((await foundAfter(() => Promise.resolve())).findings).toEqual([]);
  });

  it(`is found out in each of ${TRIES} tries`, async () => {
    const names = Object.keys(TAMPERINGS);
    const unseen: string[] = [];
    for (let number = 0; number < TRIES; number += 1) {
      const name = names[number % names.length]!;
      const { findings } = await foundAfter((tx) =>
        TAMPERINGS[name]!(tx, journal, new Chooser(SEED * 1_000_003 + number)),
      );
      if (findings.length === 0) unseen.push(`${number}: ${name}`);
    }
    expect(unseen).toEqual([]);
  }, 600_000);

  it('is not found out by its seals alone, when all of them are written anew: anchors are needed', async () => {
    const known = anchors;
    anchors = [];
    const report = await foundAfter((tx) =>
      TAMPERINGS['a line is changed, and all seals are written anew']!(tx, journal, new Chooser(SEED)),
    );
    anchors = known;
    expect(report.findings).toEqual([]);
  });

  /** What the whole verification finds after an attack on the anchors; everything is put back. */
  async function reportAfter(attack: (tx: Tx) => Promise<void>, elsewhere?: string): Promise<VerifiedJournal> {
    const before = readFileSync(file(), 'utf8');
    let report: VerifiedJournal | undefined;
    try {
      await run(async (tx) => {
        await dropTriggers(tx);
        await attack(tx);
        report = await verifyWith(tx, test.config, {
          now: clock.now(),
          ...(elsewhere === undefined ? {} : { elsewhere: [elsewhere] }),
        });
        throw new Undone();
      });
    } catch (error) {
      if (!(error instanceof Undone)) throw error;
    } finally {
      writeFileSync(file(), before);
    }
    return report!;
  }
  const told = ({ findings, faults, unreadable }: VerifiedJournal): string[] => [
    ...new Set([
      ...findings.map(({ kind }) => kind),
      ...faults.map(({ kind }) => kind),
      ...unreadable.map(() => 'unreadable'),
    ]),
  ];

  it.each(Object.entries(ANCHOR_ATTACKS))('is found out when %s', async (_, { attack, tells }) => {
    const context = { file: file(), lines: linesIn(file()), seed: seed() };
    expect(told(await reportAfter((tx) => attack(tx, journal, context)))).toEqual(expect.arrayContaining([...tells]));
  });

  it('is not found out when journal, file and table are cut at once, and is by what auditors received', async () => {
    const elsewhere = `${file()}.received`;
    writeFileSync(
      elsewhere,
      `Bonjour,\r\n\r\n${linesIn(file()).at(-1)!.replace('"digest"', '\n"digest"')}\r\n\r\nMarelle`,
    );
    const cut = async (tx: Tx): Promise<void> => {
      writeFileSync(file(), `${linesIn(file()).slice(0, 6).join('\n')}\n`);
      await tx.write('DELETE FROM audit_event WHERE segment > 6 RETURNING id');
      await tx.write('DELETE FROM audit_segment WHERE number > 6 RETURNING number');
      await tx.write('DELETE FROM audit_anchor WHERE sequence > 6 RETURNING sequence');
    };
    expect(told(await reportAfter(cut))).toEqual([]);
    expect(told(await reportAfter(cut, elsewhere))).toEqual(['cut', 'gone']);
    expect(told(await reportAfter(() => Promise.resolve(), elsewhere))).toEqual([]);
    rmSync(elsewhere);
  });

  it('is not found out when it is written anew with the key, and is by what auditors received', async () => {
    const elsewhere = `${file()}.received`;
    writeFileSync(elsewhere, linesIn(file()).at(-1)!);
    const rewrite = async (tx: Tx): Promise<void> => {
      await TAMPERINGS['a line is changed, and all seals are written anew']!(tx, journal, new Chooser(SEED));
      await forgeAnchors(tx, { file: file(), lines: [], seed: seed() });
    };
    expect(told(await reportAfter(rewrite))).toEqual([]);
    expect(told(await reportAfter(rewrite, elsewhere))).toEqual(['anchor', 'other']);
    rmSync(elsewhere);
  });

  it('says every restore, also one that whoever holds the key made up', async () => {
    const last = kept().at(-1)!;
    const made = keepAnchor(
      { ...kept()[3]!, kind: 'restored', sequence: last.sequence + 1, previous: last.hash },
      seed(),
    );
    const report = await reportAfter(() => {
      writeFileSync(file(), `${made.line}\n`, { flag: 'a' });
      return Promise.resolve();
    });
    expect(report.anchors.filter(({ kind }) => kind === 'restored')).toMatchObject([
      { sequence: ROUNDS + 1, segment: kept()[3]!.segment },
    ]);
  });

  it('holds: no line, seal or anchor is changed or deleted by the application', async () => {
    const { id } = journal.lines.find(({ action }) => action === 'dossier.read')!;
    for (const statement of [
      `UPDATE audit_event SET actor = 'x' WHERE id = '${id}'`,
      `UPDATE audit_event SET segment = NULL WHERE id = '${id}'`,
      `DELETE FROM audit_event WHERE id = '${id}'`,
      `UPDATE audit_segment SET digest = 'x' WHERE number = 1`,
      `DELETE FROM audit_segment WHERE number = 1`,
      `DELETE FROM audit_anchor WHERE segment = 1`,
      `UPDATE audit_anchor SET hash = 'x'`,
      `INSERT INTO audit_event (id, at, actor, action, subject_kind, subject_id) VALUES ('i', 'tomorrow', 'a', 'b', 'c', 'd')`,
      `INSERT INTO audit_event (id, at, actor, action, subject_kind, subject_id, segment) VALUES ('i', '2026', 'a', 'b', 'c', 'd', 1)`,
      ...(kind === 'postgres' ? ['TRUNCATE audit_event'] : []),
    ])
      await expect(run((tx) => tx.write(statement)).then(() => statement)).rejects.toThrow(
        'The journal is written once',
      );
    await run((tx) => test.app.get(Audit).changed(tx, SYSTEM, 'account.create', { kind: 'account', id: 'x' }));
    await expect(run((tx) => tx.write(`UPDATE audit_event SET actor = 'x' WHERE segment IS NULL`))).rejects.toThrow(
      'The journal is written once',
    );
    expect((await verify(test.app.get(Reader))).findings).toEqual([]);
  });
});
