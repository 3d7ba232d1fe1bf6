import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { addDays, instantAt } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { JobHandlers } from '../../src/foundation/platform/queue/index.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { DESK } from '../support/commission.js';
import { ADULT, BORN, Parent } from '../support/parent.js';
import { seedWorld } from '../support/seed.js';
import { countStatements } from '../support/statements.js';

describe.each(DATABASES)('families to be followed up of a morning (%s)', (kind) => {
  let test: TestApp;
  let model: ChildRequest;
  const unit = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const run = (type: string, payload: object) =>
    unit(async (tx) => {
      await test.app
        .get(JobHandlers)
        .get(type)
        .handle(tx, payload as never, {} as never);
    });
  const waiting = (type: string) =>
    test.app
      .get(Reader)
      .sql<{ payload: string | object; key: string }>(
        `SELECT payload, key FROM job WHERE type = :type AND state = 'waiting' ORDER BY key`,
        { type },
      );
  const payloadOf = ({ payload }: { payload: string | object }): object =>
    typeof payload === 'string' ? (JSON.parse(payload) as object) : payload;

  beforeAll(async () => {
    test = await startApp(kind);
    const clock = test.app.get(Clock) as TravellingClock;
    clock.travelTo('2026-11-24T09:00:00.000Z');
    await seedWorld(test.app);
    const parent = new Parent(test.app);
    await parent.deposit(
      { ...ADULT, surname: 'Muet', email: 'muet@exemple.fr' },
      { ...BORN, firstName: 'Ana', surname: 'Muet' },
    );
    model = (await test.app.get(Reader).findOne(ChildRequest, { surname: 'Muet' }))!;
    await unit(async (tx) => {
      await test.app.get(RequestMoves).move(tx, DESK, model.id, 'takeUp');
      await test.app.get(RequestMoves).move(tx, DESK, model.id, 'askForCompletion');
    });
    model = (await test.app.get(Reader).findOne(ChildRequest, { id: model.id }))!;
    clock.travelTo(instantAt(addDays(clock.today(), 20), '07:30'));
  });
  afterAll(() => test.close());

  /** So many families that were to answer by now, and no others. */
  async function areDue(count: number): Promise<void> {
    await unit(async (tx) => {
      await tx.write(`DELETE FROM job WHERE type LIKE 'triage.follow-up%'`);
      await tx.write('DELETE FROM child_request WHERE id <> :id', { id: model.id });
      await tx.insert(
        ChildRequest,
        Array.from({ length: count - 1 }, () => ({ ...model, id: newId() })),
      );
    });
  }

  it('are read and planned in as many statements for fifty as for five', async () => {
    const statements: number[] = [];
    for (const count of [5, 50]) {
      await areDue(count);
      statements.push(await countStatements(test.app, () => run('triage.follow-ups', {})));
      expect(await waiting('triage.follow-up')).toHaveLength(count);
    }
    expect(statements[1]).toBe(statements[0]);
  });

  it('are planned two hundred at a time, each once, in slices that plan the next', async () => {
    await areDue(450);
    await run('triage.follow-ups', {});
    const planned: number[] = [(await waiting('triage.follow-up')).length];
    for (
      let slices = await waiting('triage.follow-ups-slice');
      slices.length > 0;
      slices = await waiting('triage.follow-ups-slice')
    ) {
      expect(slices).toHaveLength(1);
      await unit((tx) => tx.write(`DELETE FROM job WHERE key = :key`, { key: slices[0]!.key }));
      await run('triage.follow-ups-slice', payloadOf(slices[0]!));
      planned.push((await waiting('triage.follow-up')).length);
    }
    expect(planned).toEqual([200, 400, 450]);
    const due = await test.app.get(Reader).find(ChildRequest, { where: { state: 'incomplete' } });
    expect((await waiting('triage.follow-up')).map(({ key }) => key)).toEqual(
      due.map(({ id }) => `triage.follow-up:${id}`).sort(),
    );
  });
});
