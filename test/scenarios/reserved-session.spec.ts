import { In } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '../support/runner.js';
import { SessionAudit } from '../../src/commissions/commission/answers/session-audit.js';
import { CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import { Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { addDays, type Day } from '../../src/foundation/kernel/time.js';
import { slotsToMask, SLOTS } from '../../src/foundation/kernel/week-schedule.js';
import { FamilyOwners } from '../../src/places/placement/index.js';
import { UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { ownerKeyOf, PlaceReservations, Supply, type PlaceOwner } from '../../src/offer/supply/index.js';
import { ReservedPlaces } from '../../src/offer/supply/persistence/supply.entities.js';
import { readAudit } from '../../src/commissions/verify-session/file.js';
import { verify } from '../../src/commissions/verify-session/verify.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import {
  aFreeThursday,
  anOrientedRequest,
  emptySeats,
  givePlaces,
  keepAllAndClose,
  listFor,
  openSession,
  planSession,
  seedCommissions,
} from '../support/commission.js';
import { aChild } from '../support/forms.js';
import { caseOf, openOfferTo } from '../support/kept.js';
import { signedIn } from '../support/people.js';
import { COORDINATOR } from '../support/placement-world.js';

const AT = 'ma-71306';
const BABIES = `${AT}:babies`;
const BLANZY: PlaceOwner = { ownerKind: 'commune', communeCode: '71040', employer: null };
const HOSPITAL: PlaceOwner = { ownerKind: 'employer', communeCode: null, employer: 'Hôpital du Bassin' };
const hours = { start: '08:00', end: '18:00' };

describe.each(DATABASES)('a session that gives reserved places (%s)', (kind) => {
  let test: TestApp;
  let coordinator: Browser;
  let day: Day;

  const run = <T>(work: Parameters<UnitOfWork['run']>[0]): Promise<T> =>
    test.app.get(UnitOfWork).run(work) as Promise<T>;
  /** A family of a commune. A place is wanted from Monday to Thursday, or on some days. */
  const aRequest = async (communeCode: string, weekdays = ['mon', 'tue', 'thu']) => {
    const week = Object.fromEntries(weekdays.map((weekday) => [weekday, hours]));
    const child = { birthDate: addDays(day, -200), need: { ...aChild().need, wantedFrom: addDays(day, 30), week } };
    const made = await anOrientedRequest(test.app, { child });
    await run((tx) => tx.update(Dossier, { id: made.dossierId }, { communeCode }));
    return made;
  };
  const reserves = async (owner: PlaceOwner, more: object = {}): Promise<void> => {
    const { version } = test.app.get(Supply).provider(AT)!;
    await test.app
      .get(PlaceReservations)
      .reservePlaces(COORDINATOR, AT, version, {
        ...owner,
        sectionId: BABIES,
        from: addDays(day, -20),
        to: null,
        slots: slotsToMask(SLOTS.slice(0, 10)),
        places: 1,
        releaseOn: null,
        ...more,
      });
  };
  const sessionWith = async (...requestIds: string[]): Promise<string> => {
    const { id } = await planSession(test.app, { day, time: '09:00', entryFrom: addDays(day, 45) });
    for (const requestId of requestIds) await listFor(test.app, requestId, id);
    await openSession(test.app, id);
    return id;
  };
  const proposedIn = async (id: string, requestId: string): Promise<string | null> =>
    (await caseOf(test.app, id, requestId)).proposedSectionId;

  beforeAll(async () => {
    test = await startApp(kind);
    await seedCommissions(test.app);
    for (const section of ['toddlers', 'older']) await givePlaces(test.app, `${AT}:${section}`, 0);
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    await run(async (tx) => {
      await tx.delete(ReservedPlaces, { sectionId: BABIES });
      // A session that still counts on the places would refuse every reservation.
      await tx.update(CommissionSession, { state: In(['frozen', 'prepared', 'open']) }, { state: 'cancelled' });
    });
    await emptySeats(test.app);
    await givePlaces(test.app, BABIES, 2);
    day = await aFreeThursday(test.app, 30);
    coordinator = await signedIn(test.app, 'coordinator');
  });

  it('gives them to those for whom they are, keeps them from the others, says so, and what it tells is true', async () => {
    await reserves(BLANZY);
    const [first, second] = [await aRequest('71306'), await aRequest('71306')];
    const near = await aRequest('71040');
    const id = await sessionWith(first.requestId, second.requestId, near.requestId);
    expect(await Promise.all([first, second, near].map(({ requestId }) => proposedIn(id, requestId)))).toEqual([
      BABIES,
      null,
      `${BABIES}~commune:71040`,
    ]);
    const page = await coordinator.opens(`/commissions/${id}/seance`);
    expect(page.text).toContain('Bébés (places réservées : commune de Blanzy)');
    await keepAllAndClose(test.app, id);
    const [common, reserved] = [
      await openOfferTo(test.app, first.requestId),
      await openOfferTo(test.app, near.requestId),
    ];
    expect([common.reservedFor, reserved.reservedFor]).toEqual([null, 'commune:71040']);
    expect([common.sectionId, reserved.sectionId]).toEqual([BABIES, BABIES]);
    const director = await signedIn(test.app, 'director');
    const week = await director.opens(`/eaje/${AT}/semaine?du=${common.from}`);
    const rows = week.table('Semaine du').filter(([name]) => name!.startsWith('Bébés'));
    // One offer takes the only seat of everybody; the other takes the seat of the commune.
    expect(rows.map(([name, monday]) => [name, monday])).toEqual([
      [expect.stringMatching(/^Bébés de /), expect.stringContaining('0 confirmée, 1 promise')],
      ['Bébés, places réservées : commune de Blanzy', expect.stringContaining('0 confirmée, 1 promise')],
    ]);
    const text = await test.app.get(SessionAudit).buildFile(COORDINATOR, id);
    expect(verify(readAudit(text)).wrong).toEqual([]);
  });

  it('leaves them empty where nobody has a right to them, and gives them to all once they are released', async () => {
    await reserves(BLANZY);
    const [first, second] = [await aRequest('71306'), await aRequest('71306')];
    const id = await sessionWith(first.requestId, second.requestId);
    expect([await proposedIn(id, first.requestId), await proposedIn(id, second.requestId)]).toEqual([BABIES, null]);
    await run((tx) => tx.update(ReservedPlaces, { sectionId: BABIES }, { releaseOn: '2026-01-01' }));
    day = await aFreeThursday(test.app, 40);
    const [third, fourth] = [await aRequest('71306'), await aRequest('71306')];
    const released = await sessionWith(third.requestId, fourth.requestId);
    expect([await proposedIn(released, third.requestId), await proposedIn(released, fourth.requestId)]).toEqual([
      BABIES,
      BABIES,
    ]);
  });

  it('an employer’s are for the families noted when the list was fixed', async () => {
    await reserves(HOSPITAL);
    const [first, staff] = [await aRequest('71306'), await aRequest('71306')];
    const owner = ownerKeyOf(HOSPITAL);
    await run((tx) =>
      test.app.get(FamilyOwners).noteRight(tx, COORDINATOR, { dossierId: staff.dossierId }, owner, 'Le bureau'),
    );
    const id = await sessionWith(first.requestId, staff.requestId);
    expect((await caseOf(test.app, id, staff.requestId)).snapshot!.reservedFor).toEqual([owner]);
    expect(await proposedIn(id, first.requestId)).toBe(BABIES);
    expect(await proposedIn(id, staff.requestId)).toMatch(/^ma-71306:babies~employer:/);
  });

  it('a session without reserved places has the instance that it always had', async () => {
    const first = await aRequest('71040');
    const id = await sessionWith(first.requestId);
    expect(await proposedIn(id, first.requestId)).toBe(BABIES);
    expect((await caseOf(test.app, id, first.requestId)).snapshot).not.toHaveProperty('reservedFor');
  });
});
