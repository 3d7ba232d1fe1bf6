import { BodyMember, CommissionSession } from '../../../src/commissions/commission/persistence/commission.entities.js';
import { collisionOf } from '../../../src/commissions/commission/domain/agenda-conflicts.js';
import { holidayOn, isWeekend } from '../../../src/territory/calendar/domain/index.js';
import { SESSION_TASKS, taskAt, taskKey } from '../../../src/commissions/commission/domain/session-dates.js';
import { hasBegun, isComing, isListing } from '../../../src/commissions/commission/domain/session-lifecycle.js';
import { dayOf, timeOf, type Instant } from '../../../src/foundation/kernel/time.js';
import type { Reader } from '../../../src/foundation/platform/database/index.js';
import { Job } from '../../../src/foundation/platform/queue/job.entity.js';
import { Offer } from '../../../src/places/placement/persistence/placement.entities.js';
import { Bodies } from '../../../src/commissions/commission/index.js';
import { lost } from '../ledger.js';

type Rule = (reader: Reader, bodies: Bodies, now: Instant) => Promise<string[]>;

const told = (rows: readonly Record<string, unknown>[], what: string): string[] =>
  rows.map((row) => `${what}: ${JSON.stringify(row)}`);

/** The day on which each opened session sits: after a pause, its next day. */
const latestDays = async (reader: Reader): Promise<Map<string, Instant>> =>
  new Map(
    (
      await reader.sql<{ session_id: string; starts_at: Instant }>(
        'SELECT session_id, starts_at FROM sitting_day ORDER BY number',
      )
    ).map((day) => [day.session_id, day.starts_at]),
  );

