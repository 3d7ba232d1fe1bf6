import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { StaffAccount } from '../../src/territory/accounts/persistence/accounts.entities.js';
import { seedGrid } from '../../src/commissions/admission/index.js';
import {
  Candidacies,
  Closing,
  Freezing,
  Opening,
  PlacesDeclarations,
  Preparation,
  SessionCalendar,
  SessionDecisions,
  inventMembers,
  seedBodies,
  type NewSession,
} from '../../src/commissions/commission/index.js';
import {
  Body,
  BodyMember,
  Candidacy,
  CommissionSession,
} from '../../src/commissions/commission/persistence/commission.entities.js';
import { SittingDay } from '../../src/commissions/commission/persistence/sitting.entities.js';
import { holidayOn } from '../../src/territory/calendar/domain/index.js';
import {
  DossierIntake,
  RequestMoves,
  TriageActs,
  type ChildForm,
  type DossierForm,
  type Track,
} from '../../src/dossier/dossier/index.js';
import { Clock } from '../../src/foundation/kernel/clock.js';
import { addDays, dayOf, isoWeekday, type Day } from '../../src/foundation/kernel/time.js';
import { SLOTS } from '../../src/foundation/kernel/week-schedule.js';
import { Reader, UnitOfWork, type Tx } from '../../src/foundation/platform/database/index.js';
import { SYSTEM, type Actor } from '../../src/foundation/platform/security/index.js';
import { SeatPlaces } from '../../src/places/placement/seat-places.js';
import { CAPACITY_FROM } from '../../src/offer/supply/index.js';
import { Capacity } from '../../src/offer/supply/persistence/supply.entities.js';
import type { TravellingClock } from '../../src/foundation/platform/time/index.js';
import { aChild, aForm, wishFor } from './forms.js';
import { seedWorld, STAFF } from './seed.js';

export const DESK: Actor = {
  kind: 'staff',
  accountId: 'desk',
  name: 'Guichet',
  grants: [{ role: 'rpe_agent', deskId: 'rpe' }],
};

export const clockOf = (app: NestFastifyApplication): TravellingClock => app.get(Clock) as TravellingClock;

/** Makes the world of the demo on 24 November 2026: territory, supply, sign-ins, bodies, and the grid in force. */
export async function seedCommissions(app: NestFastifyApplication): Promise<void> {
  // All runs begin on the same morning, so that holidays, sessions and entries always fall on the same dates.
  clockOf(app).travelTo('2026-11-24T08:00:00.000Z');
  await seedWorld(app);
  const at = app.get(Clock).now();
  await app.get(UnitOfWork).run(async (tx) => {
    await seedBodies(tx, 'data');
    await inventMembers(tx, 'data');
    await seedGrid(tx, 'data', at);
  });
}

/** Removes what earlier tests left: offers, places and jobs. All seats are free again. */
export async function emptySeats(app: NestFastifyApplication): Promise<void> {
  await app.get(UnitOfWork).run(async (tx) => {
    await tx.write(`UPDATE offer SET state = 'withdrawn' WHERE state = 'open'`);
    await tx.write('DELETE FROM temporary_place');
    await tx.write('DELETE FROM asked_family');
    await tx.write('DELETE FROM asked_first_day');
    await tx.write(`UPDATE placement SET state = 'ended', "from" = '2000-01-02', "to" = '2000-01-01'`);
    await tx.write(`UPDATE job SET state = 'cancelled' WHERE state = 'waiting'`);
    await tx.write('UPDATE seat_ledger SET held = 0, beyond = 0 WHERE held <> 0');
  });
}

/** Gives a section this many places on each weekday half-day. */
export async function givePlaces(app: NestFastifyApplication, sectionId: string, places: number): Promise<void> {
  const seats = Object.fromEntries(SLOTS.slice(0, 10).map((slot) => [slot, places]));
  await app.get(UnitOfWork).run(async (tx) => {
    await tx.update(Capacity, { sectionId }, { seats });
    await app.get(SeatPlaces).setPlaces(tx, sectionId, CAPACITY_FROM, seats);
  });
}

/** The first Thursday at least this many days away that is no holiday and not the day before one. */
export function aThursday(app: NestFastifyApplication, atLeastDays: number): Day {
  let day = addDays(app.get(Clock).today(), atLeastDays);
  while (isoWeekday(day) !== 4 || holidayOn(day) || holidayOn(addDays(day, 1))) day = addDays(day, 1);
  return day;
}

/** The first such Thursday on which no session sits, nor goes on after a pause. */
export async function aFreeThursday(app: NestFastifyApplication, atLeastDays = 30): Promise<Day> {
  const reader = app.get(Reader);
  const sittings = [...(await reader.find(CommissionSession)), ...(await reader.find(SittingDay))];
  const taken = new Set(sittings.map(({ startsAt }) => dayOf(startsAt)));
  let far = atLeastDays;
  while (taken.has(aThursday(app, far))) far += 7;
  return aThursday(app, far);
}

export async function planSession(
  app: NestFastifyApplication,
  wanted: Partial<NewSession> & { day: Day },
): Promise<CommissionSession> {
  return app
    .get(SessionCalendar)
    .planSession(SYSTEM, {
      bodyId: 'montceau',
      time: '14:00',
      room: 'Mairie de Montceau',
      entryFrom: addDays(wanted.day, 60),
      reofferAllowed: true,
      ...wanted,
    });
}

let families = 0;

