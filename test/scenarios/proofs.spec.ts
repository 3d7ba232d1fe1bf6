import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import type { CriteriaGrid } from '../../src/commissions/admission/index.js';
import { AskedProof } from '../../src/commissions/commission/persistence/proofs.entities.js';
import { Forgetting, RequestMoves } from '../../src/dossier/dossier/index.js';
import { addDays, instantAt, type Day } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  DESK,
  emptySeats,
  givePlaces,
  listFor,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { voteGrid } from '../support/grids.js';
import { caseOf, outboxOf, runDueJobs } from '../support/kept.js';
import { familyOf, signedIn } from '../support/people.js';
import { COORDINATOR } from '../support/placement-world.js';
import { Secretary } from '../support/secretary.js';

const NURSERY = 'ma-71306';
const BIRTH: Day = '2027-02-01';
const ENTRY: Day = '2027-09-01';

/** Asks proof of an adoption and of a relative's handicap, each worth twenty points. */
const withProofs = (grid: CriteriaGrid): CriteriaGrid => ({
  ...grid,
  items: [
    ...grid.items.filter((line) => !('code' in line) || !['relative_handicap', 'adoption'].includes(line.code)),
    { code: 'relative_handicap', points: 20, proof: true },
    { code: 'adoption', points: 20, proof: true },
  ],
});

