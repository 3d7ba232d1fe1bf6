import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { criterionName, CriterionRecords, type PointsLine } from '../../admission/index.js';
import { FamilyMessages, findRequests, Forgetting } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../../foundation/kernel/ids.js';
import type { Reference } from '../../../foundation/kernel/reference.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Bodies } from '../bodies/bodies.js';
import { answerBefore } from '../domain/session-dates.js';
import { isListing } from '../domain/session-lifecycle.js';
import { CommissionSession } from '../persistence/commission.entities.js';
import { AskedProof } from '../persistence/proofs.entities.js';
import { Candidacies } from '../planning/candidacies.js';
import { SESSION_PROOFS } from './message-kinds.js';

/** The proofs of one request that decide in a session. */
export interface ProofsToShow {
  readonly requestId: Id;
  readonly criteria: readonly string[];
}

/** A proof that a family was asked to show, and that nobody has seen yet. */
export interface AwaitedProof {
  readonly requestId: Id;
  readonly criterion: string;
  /** The day on which the list is fixed: a proof seen later no longer counts for this session. Null once it has come. */
  readonly before: Day | null;
}

/** How many requests of a session had to show a proof, and how many have shown all of theirs. */
export interface AskedProofCounts {
  readonly asked: number;
  readonly shown: number;
}

