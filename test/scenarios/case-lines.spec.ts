import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { SessionDecisions } from '../../src/commissions/commission/index.js';
import type { CandidacyState } from '../../src/commissions/commission/persistence/commission.entities.js';
import { CaseLines } from '../../src/commissions/commission/sitting/case-lines.js';
import type { Id } from '../../src/foundation/kernel/ids.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import {
  anOrientedRequest,
  aThursday,
  givePlaces,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';

describe.each(DATABASES)('the cases of a session that are read again (%s)', (kind) => {
  let test: TestApp;
  let sessionId: Id;
  let lines: CaseLines;
  const read = (state: CandidacyState | null = null) => lines.readLines(test.app.get(Reader), sessionId, state);
  /** As who has read none of them yet. */
  const anew = (state: CandidacyState | null = null) =>
    new CaseLines().readLines(test.app.get(Reader), sessionId, state);
  const unit = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, 'ma-71306:babies', 2);
    sessionId = (await planSession(test.app, { day: aThursday(test.app, 30) })).id;
    for (let count = 0; count < 4; count += 1)
      await listFor(test.app, (await anOrientedRequest(test.app)).requestId, sessionId);
    await openSession(test.app, sessionId);
    lines = new CaseLines();
  });
  afterAll(() => test.close());

  it('are those in the rows, best rank first; the ones that nobody has changed are not read again', async () => {
    const before = await read();
    expect(before).toEqual(await anew());
    expect(before.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
    await test.app.get(SessionDecisions).decideCase(SYSTEM, before[1]!.id, 'keep');
    const after = await read();
    expect(after).toEqual(await anew());
    expect(after[1]!.decision).not.toBeNull();
    expect(after.map((one, index) => one === before[index])).toEqual([true, false, true, true]);
  });

  it('are those of one state where it is asked for, and a case that has left it is not among them', async () => {
    const [first] = await read('frozen');
    await unit((tx) =>
      tx.write(`UPDATE candidacy SET state = 'withdrawn', version = version + 1 WHERE id = :id`, { id: first!.id }),
    );
    expect(await read('frozen')).toEqual(await anew('frozen'));
    expect((await read('frozen')).map(({ id }) => id)).not.toContain(first!.id);
    expect((await read()).map(({ id }) => id)).toContain(first!.id);
  });

  it('are what a unit has written, for this unit alone: one that is undone leaves nothing of it behind', async () => {
    const [, second] = await read();
    const decide = (tx: Tx, decision: string): Promise<unknown> =>
      tx.write('UPDATE candidacy SET decision = :decision, version = version + 1 WHERE id = :id', {
        decision,
        id: second!.id,
      });
    const seen: unknown[] = [];
    const undone = unit(async (tx) => {
      await decide(tx, 'refuse');
      seen.push((await lines.readLines(tx, sessionId)).find(({ id }) => id === second!.id)?.decision);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(seen).toEqual(['refuse']);
    // Another decision under the version that the unit would have given.
    await unit((tx) => decide(tx, 'wait'));
    expect(await read()).toEqual(await anew());
    expect((await read()).find(({ id }) => id === second!.id)!.decision).toBe('wait');
  });
});
