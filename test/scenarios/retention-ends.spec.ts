import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { Adult, ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addDays, dayOf, instantAt } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import { Enquiry } from '../../src/first-desk/triage/persistence/triage.entities.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { clockOf, DESK } from '../support/commission.js';
import { ADULT, BORN, Parent } from '../support/parent.js';
import { seedWorld } from '../support/seed.js';

/**
 * Each thing that is kept has an end, and is still there the day before. The clock goes forward only, so one story in
 * order.
 */
describe.each(DATABASES)('everything that is kept of a family has an end (%s)', (kind) => {
  let test: TestApp;
  let reader: Reader;
  let start: string;
  const requests: Record<string, { id: string; dossierId: string }> = {};
  const notes: Record<string, string> = {};

  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const requestOf = async (name: string): Promise<ChildRequest> =>
    (await reader.findOne(ChildRequest, { id: requests[name]!.id }))!;
  const act = async (name: string) => {
    const { state, nextAct, nextActDue, nextActOwner } = await requestOf(name);
    return [state, nextAct, nextActDue, nextActOwner];
  };
  const after = (days: number): string => addDays(start, days);
  const until = async (days: number): Promise<void> => {
    clockOf(test.app).travelTo(instantAt(after(days), '07:30'));
    await test.app.get(SqlQueueDriver).runDue();
  };
  const noteOf = async (name: string): Promise<string | null> =>
    (await reader.findOne(Enquiry, { id: notes[name]! }))!.note;

  beforeAll(async () => {
    test = await startApp(kind);
    reader = test.app.get(Reader);
    clockOf(test.app).travelTo('2026-11-24T09:00:00.000Z');
    start = dayOf('2026-11-24T09:00:00.000Z');
    await seedWorld(test.app);
    for (const [index, name] of ['Unrung', 'Waits', 'Ended'].entries()) {
      const parent = new Parent(test.app);
      await parent.deposit(
        { ...ADULT, surname: name, phone: `06 44 00 00 0${index}`, email: `fin${index}@exemple.fr` },
        { ...BORN, firstName: 'Ana', surname: name, birthDay: String(index + 2) },
      );
      requests[name] = (await reader.findOne(ChildRequest, { surname: name }))!;
    }
    await run(async (tx) => {
      await test.app.get(RequestMoves).move(tx, DESK, requests['Unrung']!.id, 'takeUp');
      await test.app.get(RequestMoves).move(tx, DESK, requests['Unrung']!.id, 'askForCompletion');
      await tx.update(Adult, { dossierId: requests['Unrung']!.dossierId }, { phone: null });
      await tx.update(
        ChildRequest,
        { id: requests['Ended']!.id },
        { state: 'ended', nextAct: null, nextActDue: null, nextActOwner: null },
      );
      for (const name of ['stranger', 'Waits', 'Ended']) {
        notes[name] = newId();
        await tx.insert(Enquiry, {
          id: notes[name]!,
          at: clockOf(test.app).now(),
          channel: 'phone',
          deskId: 'rpe',
          communeCode: '71306',
          subject: 'find_care',
          note: `Mme Tout-Dit, ${name}`,
          dossierId: requests[name]?.dossierId ?? null,
          requestId: requests[name]?.id ?? null,
          loggedBy: 'test',
          recordedAt: null,
        });
      }
    });
  });
  afterAll(() => test.close());

  it('a request whose family nobody can ring lapses thirty days after the second reminder, as if it had been rung', async () => {
    await until(11);
    await until(26);
    expect(await reader.count(Message, { dossierId: requests['Unrung']!.dossierId, kind: 'silence-complete' })).toBe(2);
    await until(41);
    expect(await act('Unrung')).toEqual(['incomplete', 'complete', after(56), 'family']);
    await until(55);
    expect(await act('Unrung')).toEqual(['incomplete', 'complete', after(56), 'family']);
    await until(56);
    expect((await requestOf('Unrung')).state).toBe('incomplete');
    await until(57);
    expect(await act('Unrung')).toEqual(['lapsed', null, null, null]);
  });

  it('what a desk noted of a contact goes after its days, but while the request it is about is open', async () => {
    await until(365);
    for (const name of ['stranger', 'Waits', 'Ended']) expect(await noteOf(name)).toContain('Mme Tout-Dit');
    expect((await requestOf('Waits')).state).toBe('submitted');
    expect(await requestOf('Ended')).toMatchObject({ surname: 'Ended' });
    await until(366);
    expect(await noteOf('stranger')).toBeNull();
    expect(await noteOf('Waits')).toContain('Mme Tout-Dit');
    await run(
      async (tx) =>
        void (await test.app
          .get(RequestMoves)
          .move(tx, DESK, requests['Waits']!.id, 'withdraw', { reason: 'moved_away' })),
    );
    await until(367);
    expect(await noteOf('Waits')).toBeNull();
    expect(await reader.count(Job, { type: 'erasure.rewrite-file' })).toBeGreaterThan(0);
  });

  it('a dossier whose place has ended loses its names after its days', async () => {
    expect(await requestOf('Ended')).toMatchObject({ firstName: null, surname: null });
    expect(await noteOf('Ended')).toBeNull();
    expect(await requestOf('Waits')).toMatchObject({ surname: 'Waits' });
  });
});
