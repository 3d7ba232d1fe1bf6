import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { isId, newId, type Id } from '../../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import type { Instance } from '../../matching/index.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../../foundation/platform/security/index.js';
import { currentPlaceOf } from '../domain/case-places.js';
import { compareWithAct, type ActKind, type DecidedColumns, type UndoneAct } from '../domain/decision-acts.js';
import { Room } from '../domain/room.js';
import type { CaseLine } from '../persistence/case-line.queries.js';
import type { CommissionSession } from '../persistence/commission.entities.js';
import { findLatestAct, type ListedAct } from '../persistence/decision-acts.queries.js';
import { DecisionAct } from '../persistence/sitting.entities.js';
import { SessionRecords } from '../session/session-records.js';
import { Attendances } from './attendances.js';
import { Recusals } from './recusals.js';
import { SittingBoard, UNDECIDED, type Board } from './sitting-board.js';

/** What becomes of the cases on which something else was decided since the act. */
export type ChangedCases = 'leave' | 'restore';

/** A case before an act, and the decision that the act left. */
export interface DecidedCase {
  readonly line: DecidedColumns & Pick<CaseLine, 'id' | 'agendaNumber'>;
  readonly after: DecidedColumns | null;
}

/** An act and its cases as they are now. */
export interface ReadAct extends UndoneAct<CaseLine> {
  readonly act: DecisionAct;
}

/**
 * What was decided at one press, so that it can be undone at one press. A case that was decided again since is never
 * overwritten without the person having said so.
 */
@Injectable()
export class DecisionActs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly records: SessionRecords,
    private readonly board: SittingBoard,
    private readonly attendances: Attendances,
    private readonly recusals: Recusals,
  ) {}

  /**
   * @param session as the act left it
   * @param cases as they were before, each with the decision that the act left, or null for none
   */
  async recordAct(
    tx: Tx,
    actor: Actor,
    session: CommissionSession,
    kind: ActKind,
    cases: readonly DecidedCase[],
  ): Promise<void> {
    if (cases.length === 0) return;
    await tx.insert(DecisionAct, {
      id: newId(),
      sessionId: session.id,
      version: session.version,
      kind,
      number: kind === 'keep_all' ? null : cases[0]!.line.agendaNumber,
      cases: cases.length,
      changes: cases.map(({ line, after }) => ({ id: line.id, before: columnsBefore(line), after })),
      at: this.clock.now(),
      by: actorRef(actor),
      undoneAt: null,
    });
  }

  /** The latest act, and where it is another the latest one that followed every proposal. */
  async listUndoable(sessionId: Id): Promise<ListedAct[]> {
    const [last, all] = [
      await findLatestAct(this.reader, sessionId),
      await findLatestAct(this.reader, sessionId, 'keep_all'),
    ];
    return [last, ...(all?.id === last?.id ? [] : [all])].filter((act) => act !== null);
  }

  /**
   * @param agenda the cases that the actor may see
   * @throws NotFound when the session has no such act, or when one of its cases is hidden from the actor
   */
  async readAct(sessionId: Id, agenda: readonly CaseLine[], actId: Id): Promise<ReadAct> {
    const act = isId(actId) ? await this.reader.findOne(DecisionAct, { id: actId, sessionId }) : null;
    const seen = new Set(agenda.map(({ id }) => id));
    if (!act || !act.changes.every(({ id }) => seen.has(id))) throw new NotFound('act');
    return {
      act,
      ...compareWithAct(
        act.changes,
        agenda.filter(({ state }) => state === 'frozen'),
      ),
    };
  }

  /**
   * Gives the cases of an act the decisions that stood before it.
   * @param changedCases what becomes of cases that were decided again since; null when the person was not asked
   * @param expectedVersion the version of the session that the person saw
   * @throws DomainError when such cases exist and the person was not asked, or when a place is taken since
   */
  undoAct(
    actor: Actor,
    sessionId: Id,
    actId: Id,
    changedCases: ChangedCases | null,
    expectedVersion: number,
  ): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const locked = await this.records.lockForAction(tx, actor, sessionId, 'undo', expectedVersion);
      const act = isId(actId) ? await tx.findOne(DecisionAct, { id: actId, sessionId }) : null;
      if (!act) throw new NotFound('act');
      if (act.undoneAt !== null) throw new Conflict(refuse('undo.already'));
      const board = await this.board.readBoard(tx, sessionId);
      const { untouched, changed } = compareWithAct(act.changes, board.cases);
      if (changed.length > 0 && changedCases === null)
        throw new DomainError(refuse('undo.changedSince', { count: changed.length }));
      const restored = [...untouched, ...(changedCases === 'restore' ? changed : [])];
      const hidden = await this.recusals.hiddenFrom(tx, actor, sessionId);
      if (restored.some(({ line }) => hidden.has(line.dossierId))) throw new NotFound('act');
      const patches = new Map(restored.map(({ line, before }) => [line.id, before ?? UNDECIDED]));
      const decidedAgain = restored.filter(({ before }) => before !== null).map(({ line }) => line);
      await this.attendances.assertQuorum(
        tx,
        locked,
        await this.recusals.recusedOf(
          tx,
          sessionId,
          decidedAgain.map(({ dossierId }) => dossierId),
        ),
      );
      this.assertRoom(board, patches);
      await this.board.changeCases(tx, board, patches);
      await tx.update(DecisionAct, { id: act.id }, { undoneAt: this.clock.now() });
      await this.records.saveTransition(
        tx,
        actor,
        locked,
        'undo',
        {},
        { act: act.kind, cases: restored.length, left: changed.length + untouched.length - restored.length },
      );
    });
  }

  /** Checks that a place which is given back was not given to somebody else since. */
  private assertRoom({ outcome: { instance }, cases }: Board, patches: ReadonlyMap<Id, DecidedColumns>): void {
    const after = cases.map((line) => ({ ...line, ...patches.get(line.id) }));
    for (const line of after.filter(({ id }) => patches.get(id)?.decision === 'admit')) {
      const place = this.placeAfter(instance, line);
      const others = after.filter(({ id }) => id !== line.id).map((other) => this.placeAfter(instance, other));
      if (!place || new Room(instance, others).fullSlots(place).length > 0)
        throw new DomainError(refuse('undo.noRoom', { number: line.agendaNumber }));
    }
  }

  private placeAfter(instance: Instance, line: CaseLine) {
    return this.board.decidedPlace(instance, line) ?? currentPlaceOf(instance, line.id);
  }
}

const columnsBefore = (line: DecidedColumns): DecidedColumns | null => {
  const { decision, decidedSectionId, decidedSlots, decidedFrom, reason, deferredToId, kept, decidedAt } = line;
  return decision === null
    ? null
    : { decision, decidedSectionId, decidedSlots, decidedFrom, reason, deferredToId, kept, decidedAt };
};
