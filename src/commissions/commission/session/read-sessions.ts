import { In } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Promised } from '../../../offer/supply/index.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import { allows, COMING, isComing, type SessionState } from '../domain/session-lifecycle.js';
import { Candidacy, CommissionSession } from '../persistence/commission.entities.js';

/** What other features read and lock of sessions and their cases, for use cases that authorise by themselves. */

/** The sessions of a body in these states, or in any; the soonest first. */
export const findSessionsOf = (
  from: Reader | Tx,
  bodyId: string,
  states?: readonly SessionState[],
): Promise<CommissionSession[]> =>
  from.find(CommissionSession, {
    where: { bodyId, ...(states ? { state: In([...states]) } : {}) },
    order: { startsAt: 'ASC' },
  });

/** @returns null when the session does not exist */
export const lockSession = (tx: Tx, sessionId: Id): Promise<CommissionSession | null> =>
  tx.lock(CommissionSession, { id: sessionId });

/** The cases that these sessions judge and have not decided for good. */
export const findFrozenCases = (from: Reader | Tx, sessionIds: readonly Id[]): Promise<Candidacy[]> =>
  from.find(Candidacy, { where: { sessionId: In([...sessionIds]), state: 'frozen' } });

/** The cases of one family before one session, whatever became of them. */
export const findCasesOfFamily = (from: Reader | Tx, dossierId: Id, sessionId: Id): Promise<Candidacy[]> =>
  from.find(Candidacy, { where: { dossierId, sessionId } });

/** The sessions of a body whose list is fixed and that have not decided yet: they count on its establishments. */
export async function listSessionsCounting(from: Reader | Tx, bodyId: Id): Promise<Promised[]> {
  const sessions = await findSessionsOf(from, bodyId);
  return sessions
    .filter(({ state }) => isComing(state) && !allows(state, 'list'))
    .map(({ startsAt, entryFrom }) => ({
      kind: 'session',
      number: dayOf(startsAt),
      sectionId: null,
      from: entryFrom,
      to: null,
      slots: 0,
      week: null,
      birth: null,
    }));
}

/** The sessions of these bodies that are still to sit, the soonest first. */
export async function listComingOf(
  from: Reader | Tx,
  bodies: readonly { readonly id: Id; readonly name: string }[],
): Promise<{ id: Id; name: string; day: Day }[]> {
  const names = new Map(bodies.map(({ id, name }) => [id, name]));
  const sessions = await from.find(CommissionSession, {
    where: { bodyId: In([...names.keys()]), state: In(COMING) },
    order: { startsAt: 'ASC', id: 'ASC' },
  });
  return sessions.map(({ id, bodyId, startsAt }) => ({ id, name: names.get(bodyId)!, day: dayOf(startsAt) }));
}
