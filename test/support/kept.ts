import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { In, Like, MoreThan, MoreThanOrEqual, type FindOptionsWhere } from 'typeorm';
import { Candidacy, CommissionSession } from '../../src/commissions/commission/persistence/commission.entities.js';
import { SittingDay, Unmasking } from '../../src/commissions/commission/persistence/sitting.entities.js';
import { ChildRequest, Dossier, RequestHistory, Wish } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import type { Day } from '../../src/foundation/kernel/time.js';
import { Minutes, MinutesFile, MinutesSignature } from '../../src/commissions/minutes/persistence/minutes.entities.js';
import { Offer, Placement, SeatLedger, Solution } from '../../src/places/placement/persistence/placement.entities.js';
import { AuditEvent } from '../../src/foundation/platform/audit/audit-event.entity.js';
import { Reader, UnitOfWork } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { Job } from '../../src/foundation/platform/queue/job.entity.js';

/** What the application keeps, read as a scenario asks for it: one function for each question. */

type App = NestFastifyApplication;
const reader = (app: App): Reader => app.get(Reader);

function theOne<T>(found: T | null | undefined, what: string): T {
  if (found === null || found === undefined) throw new Error(`No ${what}`);
  return found;
}

export const requestOf = async (app: App, id: string): Promise<ChildRequest> =>
  theOne(await reader(app).findOne(ChildRequest, { id }), `request ${id}`);

export const dossierOf = async (app: App, id: string): Promise<Dossier> =>
  theOne(await reader(app).findOne(Dossier, { id }), `dossier ${id}`);

/** The request of a child that keeps its place and hopes for a better one. */
export const transferOf = async (app: App, requestId: string): Promise<ChildRequest> =>
  theOne(await reader(app).findOne(ChildRequest, { transferFromId: requestId }), `transfer of request ${requestId}`);

export const wishesOf = (app: App, requestId: string): Promise<Wish[]> =>
  reader(app).find(Wish, { where: { requestId }, order: { rank: 'ASC' } });

/** How often a request made this move, oldest first. */
export const historyOf = (app: App, requestId: string, action: RequestHistory['action']): Promise<RequestHistory[]> =>
  reader(app).find(RequestHistory, { where: { requestId, action }, order: { at: 'ASC', id: 'ASC' } });

/** The offers ever made to a request, oldest first. */
export const offersTo = (app: App, requestId: string): Promise<Offer[]> =>
  reader(app).find(Offer, { where: { requestId }, order: { madeAt: 'ASC', id: 'ASC' } });

/** The one offer that awaits an answer. */
export const openOfferTo = async (app: App, requestId: string): Promise<Offer> =>
  theOne(await reader(app).findOne(Offer, { requestId, state: 'open' }), `open offer to request ${requestId}`);

/** The parts of the place of a request, earliest first. */
export const partsOf = (app: App, requestId: string): Promise<Placement[]> =>
  reader(app).find(Placement, { where: { requestId }, order: { from: 'ASC', id: 'ASC' } });

/** The place of a request that has one part. */
export const placeOf = async (app: App, requestId: string): Promise<Placement> => {
  const parts = await partsOf(app, requestId);
  if (parts.length > 1) throw new Error(`${parts.length} parts of the place of request ${requestId}`);
  return theOne(parts[0], `place of request ${requestId}`);
};

export const solutionsOf = (app: App, requestId: string): Promise<Solution[]> =>
  reader(app).find(Solution, { where: { requestId }, order: { from: 'ASC', id: 'ASC' } });

/** Half-days from a day on that somebody holds, of one section or of all. */
export const heldFrom = (app: App, day: Day, sectionId?: string): Promise<SeatLedger[]> =>
  reader(app).find(SeatLedger, {
    where: { held: MoreThan(0), day: MoreThanOrEqual(day), ...(sectionId ? { sectionId } : {}) },
  });

/** The most children at once on any half-day of a section. */
export const mostHeld = async (app: App, sectionId: string): Promise<number> =>
  Math.max(0, ...(await reader(app).find(SeatLedger, { where: { sectionId } })).map(({ held }) => held));

export const sessionOf = async (app: App, id: string): Promise<CommissionSession> =>
  theOne(await reader(app).findOne(CommissionSession, { id }), `session ${id}`);

/** The cases of a session, best rank first, then in the order of their numbers. */
export const casesOf = (app: App, sessionId: string): Promise<Candidacy[]> =>
  reader(app).find(Candidacy, { where: { sessionId }, order: { rank: 'ASC', agendaNumber: 'ASC' } });

/** The case of a request before a session. */
export const caseOf = async (app: App, sessionId: string, requestId: string): Promise<Candidacy> =>
  theOne(await reader(app).findOne(Candidacy, { sessionId, requestId }), `case of request ${requestId}`);

/** The cases of a request before any session. */
export const candidaciesOf = (app: App, requestId: string): Promise<Candidacy[]> =>
  reader(app).find(Candidacy, { where: { requestId }, order: { id: 'ASC' } });

/** The days on which a session sat or sits, in order. */
export const sittingDaysOf = (app: App, sessionId: string): Promise<SittingDay[]> =>
  reader(app).find(SittingDay, { where: { sessionId }, order: { number: 'ASC' } });

/** When somebody saw the names behind a case of a session. */
export const unmaskingsOf = (app: App, sessionId: string): Promise<Unmasking[]> =>
  reader(app).find(Unmasking, { where: { sessionId } });

/** The versions of the minutes of a session, the first one first. */
export const minutesOf = (app: App, sessionId: string): Promise<Minutes[]> =>
  reader(app).find(Minutes, { where: { sessionId }, order: { number: 'ASC' } });

/** The documents that are kept of the minutes of a session. */
export const minutesFilesOf = async (app: App, sessionId: string): Promise<MinutesFile[]> => {
  const versions = await minutesOf(app, sessionId);
  return reader(app).find(MinutesFile, { where: { minutesId: In(versions.map(({ id }) => id)) } });
};

export const signaturesOf = (app: App, sessionId: string): Promise<MinutesSignature[]> =>
  reader(app).find(MinutesSignature, { where: { sessionId } });

/** The jobs whose key begins so (`session:<id>:`), by key, oldest first. */
export const jobsOf = (app: App, beginning: string): Promise<Job[]> =>
  reader(app).find(Job, { where: { key: Like(`${beginning}%`) }, order: { key: 'ASC', id: 'ASC' } });

/** Messages that fit, by recipient, oldest first. */
export const outboxOf = (app: App, where: FindOptionsWhere<Message>): Promise<Message[]> =>
  reader(app).find(Message, { where, order: { recipient: 'ASC', createdAt: 'ASC', id: 'ASC' } });

/** What was recorded of a subject under a name of action. */
export const recordedOf = (app: App, subjectId: string, action: string): Promise<AuditEvent[]> =>
  reader(app).find(AuditEvent, { where: { subjectId, action }, order: { at: 'ASC', id: 'ASC' } });

export const runDueJobs = (app: App): Promise<number> => app.get(SqlQueueDriver).runDue();

/** Brings the jobs of a type once more, as a queue may after a crash. */
export const bringJobsAgain = (app: App, type: string): Promise<unknown> =>
  app.get(UnitOfWork).run((tx) => tx.update(Job, { type }, { state: 'waiting', attempts: 0 }));

/** Takes back what was planned for later: only what the test itself plans runs. */
export const forgetPlannedJobs = (app: App): Promise<unknown> =>
  app.get(UnitOfWork).run((tx) => tx.update(Job, { state: 'waiting' }, { state: 'cancelled' }));
