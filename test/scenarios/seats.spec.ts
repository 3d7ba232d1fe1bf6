import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Closing, SessionDecisions } from '../../src/commissions/commission/index.js';
import { addDays, daysBetween } from '../../src/foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { SYSTEM, type Actor } from '../../src/foundation/platform/security/index.js';
import { Offers } from '../../src/places/placement/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import {
  anOrientedRequest,
  aThursday,
  clockOf,
  givePlaces,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { lost } from '../support/ledger.js';

const DAY = { start: '08:00', end: '18:00' };
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const SECTION = 'ma-71306:babies';

/** What one family of a run asks for, and what then happens to it. */
const family = fc.record({
  days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
  way: fc.constantFrom('session', 'session', 'session', 'emergency'),
  answer: fc.constantFrom('accept', 'decline', 'none'),
});

describe.each(DATABASES)('no seat is promised or held twice (%s)', (kind) => {
  let test: TestApp;
  let shift = 30;
  const run = <T>(work: (tx: never) => Promise<T>): Promise<T> =>
    test.app.get(UnitOfWork).run(work as never) as Promise<T>;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    await givePlaces(test.app, SECTION, 2);
    await givePlaces(test.app, 'ma-71306:toddlers', 0);
  });
  afterAll(() => test.close());

  const broken = () => lost(test.app.get(Reader));

  // @asvs 2.3.4
  it('whatever sessions, emergencies and answers do at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(family, { minLength: 2, maxLength: 5 }),
        fc.array(family, { minLength: 1, maxLength: 4 }),
        async (one, other) => {
          const sessions = [];
          const emergencies = [];
          for (const members of [one, other]) {
            const day = aThursday(test.app, shift);
            shift = daysBetween(clockOf(test.app).today(), day) + 1;
            const session = await planSession(test.app, { day, entryFrom: '2028-01-03', reofferAllowed: true });
            const judged = [];
            for (const { days, way, answer } of members) {
              const week = Object.fromEntries(days.map((weekday) => [weekday, DAY]));
              const request = await anOrientedRequest(test.app, {
                child: { birthDate: '2027-06-01', need: { ...aChild().need, week, wantedFrom: '2028-01-03' } },
              });
              if (way === 'emergency')
                emergencies.push({
                  ...request,
                  slots: days.reduce((mask, weekday) => mask | (3 << (2 * WEEKDAYS.indexOf(weekday))), 0),
                });
              else {
                await listFor(test.app, request.requestId, session.id);
                judged.push({ ...request, answer });
              }
            }
            await openSession(test.app, session.id);
            await test.app.get(SessionDecisions).keepAll(SYSTEM, session.id);
            sessions.push({ session, judged });
          }
          const director: Actor = {
            kind: 'staff',
            accountId: 'd',
            name: 'D',
            grants: [{ role: 'eaje_director', establishmentId: 'ma-71306' }],
          };
          await Promise.allSettled([
            ...sessions.map(({ session }) => test.app.get(Closing).closeSession(SYSTEM, session.id, undefined, true)),
            ...emergencies.map(({ requestId, dossierId, slots }) =>
              run((tx) =>
                test.app
                  .get(Offers)
                  .makeOffer(tx, director, 'admitUrgently', {
                    requestId,
                    dossierId,
                    sectionId: SECTION,
                    from: '2028-01-03',
                    to: addDays('2028-01-03', 200),
                    slots,
                    coversNeed: true,
                    reofferAllowed: false,
                    emergency: true,
                    days: 2,
                  }),
              ),
            ),
          ]);
          expect(await broken()).toEqual([]);
          const answers = sessions
            .flatMap(({ judged }) => judged)
            .map(async ({ requestId, dossierId, answer }) => {
              const offer = await test.app.get(Offers).openOfferOf(test.app.get(Reader), requestId);
              const parent: Actor = { kind: 'family', dossierId, draftId: null };
              if (!offer || answer === 'none') return;
              if (answer === 'accept') await run((tx) => test.app.get(Offers).acceptOffer(tx, parent, offer.id));
              else await run((tx) => test.app.get(Offers).declineOffer(tx, parent, offer.id, 'distance', 'wait'));
            });
          const queue = test.app.get(SqlQueueDriver);
          await Promise.allSettled([...answers, queue.runDue(), queue.runDue()]);
          expect(await broken()).toEqual([]);
        },
      ),
      { numRuns: 8, endOnFailure: true },
    );
    const [{ most } = { most: 0 }] = await test.app
      .get(Reader)
      .sql<{ most: number }>('SELECT MAX(held) AS most FROM seat_ledger WHERE section_id = :section', {
        section: SECTION,
      });
    // The runs did fight for the two places.
    expect(Number(most)).toBe(2);
  }, 120_000);
});
