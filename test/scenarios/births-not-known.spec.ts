import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Freezing } from '../../src/commissions/commission/index.js';
import { jobType } from '../../src/foundation/kernel/job-type.js';
import { addDays, type Day } from '../../src/foundation/kernel/time.js';
import { UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { Queue } from '../../src/foundation/platform/queue/index.js';
import { SYSTEM } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  declarePlaces,
  emptySeats,
  givePlaces,
  listFor,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { caseOf, historyOf, outboxOf, runDueJobs } from '../support/kept.js';
import { dayFields } from '../support/page.js';
import { familyOf, signedIn } from '../support/people.js';

const BABIES = 'ma-71306:babies';
type Family = Awaited<ReturnType<typeof anOrientedRequest>>;

describe.each(DATABASES)('a child who should be born, and of whom nobody has said so (%s)', (kind) => {
  let test: TestApp;
  let sessionId: string;
  let due: Day;
  let awaited: Family;
  let born: Family;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
    await givePlaces(test.app, BABIES, 1);
    const day = await aFreeThursday(test.app);
    due = addDays(clockOf(test.app).today(), 3);
    sessionId = (await planSession(test.app, { day, entryFrom: addDays(day, 120) })).id;
    const child = { firstName: null, birthDate: null, dueDate: due };
    awaited = await anOrientedRequest(test.app, { child, requestedAt: '2026-10-01T08:00:00.000Z' });
    born = await anOrientedRequest(test.app, { child: { birthDate: '2026-09-01' } });
    for (const { requestId } of [awaited, born]) await listFor(test.app, requestId, sessionId);
  });

  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => test.app.get(UnitOfWork).run(work);
  /** The list is fixed a week after the child was due. */
  const freezes = async () => {
    clockOf(test.app).travelTo(`${addDays(due, 7)}T08:00:00.000Z`);
    await declarePlaces(test.app, sessionId);
    await run((tx) => test.app.get(Freezing).freezeList(tx, SYSTEM, sessionId));
    await runDueJobs(test.app);
  };
  const caseState = async ({ requestId }: Family) => (await caseOf(test.app, sessionId, requestId)).state;
  const prepares = async () => {
    const coordinator = await signedIn(test.app, 'coordinator');
    const page = await coordinator.opens(`/commissions/${sessionId}`);
    return coordinator.presses(page.button('Préparer la proposition'));
  };
  const proposed = async ({ requestId }: Family) =>
    (await caseOf(test.app, sessionId, requestId)).proposedSectionId !== null;

  it('is asked about before the list is fixed, however long ago it was due', async () => {
    clockOf(test.app).travelTo(`${addDays(due, 15)}T07:00:00.000Z`);
    const everyNight = jobType('family.births');
    await run((tx) => test.app.get(Queue).plan(tx, everyNight, {}, { key: everyNight }));
    await runDueJobs(test.app);
    expect((await outboxOf(test.app, { dossierId: awaited.dossierId })).map(({ kind: code }) => code)).toContain(
      'birth',
    );
  });

  it('is not proposed a place: its request keeps its rank, its family is asked, and the session says so', async () => {
    await freezes();
    expect([await caseState(awaited), await caseState(born)]).toEqual(['birth_unknown', 'frozen']);
    expect(await stateOf(test.app, awaited.requestId)).toBe('oriented');
    const [asked] = await outboxOf(test.app, { dossierId: awaited.dossierId, kind: 'birth' });
    expect(asked!.body).toContain('Tant que vous n’avez pas répondu, la demande garde son rang');
    const coordinator = await signedIn(test.app, 'coordinator');
    expect((await coordinator.opens(`/commissions/${sessionId}`)).text).toContain(
      '1 enfant devrait être né, et personne n’a dit s’il l’est : aucune place ne lui est proposée.',
    );
    await prepares();
    expect([await proposed(born), await proposed(awaited)]).toEqual([true, false]);
  });

  it('is judged after all once its family has said that it is born, while the session has not opened', async () => {
    await freezes();
    await prepares();
    const family = await familyOf(test.app, awaited, due);
    const page = await family.opens(`/mon-dossier/demandes/${awaited.requestId}/naissance`);
    await family.presses(page.form('/naissance'), { ...dayFields('birth', due), firstName: 'Adam' });
    await runDueJobs(test.app);
    expect([await caseState(awaited), await stateOf(test.app, awaited.requestId)]).toEqual([
      'frozen',
      'before_commission',
    ]);
    // It was asked for first, so the seat goes to it.
    expect([await proposed(awaited), await proposed(born)]).toEqual([true, false]);
  });

  it('is judged when its family or its desk says within the week that it is not born yet', async () => {
    clockOf(test.app).travelTo(`${addDays(due, 3)}T08:00:00.000Z`);
    const agent = await signedIn(test.app, 'agent');
    const page = await agent.opens(`/rpe/demandes/${awaited.requestId}/naissance`);
    const noted = await agent.presses(page.button('Pas encore'));
    expect(noted.text).toContain('l’enfant n’est pas encore né');
    await freezes();
    expect(await caseState(awaited)).toBe('frozen');
  });

  it('is taken off a list by its desk, which says why, and is not put back on it', async () => {
    const agent = await signedIn(test.app, 'agent');
    const page = await agent.opens(`/rpe/demandes/${born.requestId}`);
    const nothing = await agent.presses(page.button('Retirer de la liste'), { unlistReason: '' });
    expect(Object.keys(nothing.errors)).toEqual(['unlistReason']);
    const done = await agent.presses(nothing.button('Retirer de la liste'), { unlistReason: 'family_asked' });
    expect(done.text).toContain('La demande n’est plus sur cette liste.');
    expect(await stateOf(test.app, born.requestId)).toBe('oriented');
    expect((await historyOf(test.app, born.requestId, 'unlist'))[0]!.reason).toBe('family_asked');
    // The family reads that it was taken off, when and why, and not that it has still to be listed.
    const family = await (await familyOf(test.app, born, '2026-09-01')).opens('/mon-dossier');
    expect(family.text).toMatch(
      /Le guichet a retiré la demande de la liste de la commission le .* Raison : La famille l’a demandé\. Votre demande garde sa date et ses points\..*/,
    );
    expect(family.text).toContain('elle a été retirée de la liste d’une commission le');
    expect(family.text).toContain('Ensuite : inscrire la demande à une commission');
    expect(family.text).not.toContain('n’y est pas encore inscrite');
    await freezes();
    await expect(caseOf(test.app, sessionId, born.requestId)).rejects.toThrow();
    const other = await signedIn(test.app, 'otherAgent');
    expect((await other.opens(`/rpe/demandes/${born.requestId}`)).status).toBe(404);
  });
});
