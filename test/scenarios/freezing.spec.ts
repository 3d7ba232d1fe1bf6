import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { drawNumbers } from '../../src/commissions/commission/domain/drawn-numbers.js';
import { Candidacies, Freezing } from '../../src/commissions/commission/index.js';
import { Candidacy, CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import {
  anOrientedRequest,
  aThursday,
  declarePlaces,
  listFor,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { countStatements } from '../support/statements.js';

describe.each(DATABASES)('the list of a session when it is fixed (%s)', (kind) => {
  let test: TestApp;
  const unit = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  const freeze = (id: string) => unit((tx) => test.app.get(Freezing).freezeList(tx, SYSTEM, id));
  const statesOf = async (sessionId: string): Promise<string[]> =>
    (await test.app.get(Reader).find(Candidacy, { where: { sessionId }, order: { id: 'ASC' } })).map(
      ({ state }) => state,
    );

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  afterAll(() => test.close());

  /**
   * A session with so many families of two children: one listed by its desk, one that an earlier session deferred to
   * this one.
   */
  async function sessionWith(
    families: number,
    weeksAhead: number,
  ): Promise<{ session: CommissionSession; requestIds: string[] }> {
    const session = await planSession(test.app, { day: aThursday(test.app, 7 * weeksAhead) });
    const requestIds: string[] = [];
    for (let nth = 0; nth < families; nth += 1) {
      const { requestId, siblingIds, dossierId } = await anOrientedRequest(test.app, { siblings: [{}] });
      await listFor(test.app, requestId, session.id);
      await unit((tx) => test.app.get(Candidacies).addCandidacy(tx, { id: siblingIds[0]!, dossierId }, session));
      requestIds.push(requestId, siblingIds[0]!);
    }
    await declarePlaces(test.app, session.id);
    return { session, requestIds };
  }

  it('takes as many statements for forty cases as for four', async () => {
    const statements: number[] = [];
    for (const [families, weeksAhead] of [
      [2, 6],
      [20, 12],
    ] as const) {
      const { session } = await sessionWith(families, weeksAhead);
      statements.push(await countStatements(test.app, () => freeze(session.id)));
      expect(await statesOf(session.id)).toEqual(Array.from({ length: 2 * families }, () => 'frozen'));
    }
    expect(statements[1]! - statements[0]!).toBeLessThanOrEqual(2);
  });

  it('draws the numbers of its cases, so that a list of names does not match them line by line', async () => {
    const { session } = await sessionWith(12, 24);
    await freeze(session.id);
    const cases = await test.app
      .get(Reader)
      .find(Candidacy, { where: { sessionId: session.id }, order: { id: 'ASC' } });
    const numbers = cases.map(({ agendaNumber }) => agendaNumber);
    const asListed = numbers.map((_, index) => index + 1);
    expect([...numbers].sort((a, b) => a - b)).toEqual(asListed);
    expect(numbers).not.toEqual(asListed);
    const { numbersSeed } = (await test.app.get(Reader).findOne(CommissionSession, { id: session.id }))!;
    // Anybody who has the seed draws them again.
    const drawn = drawNumbers(
      numbersSeed!,
      cases.map(({ id }) => id),
    );
    expect(cases.map(({ id }) => drawn.get(id))).toEqual(numbers);
  });

  it('leaves out a case that can no longer be judged, and no other', async () => {
    const { session, requestIds } = await sessionWith(2, 18);
    await unit((tx) => tx.update(ChildRequest, { id: requestIds[1]! }, { gaps: ['need.week'] }));
    await freeze(session.id);
    expect(await statesOf(session.id)).toEqual(['frozen', 'withdrawn', 'frozen', 'frozen']);
    expect(await Promise.all(requestIds.map((id) => stateOf(test.app, id)))).toEqual([
      'before_commission',
      'oriented',
      'before_commission',
      'before_commission',
    ]);
  });
});
