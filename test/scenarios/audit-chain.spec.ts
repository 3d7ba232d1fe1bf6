import { createServer, type Server } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addHours, type Instant } from '../../src/foundation/kernel/time.js';
import { Audit } from '../../src/foundation/platform/audit/index.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { publicHalf } from '../../src/foundation/platform/audit-chain/anchor.js';
import { findAnchorKey } from '../../src/foundation/platform/audit-chain/anchor-key.js';
import { AuditAnchors } from '../../src/foundation/platform/audit-chain/audit-anchors.js';
import { AuditSeals } from '../../src/foundation/platform/audit-chain/audit-seals.js';
import { sayRestored, verifyStored } from '../../src/foundation/platform/audit-chain/index.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Build } from '../support/build.js';
import { cutSegment, removeLine, segmentsOf } from '../support/journal-rows.js';
import { dropTriggers } from '../support/tamperings.js';

const MORNING = '2027-11-25T07:00:00.000Z';

describe.each(DATABASES)('the journal, sealed and anchored (%s)', (kind) => {
  let test: TestApp;
  let clock: TravellingClock;
  let server: Server;
  const posted: string[] = [];
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const note = (action: string, subject = newId()): Promise<void> =>
    run((tx) => test.app.get(Audit).changed(tx, SYSTEM, action, { kind: 'dossier', id: subject }));
  const verify = () => verifyStored(test.config, { now: clock.now() });
  const segments = () => segmentsOf(test.config);
  async function passUntil(moment: Instant): Promise<void> {
    clock.travelTo(moment);
    await test.app.get(SqlQueueDriver).runDue();
  }

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        posted.push(body);
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    test = await startApp(kind, { AUDIT_SEAL_MINUTES: '5' });
    test.config.AUDIT_ANCHORS = [
      test.config.anchorPlaces[0]!,
      'mailto:dpo@exemple.fr',
      `http://127.0.0.1:${port}/anchors`,
    ];
    clock = test.app.get<TravellingClock>(Clock);
    clock.travelTo(MORNING);
  });
  afterAll(async () => {
    await test.close();
    server.close();
  });

  it('takes lines from before it in, a segment a day, and anchors what it sealed in every place', async () => {
    for (const day of ['2027-11-20', '2027-11-22', '2027-11-24']) {
      clock.travelTo(`${day}T09:00:00.000Z`);
      await note('dossier.read');
      await note('request.orient');
    }
    await passUntil(addHours(MORNING, 1));
    expect((await segments()).map(({ day }) => day)).toEqual(['2027-11-20', '2027-11-22', '2027-11-24']);
    const report = await verify();
    expect(report).toMatchObject({ findings: [], segments: 3, anchored: 3, faults: [], unreadable: [] });
    expect(report.anchors).toMatchObject([{ sequence: 1, segment: 3 }]);
    const [anchor] = readFileSync(test.config.anchorPlaces[0]!, 'utf8').split('\n');
    expect(posted).toEqual([anchor]);
    const mail = (await test.app.get(Reader).findOne(Message, { kind: 'audit-anchor' }))!;
    expect([mail.recipient, mail.body]).toEqual(['dpo@exemple.fr', expect.stringContaining(anchor!)]);
  });

  it('seals again within a quarter of an hour of a new line, and anchors nothing while nothing happens', async () => {
    await passUntil(addHours(MORNING, 2));
    const [sealed, left] = [(await segments()).length, posted.length];
    await passUntil(addHours(MORNING, 2.25));
    expect([(await segments()).length, posted.length]).toEqual([sealed, left]);
    await note('session.close');
    await passUntil(addHours(MORNING, 2.5));
    expect([(await segments()).length, posted.length]).toEqual([sealed + 1, left + 1]);
  });

  it('leaves the same anchor again when a place did not take it, so that no number is missing anywhere', async () => {
    const file = test.config.anchorPlaces[0]!;
    const lines = (): string[] => readFileSync(file, 'utf8').trim().split('\n');
    const before = lines().length;
    await note('session.close');
    await run((tx) => test.app.get(AuditSeals).sealLines(tx));
    const places = test.config.AUDIT_ANCHORS;
    test.config.AUDIT_ANCHORS = [file, 'http://127.0.0.1:9/anchors'];
    await expect(test.app.get(AuditAnchors).leave()).rejects.toThrow();
    test.config.AUDIT_ANCHORS = places;
    expect(lines().length).toBe(before + 1);
    await run(async (tx) => test.app.get(AuditAnchors).record(tx, await test.app.get(AuditAnchors).leave()));
    expect([lines().length, posted.at(-1)]).toEqual([before + 1, lines().at(-1)]);
    expect(await verify()).toMatchObject({ findings: [], faults: [] });
  });

  it('seals a line that was written before a seal and committed after it', async () => {
    let commit = (): void => undefined;
    const committed = new Promise<void>((resolve) => (commit = resolve));
    if (kind === 'sqlite') return commit();
    const late = run(async (tx) => {
      await test.app.get(Audit).changed(tx, SYSTEM, 'request.list', { kind: 'request', id: 'late' });
      await committed;
    });
    await note('request.orient');
    await passUntil(addHours(MORNING, 3));
    commit();
    await late;
    await passUntil(addHours(MORNING, 4));
    const line = await test.app.get(Reader).findOne(AuditEvent, { subjectId: 'late' });
    expect(line!.segment).toBe((await segments()).at(-1)!.number);
    expect((await verify()).findings).toEqual([]);
  });

  // The command reads what `verifyStored` reads, which the other scenarios ask on both databases.
  if (kind === 'sqlite') {
    it('says by a command what was done to it, with the public half of the key alone', async () => {
      const build = new Build();
      const key = publicHalf(findAnchorKey(test.config)!);
      const words = ['--key', key, '--anchors', test.config.anchorPlaces[0]!];
      expect(await build.run('audit-verify.js', words, test.config)).toEqual({
        code: 0,
        output: expect.stringMatching(
          /\d anchors, the last of segment \d+; \d recorded in the database\nCompared with \d anchors that were kept elsewhere\nNot known: .*\nWhole\n$/,
        ),
      });
      const file = test.config.anchorPlaces[0]!;
      const left = readFileSync(file, 'utf8');
      expect((await build.run('audit-verify.js', [], test.config)).output).toContain(
        'Not protected from who holds the key: compare with anchors that were kept elsewhere (--anchors FILE)',
      );
      writeFileSync(file, '');
      expect(await build.run('audit-verify.js', [], test.config)).toEqual({
        code: 1,
        output: expect.stringMatching(/holds no anchor\nTHE ANCHORS WERE TAMPERED WITH OR LOST\n$/),
      });
      writeFileSync(file, left);
      const removed = (await test.app.get(Reader).findOne(AuditEvent, { segment: 2 }))!;
      const held = { ...removed };
      await run(async (tx) => {
        await dropTriggers(tx);
        await removeLine(tx, removed.id);
      });
      expect(await build.run('audit-verify.js', words, test.config)).toEqual({
        code: 1,
        output: expect.stringContaining(
          'Segment 2 of 2027-11-22 does not hold the lines that were sealed\nTHE JOURNAL WAS TAMPERED WITH',
        ),
      });
      await run((tx) => tx.insert(AuditEvent, held));
      expect((await verify()).findings).toEqual([]);
      const other = Buffer.alloc(32, 'other').toString('base64');
      expect((await build.run('audit-verify.js', ['--key', other, ...words.slice(2)], test.config)).code).toBe(1);
      build.remove();
    });
  }

  it('knows that a backup took its place when the server said so, and finds it cut otherwise', async () => {
    const file = test.config.anchorPlaces[0]!;
    const kept = readFileSync(file, 'utf8');
    const last = (await segments()).at(-1)!.number;
    await run(async (tx) => {
      await dropTriggers(tx);
      await cutSegment(tx, last);
    });
    expect((await verify()).findings).toEqual([{ kind: 'cut', segment: last, day: null }]);
    expect((await verifyStored(test.config, { now: clock.now(), isCopy: true })).findings).toEqual([]);
    await sayRestored(test.config, test.app.get(Reader), clock.now());
    expect((await verify()).findings).toEqual([]);
    await note('session.open');
    await passUntil(addHours(MORNING, 6));
    expect(await verify()).toMatchObject({ findings: [], faults: [], anchored: last });
    expect((await verify()).anchors.slice(-2)).toMatchObject([{ kind: 'restored' }, { kind: 'anchor', segment: last }]);
    writeFileSync(file, kept);
    expect((await verify()).findings).toMatchObject([{ kind: 'anchor', segment: last }]);
  });
});