describe.each(DATABASES)('proofs before the list of a session is fixed (%s)', (kind) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await voteGrid(test.app, withProofs);
    for (const section of ['toddlers', 'older']) await givePlaces(test.app, `${NURSERY}:${section}`, 0);
    await givePlaces(test.app, `${NURSERY}:babies`, 2);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
  });
  afterAll(() => test.close());

  const aFamily = (requestedAt: string, criterionFacts: Record<string, boolean>) =>
    anOrientedRequest(test.app, {
      requestedAt,
      form: { criterionFacts },
      child: {
        birthDate: BIRTH,
        need: { ...aChild().need, wantedFrom: ENTRY, week: { mon: { start: '08:00', end: '18:00' } } },
      },
    });

  /**
   * Two places and three families: the first to ask keeps its place whatever it proves, the second has nothing to
   * prove, and the third has a place only if its points count.
   */
  const aSessionThatDepends = async () => {
    const day = await aFreeThursday(test.app, 40);
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: ENTRY });
    const sure = await aFamily('2026-01-01T08:00:00.000Z', { adoption: true, relative_handicap: true });
    const plain = await aFamily('2026-02-01T08:00:00.000Z', {});
    const doubtful = await aFamily('2026-03-01T08:00:00.000Z', { relative_handicap: true });
    for (const { requestId } of [sure, plain, doubtful]) await listFor(test.app, requestId, id);
    return { id, day, sure, plain, doubtful };
  };
  const twoWeeksBefore = async (day: Day): Promise<void> => {
    clockOf(test.app).travelTo(instantAt(addDays(day, -14), '10:00'));
    await runDueJobs(test.app);
  };
  const askedOf = ({ dossierId }: { dossierId: string }) => outboxOf(test.app, { dossierId, kind: 'session-proofs' });

  it('two weeks before the session, only the family whose place depends on it is asked, in plain words', async () => {
    const { day, sure, plain, doubtful } = await aSessionThatDepends();
    await twoWeeksBefore(day);
    const [message] = await askedOf(doubtful);
    expect(message!.body).toContain('- Handicap d’un proche');
    expect(message!.body).toContain('Nous n’en gardons pas de copie.');
    expect([await askedOf(sure), await askedOf(plain)]).toEqual([[], []]);
  });

  it('the family, its desk and the coordinator see what is expected, until the desk has seen it', async () => {
    const { id, day, doubtful } = await aSessionThatDepends();
    await twoWeeksBefore(day);
    const family = await familyOf(test.app, doubtful, BIRTH);
    const desk = await signedIn(test.app, 'agent');
    const pointsUrl = `/rpe/demandes/${doubtful.requestId}/points`;
    const found = async () => desk.presses((await desk.opens('/rpe')).form('/rpe/recherche'), { text: doubtful.email });
    const secretary = await Secretary.of(test.app, id);

    expect((await family.opens('/mon-dossier')).sentences('.app-callout').join(' ')).toContain('Handicap d’un proche');
    expect((await desk.opens(pointsUrl)).text).toContain('le résultat de la commission peut en dépendre');
    expect((await found()).text).toContain('justificatif attendu');
    const sheet = await secretary.sheet();
    expect(sheet.text).toContain('1 demande doit montrer un justificatif ; aucune ne l’a fait.');
    expect(sheet.text).not.toMatch(/Nom\d|Enfant\d/);

    await desk.presses((await desk.opens(pointsUrl)).button('Handicap d’un proche'));
    expect((await family.opens('/mon-dossier')).text).not.toContain('Montrer un justificatif');
    expect((await found()).text).not.toContain('justificatif attendu');
    expect((await secretary.sheet()).text).toContain('1 demande doit montrer un justificatif ; 1 l’a fait.');
  });

  it('from the day on which the list was to be fixed, nobody is asked any more and no page names that day', async () => {
    const { id, day, doubtful } = await aSessionThatDepends();
    await twoWeeksBefore(day);
    const readBy = async (): Promise<string[]> => [
      (await (await familyOf(test.app, doubtful, BIRTH)).opens('/mon-dossier')).text,
      (await (await signedIn(test.app, 'agent')).opens(`/rpe/demandes/${doubtful.requestId}/points`)).text,
      (await (await Secretary.of(test.app, id)).sheet()).text,
    ];
    const before = await readBy();
    expect(before[0]).toMatch(/Montrez-le avant le \d/);
    expect(before[1]).toMatch(/À voir avant le \d/);
    expect(before[2]).toContain('Chercher et demander les justificatifs qui comptent');

    // No director has declared: the list waits.
    clockOf(test.app).travelTo(instantAt(addDays(day, -4), '10:00'));
    await runDueJobs(test.app);
    const after = await readBy();
    expect(after[0]).toContain('Montrez-le dès que possible au guichet');
    expect(after[1]).toContain('À voir dès que possible :');
    expect(after[2]).not.toContain('Chercher et demander les justificatifs qui comptent');
  });

  it('planned too late for that, a session asks nobody for a proof', async () => {
    const { day, doubtful } = await aSessionThatDepends();
    clockOf(test.app).travelTo(instantAt(addDays(day, -4), '10:00'));
    await runDueJobs(test.app);
    expect(await askedOf(doubtful)).toEqual([]);
  });

  it('a proof that was not shown is marked before the members, and the minutes tell how many were', async () => {
    const { id, day, doubtful, sure } = await aSessionThatDepends();
    await twoWeeksBefore(day);
    const secretary = await Secretary.of(test.app, id);
    await secretary.takes('places', 'freeze', 'prepare', 'open');
    const lineOf = async ({ requestId }: { requestId: string }) =>
      (await caseOf(test.app, id, requestId)).lines!.find(({ code }) => code === 'relative_handicap');
    expect(await lineOf(doubtful)).toMatchObject({ points: 20, toProve: true, asked: addDays(day, -14) });
    expect(await lineOf(sure)).not.toHaveProperty('asked');
    const shown = await secretary.browser.opens(secretary.caseUrl((await caseOf(test.app, id, doubtful.requestId)).id));
    expect(shown.text).toContain('justificatif demandé le');

    await secretary.keepsTheRest();
    await secretary.closes();
    const minutes = await secretary.browser.opens(`/commissions/${id}/compte-rendu`);
    expect(minutes.text).toContain(
      'Sur 3 lignes de points qui demandent un justificatif, aucune n’a été prouvée (0 %).',
    );
    expect(minutes.text).toContain('1 justificatif demandé avant la séance n’a pas été montré');
  });

  it('the coordinator looks again when the list has grown: nobody is asked twice', async () => {
    const { id, doubtful, plain } = await aSessionThatDepends();
    const secretary = await Secretary.of(test.app, id);
    const press = async (): Promise<string> =>
      (await secretary.browser.presses((await secretary.sheet()).button('Chercher et demander'))).text;
    expect(await press()).toContain('C’est demandé');
    expect(await press()).toContain('personne n’est dérangé');
    expect(await askedOf(doubtful)).toHaveLength(1);

    const late = await aFamily('2026-04-01T08:00:00.000Z', { adoption: true, relative_handicap: true });
    await listFor(test.app, late.requestId, id);
    expect(await press()).toContain('C’est demandé');
    expect([(await askedOf(late)).length, (await askedOf(doubtful)).length, (await askedOf(plain)).length]).toEqual([
      1, 1, 0,
    ]);
  });

  it('nothing is asked once the list is fixed, nor of a family that is no longer listed', async () => {
    const { id, day, doubtful } = await aSessionThatDepends();
    const desk = await signedIn(test.app, 'agent');
    const secretary = await Secretary.of(test.app, id);
    await secretary.takes('places', 'freeze');
    expect((await secretary.sheet()).hasForm('/justificatifs')).toBe(false);
    await twoWeeksBefore(day);
    expect(await askedOf(doubtful)).toEqual([]);
    expect((await desk.opens(`/rpe/demandes/${doubtful.requestId}/points`)).text).not.toContain('À voir avant');
  });

  it('a family that looks for nothing any more has nothing to show', async () => {
    const { day, doubtful } = await aSessionThatDepends();
    await twoWeeksBefore(day);
    const desk = await signedIn(test.app, 'agent');
    const points = async () => (await desk.opens(`/rpe/demandes/${doubtful.requestId}/points`)).text;
    expect(await points()).toContain('À voir avant');
    await test.app
      .get(UnitOfWork)
      .run((tx) =>
        test.app.get(RequestMoves).move(tx, DESK, doubtful.requestId, 'withdraw', { reason: 'other_solution' }),
      );
    expect(await points()).not.toContain('À voir avant');
  });

  it('what was asked stands in the copy of what is kept, and is forgotten with the family', async () => {
    const { day, doubtful } = await aSessionThatDepends();
    await twoWeeksBefore(day);
    const copy = await (await familyOf(test.app, doubtful, BIRTH)).get('/mon-dossier/mes-donnees');
    expect(copy.bytes.toString()).toContain('"criterion": "relative_handicap"');
    const kept = () => test.app.get(Reader).count(AskedProof, { requestId: doubtful.requestId });
    expect(await kept()).toBe(1);
    await test.app
      .get(UnitOfWork)
      .run((tx) => test.app.get(Forgetting).eraseDossier(tx, COORDINATOR, doubtful.dossierId, () => null));
    expect(await kept()).toBe(0);
  });
});