/** A family whose request is oriented, so that it can be listed. */
export async function anOrientedRequest(
  app: NestFastifyApplication,
  options: {
    wishes?: string[];
    child?: Partial<ChildForm>;
    siblings?: Partial<ChildForm>[];
    form?: Partial<DossierForm>;
    requestedAt?: string;
    tracks?: readonly Track[];
  } = {},
): Promise<{ requestId: string; siblingIds: string[]; dossierId: string; email: string }> {
  families += 1;
  const email = `famille.${families}@exemple.fr`;
  const base = aForm();
  const form = aForm({
    adults: [
      {
        ...base.adults[0]!,
        surname: `Nom${families}`,
        email,
        phone: `07${String(families).padStart(8, '0')}`,
        situation: 'working',
      },
    ],
    ...options.form,
    children: [options.child, ...(options.siblings ?? [])].map((child, index) =>
      aChild({
        firstName: `Enfant${families}${'abc'.charAt(index - 1)}`,
        surname: `Nom${families}`,
        wishes: (options.wishes ?? ['ma-71306']).map(wishFor),
        ...child,
      }),
    ),
  });
  return app.get(UnitOfWork).run(async (tx) => {
    const intake = await app
      .get(DossierIntake)
      .submitForm(tx, { kind: 'import', accountId: null }, form, {
        origin: 'counter',
        ...(options.requestedAt ? { requestedAt: options.requestedAt } : {}),
      });
    const [requestId, ...siblingIds] = intake.children.map((child) => child.requestId);
    for (const id of [requestId!, ...siblingIds]) {
      await app.get(RequestMoves).move(tx, DESK, id, 'takeUp');
      await app.get(TriageActs).orientRequest(tx, DESK, id, options.tracks ?? ['commission']);
    }
    return { requestId: requestId!, siblingIds, dossierId: intake.dossierId, email };
  });
}

export const listFor = (app: NestFastifyApplication, requestId: string, sessionId: string, actor: Actor = DESK) =>
  app.get(UnitOfWork).run((tx) => app.get(Candidacies).listRequest(tx, actor, requestId, sessionId));

/** Declares the places of every establishment of a session, so that its list can be fixed. */
export const declarePlaces = (app: NestFastifyApplication, sessionId: string) =>
  app.get(UnitOfWork).run((tx) => app.get(PlacesDeclarations).declareAll(tx, SYSTEM, sessionId));

/**
 * Numbers the cases of a session as they were listed, as sessions did before numbers were drawn: scenarios that name
 * cases by number cannot follow the draw.
 */
export async function numberAsListed(tx: Tx, sessionId: string): Promise<void> {
  const cases = await tx.find(Candidacy, { where: { sessionId }, order: { id: 'ASC' } });
  for (const [index, { id }] of cases.entries()) await tx.update(Candidacy, { id }, { agendaNumber: index + 1 });
  await tx.update(CommissionSession, { id: sessionId }, { numbersSeed: null });
}

/**
 * Declares places, freezes, prepares and opens a session. Its cases are numbered as they were listed.
 * @param drawn whether they keep the numbers that were drawn for them
 */
export async function openSession(app: NestFastifyApplication, sessionId: string, drawn = false): Promise<void> {
  await app.get(UnitOfWork).run(async (tx) => {
    await app.get(PlacesDeclarations).declareAll(tx, SYSTEM, sessionId);
    await app.get(Freezing).freezeList(tx, SYSTEM, sessionId);
    if (!drawn) await numberAsListed(tx, sessionId);
    await app.get(Preparation).prepareSession(tx, SYSTEM, sessionId);
    await app.get(Opening).openSession(tx, SYSTEM, sessionId, undefined, clockOf(app).today());
  });
}

/** A session of Montceau that sits, with so many families of babies before it. */
export async function aSessionThatSits(
  app: NestFastifyApplication,
  count: number,
  day?: Day,
): Promise<{ id: string; day: Day; families: Awaited<ReturnType<typeof anOrientedRequest>>[] }> {
  const on = day ?? (await aFreeThursday(app));
  const { id } = await planSession(app, { day: on, time: '09:00', entryFrom: addDays(on, 45) });
  const families = [];
  for (let index = 0; index < count; index += 1) {
    const family = await anOrientedRequest(app, { child: { birthDate: addDays(on, -200) } });
    await listFor(app, family.requestId, id);
    families.push(family);
  }
  await openSession(app, id);
  return { id, day: on, families };
}

/** The chair of Montceau signs in as the member of {@link STAFF}, or has no sign-in. */
export async function theChairHasASignIn(app: NestFastifyApplication, has = true): Promise<void> {
  const account = await app.get(Reader).findOne(StaffAccount, { email: STAFF['member']!.email });
  await app
    .get(UnitOfWork)
    .run((tx) => tx.update(BodyMember, { personKey: 'chair:montceau' }, { accountId: has ? account!.id : null }));
}

/** How many members the commission of Montceau needs to decide; null when it needs none. */
export const theQuorumIs = (app: NestFastifyApplication, quorum: number | null) =>
  app.get(UnitOfWork).run((tx) => tx.update(Body, { id: 'montceau' }, { quorum }));

export async function keepAllAndClose(app: NestFastifyApplication, sessionId: string): Promise<void> {
  await app.get(SessionDecisions).keepAll(SYSTEM, sessionId);
  await app.get(Closing).closeSession(SYSTEM, sessionId, undefined, true);
}

export async function stateOf(app: NestFastifyApplication, requestId: string): Promise<string> {
  const [row] = await app
    .get(Reader)
    .sql<{ state: string }>('SELECT state FROM child_request WHERE id = :requestId', { requestId });
  return row!.state;
}

export async function messagesTo(app: NestFastifyApplication, recipient: string): Promise<string[]> {
  const rows = await app
    .get(Reader)
    .sql<{ kind: string }>('SELECT kind FROM message WHERE recipient = :recipient ORDER BY created_at, id', {
      recipient,
    });
  return rows.map((row) => row.kind);
}
