import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { Closing, SessionCalendar, SessionDecisions } from '../../src/commissions/commission/index.js';
import { addDays, addHours, type Day } from '../../src/foundation/kernel/time.js';
import { Supply } from '../../src/offer/supply/index.js';
import { Offers, type Offer } from '../../src/places/placement/index.js';
import { OfferReminders } from '../../src/places/placement/offer-reminders.js';
import { UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SYSTEM, type Actor } from '../../src/foundation/platform/security/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import {
  aFreeThursday,
  anOrientedRequest,
  clockOf,
  emptySeats,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
  stateOf,
} from '../support/commission.js';
import { Browser } from '../support/browser.js';
import { aChild } from '../support/forms.js';
import { PASSWORD, STAFF } from '../support/seed.js';
import { COORDINATOR } from '../support/placement-world.js';
import { caseOf, mostHeld, offersTo, openOfferTo, outboxOf, runDueJobs } from '../support/kept.js';

const [BETTER, OTHER] = ['ma-71499', 'ma-71306'] as const;
type Family = Awaited<ReturnType<typeof anOrientedRequest>>;

describe.each(DATABASES)('a family before two bodies has one live offer (%s)', (kind) => {
  let test: TestApp;
  let day: Day;
  let sectionOf: (at: string) => string;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    const supply = test.app.get(Supply);
    sectionOf = (at) => supply.sectionsForChild(at, addDays(day, -200), addDays(day, 60))[0]!.id;
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
    day = await aFreeThursday(test.app);
    for (const at of [BETTER, OTHER])
      for (const { id } of test.app.get(Supply).sectionsOf(at)) await givePlaces(test.app, id, 0);
    for (const at of [BETTER, OTHER]) await givePlaces(test.app, sectionOf(at), 1);
  });
  afterAll(() => test.close());

  let asked = 0;
  const aFamily = (...wishes: string[]): Promise<Family> =>
    anOrientedRequest(test.app, {
      wishes,
      requestedAt: addHours(clockOf(test.app).now(), (asked += 1) - 1000),
      child: {
        birthDate: addDays(day, -200),
        need: { ...aChild().need, wantedFrom: day, week: { mon: { start: '08:30', end: '17:00' } } },
      },
    });
  /** A session of each body: a family is before both, others before one. @param opened those that sit */
  async function sessionsFor(
    both: readonly Family[],
    others: Readonly<Record<string, readonly Family[]>>,
    opened: readonly string[],
  ) {
    const plans = async (bodyId: string, at: string) => {
      const session = await planSession(test.app, {
        day: await aFreeThursday(test.app),
        bodyId,
        room: bodyId,
        entryFrom: addDays(day, 60),
      });
      for (const { requestId } of [...(others[at] ?? []), ...both]) await listFor(test.app, requestId, session.id);
      return session.id;
    };
    const sessions: Record<string, string> = {
      [BETTER]: await plans('intercommunale', BETTER),
      [OTHER]: await plans('montceau', OTHER),
    };
    for (const at of opened) await openSession(test.app, sessions[at]!);
    return { session: (at: string) => sessions[at]! };
  }
  /** One family is before both, another only waits for each. */
  async function twoSessions() {
    const both = await aFamily(BETTER, OTHER);
    const nexts: Record<string, Family> = { [BETTER]: await aFamily(BETTER), [OTHER]: await aFamily(OTHER) };
    const { session } = await sessionsFor([both], { [BETTER]: [nexts[BETTER]!], [OTHER]: [nexts[OTHER]!] }, [
      BETTER,
      OTHER,
    ]);
    return { both, next: (at: string) => nexts[at]!, session };
  }
  const states = (...families: Family[]) => Promise.all(families.map(({ requestId }) => stateOf(test.app, requestId)));
  /** The better place for the one who ranks it so, and each other seat for the next in its session's order. */
  const everySeatIsUsedOnce = async (both: Family, next: (at: string) => Family) => {
    expect((await openOfferTo(test.app, both.requestId)).providerId).toBe(BETTER);
    expect(await states(both, next(BETTER), next(OTHER))).toEqual(['offered', 'waiting_list', 'offered']);
    for (const at of [BETTER, OTHER]) expect(await mostHeld(test.app, sectionOf(at))).toBe(1);
  };

  it('admitted to a better wish, the offer not yet answered is replaced, and its seat goes to the next', async () => {
    const { both, next, session } = await twoSessions();
    await keepAllAndClose(test.app, session(OTHER));
    expect((await openOfferTo(test.app, both.requestId)).providerId).toBe(OTHER);
    await keepAllAndClose(test.app, session(BETTER));
    await runDueJobs(test.app);
    expect((await offersTo(test.app, both.requestId)).map(({ state }) => state)).toEqual(['replaced', 'open']);
    await everySeatIsUsedOnce(both, next);
    const [message] = (await outboxOf(test.app, { dossierId: both.dossierId, kind: 'offer' })).slice(-1);
    expect(message!.body).toContain('remplace celle que vous aviez (Multi-accueil de Montceau-les-Mines)');
  });

  it('admitted to a wish that it ranks lower, the live offer stays, and that seat goes to the next', async () => {
    const { both, next, session } = await twoSessions();
    await keepAllAndClose(test.app, session(BETTER));
    const coordinator = new Browser(test.app);
    await coordinator.signIn(STAFF['coordinator']!.email, PASSWORD);
    const { id } = await caseOf(test.app, session(OTHER), both.requestId);
    const offered = 'Une place lui est déjà proposée : Multi-accueil de Sanvignes-les-Mines, vœu n° 1.';
    for (const path of ['', `/${id}`])
      expect((await coordinator.opens(`/commissions/${session(OTHER)}/seance${path}`)).text).toContain(offered);
    await keepAllAndClose(test.app, session(OTHER));
    expect((await caseOf(test.app, session(OTHER), both.requestId)).state).toBe('without_object');
    for (const path of ['ordre-du-jour', 'compte-rendu'])
      expect((await coordinator.opens(`/commissions/${session(OTHER)}/${path}`)).text).toContain(
        'cède à une proposition mieux classée par la famille',
      );
    const told = await outboxOf(test.app, { dossierId: both.dossierId, kind: 'session-gave-way' });
    expect(told.map(({ body }) => body)).toEqual([expect.stringContaining('vous est déjà proposée')]);
    expect(await states(next(OTHER))).toEqual(['waiting_list']);
    await runDueJobs(test.app);
    expect((await offersTo(test.app, both.requestId)).map(({ state }) => state)).toEqual(['open']);
    await everySeatIsUsedOnce(both, next);
  });

  it('admitted by two sessions that close at the same moment, it is offered the better place alone', async () => {
    const { both, next, session } = await twoSessions();
    for (const at of [BETTER, OTHER]) await test.app.get(SessionDecisions).keepAll(SYSTEM, session(at));
    await Promise.all(
      [OTHER, BETTER].map((at) => test.app.get(Closing).closeSession(SYSTEM, session(at), undefined, true)),
    );
    await runDueJobs(test.app);
    expect((await offersTo(test.app, both.requestId)).filter(({ state }) => state === 'open')).toHaveLength(1);
    await everySeatIsUsedOnce(both, next);
  });

  describe('nobody ends with neither place because two sessions followed each other', () => {
    const run = (work: (tx: Tx) => Promise<unknown>) => test.app.get(UnitOfWork).run(work);
    const parentOf = ({ dossierId }: Family): Actor => ({ kind: 'family', dossierId, draftId: null });
    /** The family is reminded, and lets the time pass. @returns nothing has run since */
    const lapses = async (offerId: string, deadline: string): Promise<void> => {
      clockOf(test.app).travelTo(addHours(deadline, -24));
      await run((tx) => test.app.get(OfferReminders).recordReminder(tx, offerId, clockOf(test.app).now()));
      clockOf(test.app).travelTo(addHours(deadline, 25));
    };
    const ENDS = {
      declined: (both: Family, { id }: Offer) =>
        run((tx) => test.app.get(Offers).declineOffer(tx, parentOf(both), id, 'distance', 'wait')),
      expired: async (_: Family, { id, deadline }: Offer) => {
        await lapses(id, deadline);
        await runDueJobs(test.app);
      },
      // Its time is past, and the job that writes so has not run yet.
      'past and not written': (_: Family, { id, deadline }: Offer) => lapses(id, deadline),
      'taken back': (_: Family, { id }: Offer) =>
        run((tx) => test.app.get(Offers).revokeOffer(tx, COORDINATOR, id, 'place_no_longer_available')),
    } as const;
    const ORDERS = { 'the better body first': [BETTER, OTHER], 'the other body first': [OTHER, BETTER] } as const;
    const CASES = Object.keys(ORDERS).flatMap((order) =>
      Object.keys(ENDS).flatMap((end) => ['between the two', 'after both'].map((when) => [order, end, when] as const)),
    );

    it.each(CASES)('%s, the first live offer is %s %s', async (order, end, when) => {
      const [first, second] = ORDERS[order as keyof typeof ORDERS];
      const both = await aFamily(BETTER, OTHER);
      const { session } = await sessionsFor([both], {}, [BETTER, OTHER]);
      await keepAllAndClose(test.app, session(first));
      if (when === 'after both') await keepAllAndClose(test.app, session(second));
      const live = await openOfferTo(test.app, both.requestId);
      await ENDS[end as keyof typeof ENDS](both, live);
      if (when === 'between the two') await keepAllAndClose(test.app, session(second));
      await runDueJobs(test.app);
      // The seat that its other session gave it is offered; the one whose offer has ended is not forced on it again.
      const left = live.providerId === BETTER ? OTHER : BETTER;
      expect((await openOfferTo(test.app, both.requestId)).providerId).toBe(left);
      expect(await mostHeld(test.app, sectionOf(left))).toBe(1);
    });

    it.each(Object.keys(ORDERS))(
      '%s: the seat that it gave up went to the next, and it waits at its rank',
      async (order) => {
        const { both, next, session } = await twoSessions();
        for (const at of ORDERS[order as keyof typeof ORDERS]) await keepAllAndClose(test.app, session(at));
        await runDueJobs(test.app);
        await everySeatIsUsedOnce(both, next);
        await ENDS.declined(both, await openOfferTo(test.app, both.requestId));
        await runDueJobs(test.app);
        expect(await states(both)).toEqual(['waiting_list']);
        expect((await caseOf(test.app, session(OTHER), both.requestId)).state).toBe('waiting');
        // The next family does not want it: the seat comes back to the child who was admitted to it.
        await ENDS.declined(next(OTHER), await openOfferTo(test.app, next(OTHER).requestId));
        await runDueJobs(test.app);
        expect((await openOfferTo(test.app, both.requestId)).providerId).toBe(OTHER);
      },
    );

    it('kept waiting by one body, it is offered a seat that comes free there while the other is still to sit', async () => {
      const [holder, both] = [await aFamily(OTHER), await aFamily(BETTER, OTHER)];
      const { session } = await sessionsFor([both], { [OTHER]: [holder] }, [BETTER, OTHER]);
      await keepAllAndClose(test.app, session(OTHER));
      expect(await states(holder, both)).toEqual(['offered', 'before_commission']);
      await ENDS.declined(holder, await openOfferTo(test.app, holder.requestId));
      await runDueJobs(test.app);
      expect((await openOfferTo(test.app, both.requestId)).providerId).toBe(OTHER);
      await keepAllAndClose(test.app, session(BETTER));
      expect((await offersTo(test.app, both.requestId)).map(({ state }) => state)).toEqual(['replaced', 'open']);
    });

    it('the other session is cancelled: it still waits where it was kept waiting', async () => {
      const [holder, both] = [await aFamily(OTHER), await aFamily(BETTER, OTHER)];
      const { session } = await sessionsFor([both], { [OTHER]: [holder] }, [OTHER]);
      await keepAllAndClose(test.app, session(OTHER));
      await test.app.get(SessionCalendar).cancelSession(SYSTEM, session(BETTER), 'no_quorum');
      expect(await states(both)).toEqual(['waiting_list']);
      await ENDS.declined(holder, await openOfferTo(test.app, holder.requestId));
      await runDueJobs(test.app);
      expect((await openOfferTo(test.app, both.requestId)).providerId).toBe(OTHER);
    });
  });
});