/** What families are asked to show before a session, because its outcome depends on it (domain.md §11). */
@Injectable()
export class AskedProofs implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly bodies: Bodies,
    private readonly candidacies: Candidacies,
    private readonly records: CriterionRecords,
    private readonly messages: FamilyMessages,
    private readonly audit: Audit,
    private readonly forgetting: Forgetting,
  ) {}

  onModuleInit(): void {
    this.forgetting.forgotten.join('commission forgets the proofs it asked for', async (tx, _dossierId, requestIds) => {
      await tx.delete(AskedProof, { requestId: In([...requestIds]) });
    });
  }

  /**
   * Asks for the proofs that were not asked for yet, in one message to each family. Does nothing from the day on which
   * the list is fixed.
   * @returns how many requests were asked for something new
   */
  async askFor(tx: Tx, actor: Actor, sessionId: Id, found: readonly ProofsToShow[]): Promise<number> {
    const session = await tx.lock(CommissionSession, { id: sessionId });
    if (!session || !isListing(session.state)) return 0;
    const { name, noticeDays } = await this.bodies.readBody(tx, session.bodyId);
    const before = answerBefore(session.startsAt, noticeDays, this.clock.today());
    if (before === null) return 0;
    const known = new Set((await this.askedIn(tx, sessionId)).map(keyOf));
    const listed = await this.candidacies.listedIn(
      sessionId,
      found.map(({ requestId }) => requestId),
      tx,
    );
    const asked = found
      .filter(({ requestId }) => listed.has(requestId))
      .map(({ requestId, criteria }) => ({
        requestId,
        criteria: criteria.filter((criterion) => !known.has(keyOf({ requestId, criterion }))),
      }))
      .filter(({ criteria }) => criteria.length > 0);
    const rows = asked.flatMap(({ requestId, criteria }) =>
      criteria.map((criterion) => ({ id: newId(), sessionId, requestId, criterion, askedAt: this.clock.now() })),
    );
    if (rows.length === 0) return 0;
    await tx.insert(AskedProof, rows);
    await this.tellFamilies(tx, session, name, before, asked);
    await this.audit.changed(
      tx,
      actor,
      'session.proofs',
      { kind: 'session', id: sessionId },
      { requests: asked.length, proofs: rows.length },
    );
    return asked.length;
  }

  private async askedIn(from: Reader, sessionId: Id): Promise<AskedProof[]> {
    return from.find(AskedProof, { where: { sessionId }, order: { id: 'ASC' } });
  }

  /** By request and criterion, the day on which a proof was asked for before a session. */
  async findDays(from: Reader, sessionId: Id): Promise<Map<Id, Map<string, Day>>> {
    const rows = groupedBy(await this.askedIn(from, sessionId), ({ requestId }) => requestId);
    return new Map(
      [...rows].map(([id, ofRequest]) => [
        id,
        new Map(ofRequest.map(({ criterion, askedAt }) => [criterion, dayOf(askedAt)])),
      ]),
    );
  }

  /** The proofs that these requests still have to show before a session to come. */
  async findAwaited(requestIds: readonly Id[]): Promise<AwaitedProof[]> {
    if (requestIds.length === 0) return [];
    const rows = await this.reader.find(AskedProof, {
      where: { requestId: In([...requestIds]) },
      order: { id: 'ASC' },
    });
    const sessions = new Map(
      (
        await this.reader.find(CommissionSession, { where: { id: In([...new Set(rows.map((row) => row.sessionId))]) } })
      ).map((session) => [session.id, session]),
    );
    const listed = new Map<Id, ReadonlySet<Id>>();
    for (const [sessionId, ofSession] of groupedBy(rows, (row) => row.sessionId))
      listed.set(
        sessionId,
        await this.candidacies.listedIn(
          sessionId,
          ofSession.map(({ requestId }) => requestId),
        ),
      );
    const toCome = rows.filter(
      ({ sessionId, requestId }) => isListing(sessions.get(sessionId)!.state) && listed.get(sessionId)!.has(requestId),
    );
    const shown = await this.findShown(this.reader, toCome);
    const bodies = new Map((await this.bodies.listBodies()).map((body) => [body.id, body]));
    return toCome
      .filter((row) => !shown.has(keyOf(row)))
      .map(({ requestId, criterion, sessionId }) => {
        const { startsAt, bodyId } = sessions.get(sessionId)!;
        const { noticeDays } = bodies.get(bodyId)!;
        return { requestId, criterion, before: answerBefore(startsAt, noticeDays, this.clock.today()) };
      });
  }

  /** Everything that was ever asked for of a request, seen or not. */
  async listOf(requestId: Id): Promise<AskedProof[]> {
    return this.reader.find(AskedProof, { where: { requestId }, order: { id: 'ASC' } });
  }

  /** How many proofs each of these requests was asked for and has shown to nobody; a request that owes none is absent. */
  async countUnseen(requestIds: readonly Id[]): Promise<Map<Id, number>> {
    const rows = await this.reader.find(AskedProof, { where: { requestId: In([...requestIds]) } });
    const shown = await this.findShown(this.reader, rows);
    const once = [...new Map(rows.map((row) => [keyOf(row), row])).values()];
    const byRequest = groupedBy(
      once.filter((row) => !shown.has(keyOf(row))),
      ({ requestId }) => requestId,
    );
    return new Map([...byRequest].map(([id, owed]) => [id, owed.length]));
  }

  /** Null while nothing was asked for. */
  async countsOf(from: Reader, sessionId: Id): Promise<AskedProofCounts | null> {
    const rows = await this.askedIn(from, sessionId);
    if (rows.length === 0) return null;
    const shown = await this.findShown(from, rows);
    const byRequest = [...groupedBy(rows, ({ requestId }) => requestId).values()];
    return {
      asked: byRequest.length,
      shown: byRequest.filter((ofRequest) => ofRequest.every((row) => shown.has(keyOf(row)))).length,
    };
  }

  private async findShown(from: Reader, rows: readonly AskedProof[]): Promise<Set<string>> {
    const ids = [...new Set(rows.map(({ requestId }) => requestId))];
    const counted = await this.records.countedAll(
      from,
      ids.map((id) => [id]),
    );
    return new Set(
      ids.flatMap((requestId, index) =>
        Object.keys(counted[index]!.seen).map((criterion) => keyOf({ requestId, criterion })),
      ),
    );
  }

  private async tellFamilies(
    tx: Tx,
    session: CommissionSession,
    body: string,
    before: Day,
    asked: readonly ProofsToShow[],
  ): Promise<void> {
    const dossierOf = new Map(
      (
        await findRequests(
          tx,
          asked.map(({ requestId }) => requestId),
        )
      ).map(({ id, dossierId }) => [id, dossierId]),
    );
    const families = groupedBy(asked, ({ requestId }) => dossierOf.get(requestId)!);
    for (const [dossierId, ofFamily] of families)
      await this.messages.writeMessage(tx, {
        dossierId,
        requestIds: ofFamily.map(({ requestId }) => requestId),
        kind: SESSION_PROOFS,
        args: (words) => ({
          body,
          day: words.fullDay(dayOf(session.startsAt)),
          freeze: words.day(before),
          proofs: [...new Set(ofFamily.flatMap(({ criteria }) => criteria))]
            .map((code) => `- ${criterionName(words, code)}`)
            .join('\n'),
        }),
        about: aboutProofs(session.id),
      });
  }
}

/** The reference that messages carry in `about` when they ask for proofs before a session. */
const aboutProofs = (sessionId: Id): Reference => `session-proofs:${sessionId}`;

const keyOf = ({ requestId, criterion }: Pick<AskedProof, 'requestId' | 'criterion'>): string =>
  `${requestId} ${criterion}`;

/** Members see which points rest on a proof that was asked for and not shown. */
export const withAsked = (line: PointsLine, asked: ReadonlyMap<string, Day> | undefined): PointsLine => {
  const day = line.toProve ? asked?.get(line.code) : undefined;
  return day === undefined ? line : { ...line, asked: day };
};