/** What must always hold, whatever was done. Each rule returns a sentence for each thing that is broken. */
export const RULES: Record<string, Rule> = {
  seats: async (reader) => told(await lost(reader), 'a seat held twice, or by nobody'),

  offersOfStates: async (reader) =>
    told(
      await reader.sql(
        `SELECT r.id, r.state, COUNT(o.id) AS offers FROM child_request r LEFT JOIN offer o ON o.request_id = r.id AND o.state = 'open'
     GROUP BY r.id, r.state HAVING COUNT(o.id) <> CASE WHEN r.state = 'offered' THEN 1 ELSE 0 END`,
      ),
      'open offers and the state disagree',
    ),

  placesOfStates: async (reader) =>
    told(
      await reader.sql(
        `SELECT r.id, r.state, COUNT(p.id) AS places FROM child_request r LEFT JOIN placement p ON p.request_id = r.id AND p.state = 'held'
     WHERE r.transfer_from_id IS NULL GROUP BY r.id, r.state
     HAVING COUNT(p.id) <> CASE WHEN r.state IN ('placed', 'partly_placed') THEN 1 ELSE 0 END`,
      ),
      'held places and the state disagree',
    ),

  nextActs: async (reader) =>
    told(
      await reader.sql(
        `SELECT id, state, next_act, next_act_due, next_act_owner FROM child_request
     WHERE (next_act IS NULL OR next_act_due IS NULL OR next_act_owner IS NULL) = (state IN ('submitted', 'in_triage',
       'incomplete', 'oriented', 'before_commission', 'waiting_list', 'offered', 'partly_placed'))`,
      ),
      'an open request without a next act, or an ended one with',
    ),

  candidacies: async (reader) =>
    told(
      [
        ...(await reader.sql<Record<string, unknown>>(
          `SELECT c.id, c.state, s.state AS session FROM candidacy c JOIN commission_session s ON s.id = c.session_id
       WHERE (c.state IN ('listed', 'frozen')
       AND s.state IN ('closed', 'signed', 'cancelled')) OR (c.state = 'listed'
       AND s.state IN ('prepared', 'open', 'suspended')) OR (c.state = 'frozen' AND s.state IN ('planned', 'called'))`,
        )),
        ...(await reader.sql<Record<string, unknown>>(
          `SELECT r.id, r.state FROM child_request r WHERE r.state = 'before_commission'
       AND NOT EXISTS (SELECT 1 FROM candidacy c WHERE c.request_id = r.id AND c.state IN ('listed', 'frozen'))`,
        )),
        ...(await reader.sql<Record<string, unknown>>(
          `SELECT r.id, r.state FROM child_request r WHERE r.state IN ('withdrawn', 'placed', 'lapsed')
       AND EXISTS (SELECT 1 FROM candidacy c WHERE c.request_id = r.id AND c.state IN ('listed', 'frozen'))`,
        )),
      ],
      'a candidacy out of step',
    ),

  offers: async (reader) =>
    (await reader.find(Offer)).flatMap((offer) => [
      ...(timeOf(offer.deadline) === '00:00' ? [] : [`the deadline ${offer.deadline} is not a midnight of Paris`]),
      ...(offer.effectiveDeadline >= offer.deadline ? [] : [`${offer.id} ends before its deadline`]),
      ...(offer.state === 'accepted' && offer.remindedAt !== null && offer.answeredAt! >= offer.effectiveDeadline
        ? [`${offer.id} accepted too late`]
        : []),
      ...(offer.state === 'expired' && (offer.remindedAt === null || offer.answeredAt! < offer.effectiveDeadline)
        ? [`${offer.id} lapsed too early`]
        : []),
    ]),

  /** Every date derived from a session is at its own hour in Paris, before and after the clocks change. */
  jobs: async (reader, bodies, now) => {
    const sessions = await reader.find(CommissionSession);
    const waiting = await reader.find(Job, { where: { state: 'waiting' } });
    const all = await bodies.listBodies();
    const days = await latestDays(reader);
    return sessions.flatMap((session) =>
      SESSION_TASKS.flatMap((task) => {
        const job = waiting.find(({ key }) => key === taskKey(session.id, task));
        if (!job) return [];
        const isDone =
          task === 'minutes'
            ? ['signed', 'cancelled'].includes(session.state)
            : task === 'call'
              ? hasBegun(session.state)
              : !isListing(session.state);
        if (isDone) return [`${task} still waits for a session that is ${session.state}`];
        const due = taskAt(
          task,
          days.get(session.id) ?? session.startsAt,
          all.find(({ id }) => id === session.bodyId)!.noticeDays,
        );
        // A list whose places are not declared in time is tried again each day, and as soon as they are declared. So is
        // a convocation to members of whom nobody has said where they are written to.
        const waits = (task === 'freeze' || task === 'call') && due <= now && job.runAt > due;
        return job.runAt === due || waits ? [] : [`${task} waits at ${job.runAt}, not ${due}`];
      }),
    );
  },

  agendas: async (reader, bodies) => {
    const members = await reader.find(BodyMember);
    const names = await bodies.listBodies();
    const days = await latestDays(reader);
    const sittings = (await reader.find(CommissionSession))
      // Who opens a session on another day than planned confirms that day, whatever else is planned then.
      .filter(({ state }) => isComing(state) && state !== 'open')
      .map(({ id, bodyId, startsAt, room }) => ({
        id,
        bodyId,
        startsAt: days.get(id) ?? startsAt,
        room,
        bodyName: names.find((body) => body.id === bodyId)!.name,
        members: members
          .filter((member) => member.bodyId === bodyId)
          .map(({ personKey, label }) => ({ key: personKey, label })),
      }));
    return sittings.flatMap((one) => [
      ...(collisionOf(one, sittings) ? [`${one.startsAt} of ${one.bodyId} collides`] : []),
      ...(isWeekend(dayOf(one.startsAt)) || holidayOn(dayOf(one.startsAt))
        ? [`${one.startsAt} is no working day`]
        : []),
    ]);
  },

  /** Each family gets one message about each event, neither none nor two. */
  messages: async (reader) =>
    told(
      await reader.sql(
        `SELECT * FROM (
       SELECT d.id,
         (SELECT COUNT(*) FROM offer o WHERE o.dossier_id = d.id) AS offers, (SELECT COUNT(*) FROM message m
         WHERE m.dossier_id = d.id AND m.kind = 'offer') AS offers_told,
         (SELECT COUNT(*) FROM offer o WHERE o.dossier_id = d.id AND o.state = 'expired') AS lapsed, (SELECT COUNT(*)
         FROM message m WHERE m.dossier_id = d.id AND m.kind = 'offer-expired') AS lapsed_told,
         (SELECT COUNT(*) FROM offer o WHERE o.dossier_id = d.id AND o.reminded_at IS NOT NULL) AS reminded,
         (SELECT COUNT(*) FROM message m WHERE m.dossier_id = d.id AND m.kind = 'offer-reminder') AS reminders,
         (SELECT COUNT(*) FROM candidacy c JOIN commission_session s ON s.id = c.session_id WHERE c.dossier_id = d.id
         AND s.state = 'closed' AND c.decision = 'wait' AND c.state IN ('waiting', 'admitted')) AS waiting,
         (SELECT COUNT(*) FROM message m WHERE m.dossier_id = d.id AND m.kind = 'session-waiting') AS waiting_told
       FROM dossier d) counted
     WHERE offers <> offers_told OR lapsed <> lapsed_told OR reminders < reminded OR reminders > offers OR waiting <> waiting_told`,
      ),
      'messages and events disagree',
    ),
};

/** What must hold once time has passed and every job has run. */
export const SETTLED: Record<string, Rule> = {
  noJobLeftBehind: async (reader, _bodies, now) =>
    (await reader.find(Job)).flatMap((job) =>
      job.state === 'failed'
        ? [`${job.type} failed: ${job.lastError}`]
        : job.state === 'waiting' && job.runAt <= now
          ? [`${job.type} should have run at ${job.runAt}`]
          : [],
    ),
  noOfferPastItsDeadline: async (reader, _bodies, now) =>
    (await reader.find(Offer, { where: { state: 'open' } })).flatMap((offer) =>
      offer.effectiveDeadline <= now ? [`${offer.id} is open after ${offer.effectiveDeadline}`] : [],
    ),
  frozenInTime: async (reader, _bodies, now) =>
    (await reader.find(CommissionSession)).flatMap(({ state, startsAt, placesDeclaredAt }) =>
      isListing(state) && placesDeclaredAt !== null && startsAt <= now ? [`a session of ${startsAt} still lists`] : [],
    ),
};