// On PostgreSQL below, where another role drops.
describe('the journal after twelve months (sqlite)', () => {
  let test: TestApp;
  let clock: TravellingClock;
  beforeAll(async () => {
    test = await startApp('sqlite', { AUDIT_SEAL_MINUTES: '5' });
    clock = test.app.get<TravellingClock>(Clock);
  });
  afterAll(() => test.close());

  it('has lost whole days of readings, keeps acts, and is still whole', async () => {
    const audit = test.app.get(Audit);
    const note = (action: string): Promise<void> =>
      test.app.get(UnitOfWork).run((tx) => audit.changed(tx, SYSTEM, action, { kind: 'dossier', id: 'd' }));
    for (const [day, actions] of [
      ['2027-11-20', ['dossier.read', 'request.orient', 'account.sign-in-failed']],
      ['2027-11-27', ['dossier.read']],
    ] as const) {
      clock.travelTo(`${day}T09:00:00.000Z`);
      for (const action of actions) await note(action);
    }
    clock.travelTo('2027-11-27T10:00:00.000Z');
    await test.app.get(SqlQueueDriver).runDue();
    clock.travelTo('2028-11-25T04:00:00.000Z');
    await test.app.get(SqlQueueDriver).runDue();
    const left = await test.app.get(Reader).find(AuditEvent, { where: { subjectId: 'd' }, order: { id: 'ASC' } });
    expect(left.map(({ action, at }) => [action, at.slice(0, 10)])).toEqual([
      ['request.orient', '2027-11-20'],
      ['dossier.read', '2027-11-27'],
    ]);
    expect(await verifyStored(test.config, { now: clock.now() })).toMatchObject({ findings: [], dropped: 2 });
    // What is gone early is no retention.
    expect(await verifyStored(test.config, { now: '2028-06-01T00:00:00.000Z' })).toMatchObject({
      findings: [{ kind: 'lines', segment: 1 }],
    });
  });
});
