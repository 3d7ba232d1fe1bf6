import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { readAudit, type AuditFile, type LaterPlace } from '../../src/commissions/verify-session/file.js';
import { verify } from '../../src/commissions/verify-session/verify.js';
import { Candidacy } from '../../src/commissions/commission/persistence/commission.entities.js';
import { addDays, addMonths, isoWeekday, type Day } from '../../src/foundation/kernel/time.js';
import { slotsToMask, SLOTS } from '../../src/foundation/kernel/week-schedule.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { SeatLedger } from '../../src/places/placement/persistence/placement.entities.js';
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
} from '../support/commission.js';
import { numbersFrom } from '../support/engine/medium.js';
import { aChild } from '../support/forms.js';
import { signedIn } from '../support/people.js';
import { placeChild } from '../support/placed-child.js';

const BABIES = 'ma-71306:babies';
const HOURS = { start: '08:00', end: '18:00' };
const WEEK = { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS };
const WHOLE = slotsToMask(SLOTS.slice(0, 10));
/** The stays of babies end with the school year. */
const LAST_DAY = '2027-08-31';
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

interface Told {
  readonly from: Day;
  readonly given: boolean;
}

/** An audit file that tells something else of its later places. */
const changed = (file: AuditFile, change: (later: LaterPlace) => LaterPlace): AuditFile => ({
  ...file,
  told: file.told.map((told) => {
    const later = told.explanation?.later;
    return later ? { ...told, explanation: { ...told.explanation!, later: change(later) } } : told;
  }),
});

/**
 * The sentence "a place has come free for…, you had not said that you could wait" is judged by the ledger of seats and
 * the outcome of the session, read here without any code that wrote it (docs/decisions/0175).
 */
describe.each(DATABASES)('a later place is told as it was (%s)', (kind) => {
  let test: TestApp;
  let day: Day;
  let entry: Day;
  const seen = { free: 0, given: 0, none: 0 };

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const section of ['ma-71306:toddlers', 'ma-71306:older', 'cf-71306:mixed'])
      await givePlaces(test.app, section, 0);
  });
  beforeEach(async () => {
    clockOf(test.app).travelTo('2026-11-24T08:00:00.000Z');
    await emptySeats(test.app);
    await givePlaces(test.app, BABIES, 2);
    day = await aFreeThursday(test.app);
    entry = addDays(day, 10);
  });
  afterAll(() => test.close());

  /** The first day of a week from which a section has a place every day to the end of the year. */
  const firstFreeDay = async (): Promise<Day | null> => {
    const rows = await test.app.get(Reader).find(SeatLedger, { where: { sectionId: BABIES } });
    const full = rows.filter(
      (row) => row.weekday <= 5 && row.day <= LAST_DAY && row.held >= row.places && row.places > 0,
    );
    const last =
      full
        .map((row) => row.day)
        .sort()
        .at(-1) ?? '2026-11-24';
    let from = addDays(last, 1);
    while (isoWeekday(from) > 5) from = addDays(from, 1);
    return from < LAST_DAY ? from : null;
  };

  const expected = async (one: Candidacy, all: readonly Candidacy[]): Promise<Told | null> => {
    const { wantedFrom, waits } = one.snapshot!;
    const own = wantedFrom > entry ? wantedFrom : entry;
    const said = waits?.until ?? own;
    const within = (from: Day | null): from is Day => from !== null && from > said && from <= addMonths(own, 6);
    const given = all
      .filter((other) => other.state !== 'waiting' && other.rank! > one.rank!)
      .flatMap(({ decidedFrom }) => (within(decidedFrom) ? [{ from: decidedFrom, given: true }] : []));
    const free = await firstFreeDay();
    const found = [...given, ...(within(free) ? [{ from: free, given: false }] : [])];
    return (
      found.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : Number(b.given) - Number(a.given)))[0] ?? null
    );
  };

  it.each(SEEDS)('in a session drawn from %i', async (seed) => {
    const next = numbersFrom(seed);
    const upTo = (most: number): number => Math.floor(next() * most);
    for (let child = 0; child < 2; child += 1)
      await placeChild(
        test.app,
        { sectionId: BABIES, from: '2026-11-24', to: addDays(entry, upTo(200)), slots: WHOLE },
        addDays(day, -240),
      );
    const session = await planSession(test.app, { day, entryFrom: entry });
    for (let family = 0; family < 4; family += 1) {
      const wantedFrom = addDays(entry, upTo(40));
      const latestFrom = upTo(2) === 0 ? null : addDays(wantedFrom, 20 + upTo(100));
      const { requestId } = await anOrientedRequest(test.app, {
        child: {
          birthDate: addDays(day, -200),
          adaptationNeed: upTo(2) === 0,
          need: { ...aChild().need, wantedFrom, latestFrom, week: WEEK },
        },
      });
      await listFor(test.app, requestId, session.id);
    }
    await openSession(test.app, session.id);
    await keepAllAndClose(test.app, session.id);
    const all = await test.app.get(Reader).find(Candidacy, { where: { sessionId: session.id } });
    for (const one of all.filter(({ state }) => state === 'waiting')) {
      const later = one.explanation?.later;
      const told = later ? { from: later.from, given: later.given === true } : null;
      expect(told).toEqual(await expected(one, all));
      seen[told === null ? 'none' : told.given ? 'given' : 'free'] += 1;
    }
    const coordinator = await signedIn(test.app, 'coordinator');
    const file = (await coordinator.get(`/commissions/${session.id}/controle.json`)).bytes.toString();
    expect(verify(readAudit(file)).wrong).toEqual([]);
    // A place that went to somebody was not free, and no place comes before the child's own day.
    const lies = (change: (later: LaterPlace) => LaterPlace): number =>
      verify(readAudit(JSON.stringify(changed(readAudit(file), change)))).wrong.length;
    const given = all.filter((one) => one.explanation?.later?.given).length;
    expect(lies(({ given: _, ...later }) => later)).toBe(given);
    expect(lies((later) => ({ ...later, from: '2026-12-01' }))).toBe(
      all.filter((one) => one.explanation?.later).length,
    );
  });

  it('of every kind', () => {
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
  });
});
