import { In } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { PlacedChild, Placement } from '../../src/places/placement/persistence/placement.entities.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Queue } from '../../src/foundation/platform/queue/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';
import { anyJob } from '../support/jobs.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';

/** More than one statement can hold. */
const MANY = 4000;

const placement = (index: number): Placement => ({
  id: newId(),
  childId: `child-${index}`,
  sectionId: 'somewhere',
  requestId: null,
  offerId: null,
  reservedFor: null,
  from: '2027-01-04',
  to: '2027-06-30',
  slots: index,
  state: 'held',
  birthDate: '2026-01-01',
  emergency: false,
  pathTo: null,
  ratification: null,
  ratifiedAt: null,
  adaptationFrom: null,
  startFrom: null,
  datesState: null,
  datesAt: null,
  createdAt: '2027-01-01T00:00:00.000Z',
});

describe.each(DATABASES)('many rows in one unit (%s)', (kind) => {
  let test: TestApp;
  let rows: Placement[];
  const stored = async (): Promise<Map<string, Placement>> =>
    new Map(
      (await test.app.get(Reader).find(Placement, { where: { sectionId: 'somewhere' } })).map((row) => [row.id, row]),
    );

  beforeAll(async () => {
    test = await startApp(kind);
    rows = Array.from({ length: MANY }, (_, index) => placement(index));
    await test.app.get(UnitOfWork).run(async (tx) => {
      await tx.insert(
        PlacedChild,
        rows.map(({ childId: id }) => ({ id })),
      );
      await tx.insert(Placement, rows);
    });
  });
  afterAll(() => test.close());

  it('change each its own way: numbers, words, days, yes and no, and nothing at all', async () => {
    const changed = await test.app.get(UnitOfWork).run((tx) =>
      tx.updateEach(
        Placement,
        rows.map(({ id, slots }, index) =>
          index % 2 === 0
            ? { where: { id, slots }, patch: { slots: slots + 1, emergency: index % 4 === 0, birthDate: null } }
            : { where: { id }, patch: { state: 'ended', to: '2027-03-31', ratification: undefined } },
        ),
      ),
    );
    expect(changed).toBe(MANY);
    const now = await stored();
    for (const [index, before] of rows.entries()) {
      expect(now.get(before.id)).toEqual({
        ...now.get(before.id),
        ...(index % 2 === 0
          ? { slots: index + 1, emergency: index % 4 === 0, birthDate: null, state: 'held', to: '2027-06-30' }
          : { slots: index, state: 'ended', to: '2027-03-31', birthDate: '2026-01-01', emergency: false }),
      });
    }
  });

  it('says how many changed: a row that somebody changed first is left alone', async () => {
    const [first, second] = [...(await stored()).values()];
    const changed = await test.app.get(UnitOfWork).run((tx) =>
      tx.updateEach(Placement, [
        { where: { id: first!.id, slots: first!.slots + 99 }, patch: { slots: 7 } },
        { where: { id: second!.id, slots: second!.slots }, patch: { slots: 8 } },
      ]),
    );
    expect(changed).toBe(1);
    expect((await stored()).get(first!.id)!.slots).toBe(first!.slots);
    expect((await stored()).get(second!.id)!.slots).toBe(8);
  });

  it('are held in one order, whatever the order they are asked for in', async () => {
    const ids = rows
      .slice(0, 5)
      .map(({ id }) => id)
      .reverse();
    const held = await test.app.get(UnitOfWork).run((tx) => tx.lockAll(Placement, { id: In(ids) }));
    expect(held.map(({ id }) => id)).toEqual([...ids].sort());
  });

  it('plan jobs: of two with the same key the last, and one that waits already is moved', async () => {
    const queue = test.app.get(Queue);
    const plan = (ats: readonly string[]) =>
      test.app.get(UnitOfWork).run((tx) =>
        queue.planAll(
          tx,
          anyJob('placement.end'),
          ats.map((at, index) => ({ payload: { placementId: String(index) }, at, key: 'many:one' })),
        ),
      );
    await plan(['2031-01-01T00:00:00.000Z', '2031-01-02T00:00:00.000Z']);
    await plan(['2032-01-01T00:00:00.000Z']);
    const jobs = await test.app.get(Reader).find(Job, { where: { key: 'many:one' } });
    expect(jobs.map(({ runAt, payload, state }) => ({ runAt, payload, state }))).toEqual([
      { runAt: '2032-01-01T00:00:00.000Z', payload: { placementId: '0' }, state: 'waiting' },
    ]);
  });
});
