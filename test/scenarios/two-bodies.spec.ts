import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Closing, SessionDecisions } from '../../src/commission/index.js';
import { addDays, addHours, type Day } from '../../src/kernel/time.js';
import { Supply } from '../../src/supply/index.js';
import { SYSTEM } from '../../src/platform/security/index.js';
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
import { aChild } from '../support/forms.js';
import { caseOf, mostHeld, offersTo, openOfferTo, runDueJobs } from '../support/kept.js';

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
  /** A session of each body sits: one family is before both, another only waits for each. */
  async function twoSessions() {
    const both = await aFamily(BETTER, OTHER);
    const nexts: Record<string, Family> = { [BETTER]: await aFamily(BETTER), [OTHER]: await aFamily(OTHER) };
    const sits = async (bodyId: string, at: string) => {
      const session = await planSession(test.app, {
        day: await aFreeThursday(test.app),
        bodyId,
        room: bodyId,
        entryFrom: addDays(day, 60),
      });
      for (const { requestId } of [both, nexts[at]!]) await listFor(test.app, requestId, session.id);
      return session.id;
    };
    const sessions: Record<string, string> = {
      [BETTER]: await sits('intercommunale', BETTER),
      [OTHER]: await sits('montceau', OTHER),
    };
    for (const id of Object.values(sessions)) await openSession(test.app, id);
    return { both, next: (at: string) => nexts[at]!, session: (at: string) => sessions[at]! };
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
  });

  it('admitted to a wish that it ranks lower, the live offer stays, and that seat goes to the next', async () => {
    const { both, next, session } = await twoSessions();
    await keepAllAndClose(test.app, session(BETTER));
    await keepAllAndClose(test.app, session(OTHER));
    expect((await caseOf(test.app, session(OTHER), both.requestId)).state).toBe('without_object');
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
});
