import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Closing, SessionDecisions } from '../../src/commissions/commission/index.js';
import { Candidacy } from '../../src/commissions/commission/persistence/commission.entities.js';
import { RequestMoves } from '../../src/dossier/dossier/index.js';
import { addDays } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import {
  anOrientedRequest,
  aThursday,
  DESK,
  emptySeats,
  givePlaces,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { PASSWORD, STAFF } from '../support/seed.js';

const BABIES = 'ma-71306:babies';

interface AuditFile {
  readonly events: readonly { action: string; facts: unknown }[];
  readonly instance: { readonly children: object };
  readonly told: readonly { child: string }[];
  readonly claims: readonly object[];
}

describe.each(DATABASES)('a request that ends after the preparation (%s)', (kind) => {
  let test: TestApp;
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await emptySeats(test.app);
    await givePlaces(test.app, BABIES, 1);
  });
  afterAll(() => test.close());

  it('is proposed nothing any more, and the audit says why', async () => {
    const day = aThursday(test.app, 40);
    const { id } = await planSession(test.app, { day, entryFrom: addDays(day, 45) });
    const child = { birthDate: addDays(day, -200) };
    const [first, second] = [
      await anOrientedRequest(test.app, { child, requestedAt: '2026-01-05T09:00:00.000Z' }),
      await anOrientedRequest(test.app, { child }),
    ];
    for (const { requestId } of [first, second]) await listFor(test.app, requestId, id);
    await openSession(test.app, id);
    const caseOf = async (requestId: string): Promise<Candidacy> =>
      (await test.app.get(Reader).findOne(Candidacy, { sessionId: id, requestId }))!;
    const [proposed, without] =
      (await caseOf(first.requestId)).proposedSectionId === BABIES ? [first, second] : [second, first];
    expect([
      (await caseOf(proposed.requestId)).proposedSectionId,
      (await caseOf(without.requestId)).proposedSectionId,
    ]).toEqual([BABIES, null]);

    await run((tx) =>
      test.app.get(RequestMoves).move(tx, DESK, proposed.requestId, 'withdraw', { reason: 'moved_away' }),
    );
    // Whoever closes at that moment would tell the other family that the place was taken.
    await test.app.get(SessionDecisions).keepAll(SYSTEM, id);
    await expect(test.app.get(Closing).closeSession(SYSTEM, id, undefined, true)).rejects.toMatchObject({
      refusal: { code: 'session.withdrawnSince', facts: { count: 1 } },
    });
    await test.app.get(SessionDecisions).takeBack(SYSTEM, (await caseOf(without.requestId)).id);
    await test.app.get(SqlQueueDriver).runDue();
    expect(await caseOf(without.requestId)).toMatchObject({ proposedSectionId: BABIES, state: 'frozen' });

    const coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    const file = JSON.parse((await coordinator.get(`/commissions/${id}/controle.json`)).bytes.toString()) as AuditFile;
    const other = (await caseOf(without.requestId)).id;
    expect([Object.keys(file.instance.children), file.told.map((one) => one.child), file.claims]).toEqual([
      [other],
      [other],
      [],
    ]);
    expect(file.events.filter(({ action }) => action === 'session.refresh').map(({ facts }) => facts)).toEqual([
      { withdrawn: 1 },
    ]);
    await test.app.get(SessionDecisions).keepAll(SYSTEM, id);
    await test.app.get(Closing).closeSession(SYSTEM, id, undefined, true);
    expect((await caseOf(without.requestId)).state).toBe('admitted');
  });
});
