import { SessionCalendar, type NewSession } from '../../commissions/commission/index.js';
import type { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError } from '../../foundation/kernel/refusal.js';
import { addDays, addMonths, mondayOf, type Day } from '../../foundation/kernel/time.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { DEMO_PEOPLE } from './demo-people.js';

/** Two bodies that share the RPE and the PMI nurse, so they do not sit on the same weekday. */
const BODIES = [
  { bodyId: 'montceau', weekday: 2, time: '14:00', room: 'Mairie de Montceau-les-Mines, salle du conseil' },
  { bodyId: 'intercommunale', weekday: 3, time: '09:30', room: 'Relais petite enfance, salle de réunion' },
] as const;
/** The first sessions sit in the week that begins this many weeks after the present one. */
const FIRST_IN_WEEKS = 4;

/** Plans a session on the day asked for, or on the nearest day that suits the members and the calendar. */
async function planNear(sessions: SessionCalendar, actor: Actor, wanted: NewSession): Promise<void> {
  try {
    await sessions.planSession(actor, wanted);
  } catch (error) {
    const [nearest] = String(error instanceof DomainError ? (error.refusal.facts?.['alternatives'] ?? '') : '')
      .split(' ')
      .filter(Boolean);
    if (!nearest) throw error;
    await sessions.planSession(actor, { ...wanted, day: nearest });
  }
}

const firstOf = (day: Day): Day => `${day.slice(0, 7)}-01`;

/** @returns how many sessions were planned */
export async function planDemoSessions(sessions: SessionCalendar, clock: Clock, coordinatorId: Id): Promise<number> {
  const { name, grants } = DEMO_PEOPLE.find((person) => person.grants.some((grant) => grant.role === 'coordinator'))!;
  const actor: Actor = { kind: 'staff', accountId: coordinatorId, name, grants };
  const monday = addDays(mondayOf(clock.today()), FIRST_IN_WEEKS * 7);
  let planned = 0;
  for (const { bodyId, weekday, time, room } of BODIES) {
    for (const quarter of [0, 1, 2]) {
      const day = addDays(mondayOf(addMonths(monday, quarter * 3)), weekday);
      const entryFrom = firstOf(addMonths(day, 1));
      await planNear(sessions, actor, { bodyId, day, time, room, entryFrom, reofferAllowed: true });
      planned += 1;
    }
  }
  return planned;
}
