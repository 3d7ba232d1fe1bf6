import { Injectable } from '@nestjs/common';
import {
  PlacesDeclarations,
  type DeclaredAnswer,
  type DeclaredAnswerCode,
  type OpenDeclaration,
} from '../../commissions/commission/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, mondayOf, type Day } from '../../foundation/kernel/time.js';
import {
  birthsOf,
  lastDayOf,
  movesOn,
  Occupancy,
  PathMoves,
  Placements,
  type SectionWeek,
} from '../../places/placement/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { OpeningDays, Supply, type Provider } from '../../offer/supply/index.js';
import { linesToConfirm, type LineToConfirm } from './domain/lines-to-confirm.js';
import { namesOf } from './persistence/named-requests.queries.js';

export type ConfirmedLine = LineToConfirm & {
  /** Null when the actor may not read the request of this family, or no family is known. */
  readonly name: string | null;
  /** Null for a child whom the director entered. */
  readonly requestId: Id | null;
  /** Null until the director has answered. */
  readonly answer: DeclaredAnswerCode | null;
};

export interface DeclarationFile extends OpenDeclaration {
  readonly lines: readonly ConfirmedLine[];
  /** How many children the director is not asked about. */
  readonly others: number;
  readonly monday: Day;
  /** The places of the first whole week after the session's first entries. */
  readonly week: readonly SectionWeek[];
}

/** The two answers that each kind of question allows. The expected one comes first. */
export const ANSWERS_OF: Record<LineToConfirm['kind'], readonly [DeclaredAnswerCode, DeclaredAnswerCode]> = {
  departure: ['leaves', 'renews'],
  section: ['moves', 'stays'],
  path: ['moves', 'stays'],
};

/** Before a session, a director says which children leave, change section or stay, and then declares the places. */
@Injectable()
export class Declarations {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly declarations: PlacesDeclarations,
    private readonly occupancy: Occupancy,
    private readonly placements: Placements,
    private readonly moves: PathMoves,
    private readonly supply: Supply,
    private readonly opening: OpeningDays,
  ) {}

  /** @throws NotFound when the session is not the establishment's, or was cancelled */
  async readFile(actor: Actor, provider: Provider, sessionId: Id): Promise<DeclarationFile> {
    const open = await this.declarations.findFor(this.reader, provider.id, sessionId);
    if (!open) throw new NotFound('session');
    const { lines, count } = await this.linesOf(this.reader, provider, open);
    const names = await namesOf(
      this.reader,
      actor,
      lines.flatMap(({ requestId }) => requestId ?? []),
    );
    // The children who leave before the first entries are no longer there in this week.
    const monday = mondayOf(addDays(open.session.entryFrom, 6));
    return {
      ...open,
      monday,
      week: await this.occupancy.weekOf(provider.id, monday),
      others: count - lines.length,
      lines: lines.map(({ line, requestId, answer }) => ({
        ...line,
        answer,
        requestId,
        name: (requestId && names.get(requestId)) || null,
      })),
    };
  }

  private async linesOf(from: Reader | Tx, provider: Provider, { session, declaration }: OpenDeclaration) {
    const children = await this.occupancy.childrenOf(from, provider.id, this.clock.today());
    const births = await birthsOf(
      from,
      children.flatMap(({ requestId }) => requestId ?? []),
    );
    const next = await this.moves.nextOf(from, children);
    const places = children
      .filter((child) => !movesOn(child, children))
      .map((child) => ({
        id: child.id,
        sectionId: child.sectionId,
        from: child.from,
        to: lastDayOf(child),
        next: next.get(child.id) ?? null,
        birth: child.birthDate ?? births.get(child.requestId ?? '') ?? null,
      }));
    const sections = this.supply.sectionsOf(provider.id);
    const startIn = await this.opening.startIn(
      from,
      sections.map(({ id }) => id),
    );
    const lines = linesToConfirm(places, sections, session.entryFrom).map((line) => ({
      // The director chooses no day here, so a child changes section on the next day on which the new section is open.
      line:
        line.kind === 'section'
          ? { ...line, on: startIn(line.nextSectionId, { from: line.on, to: line.place.to }) }
          : line,
      requestId: children.find(({ id }) => id === line.place.id)!.requestId,
      answer: declaration?.answers.find(({ placementId }) => placementId === line.place.id)?.answer ?? null,
    }));
    return { lines, count: children.length };
  }

  /**
   * Writes the director's answers about the children, all of them or none.
   * @throws DomainError when the list is fixed, or whose fact `placement` names the placement that was refused
   */
  async confirmAnswers(
    actor: Actor,
    provider: Provider,
    sessionId: Id,
    answers: readonly DeclaredAnswer[],
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const open = await this.requireOpen(tx, provider, sessionId);
      const { lines } = await this.linesOf(tx, provider, open);
      const said = lines.flatMap(({ line }) => {
        const answer = answers.find(({ placementId }) => placementId === line.place.id)?.answer;
        return answer && ANSWERS_OF[line.kind].includes(answer) ? [{ line, answer }] : [];
      });
      for (const { line, answer } of said) await this.applyAnswer(tx, actor, line, answer);
      await this.declarations.writeAnswers(
        tx,
        actor,
        sessionId,
        provider.id,
        said.map(({ line, answer }) => ({ placementId: line.place.id, answer })),
      );
    });
  }

  private async applyAnswer(tx: Tx, actor: Actor, line: LineToConfirm, answer: DeclaredAnswerCode): Promise<void> {
    try {
      if (line.kind === 'departure' && answer === 'renews')
        await this.placements.extendPlace(tx, actor, line.place.id, line.until);
      if (line.kind === 'path' && answer === 'moves')
        await this.moves.confirmMove(tx, actor, line.place.id, line.next.from);
      if (line.kind === 'path' && answer === 'stays')
        await this.placements.keepInSection(tx, actor, line.place.id, line.next.to);
      if (line.kind === 'section' && answer === 'moves')
        await this.placements.changeSection(tx, actor, line.place.id, line.nextSectionId, line.on);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new DomainError({ ...error.refusal, facts: { ...error.refusal.facts, placement: line.place.id } });
    }
  }

  private async requireOpen(tx: Tx, provider: Provider, sessionId: Id): Promise<OpenDeclaration> {
    const open = await this.declarations.findFor(tx, provider.id, sessionId);
    if (!open) throw new NotFound('session');
    if (open.fixed) throw new DomainError(refuse('places.listFixed'));
    return open;
  }

  /** @throws DomainError while the director has not answered about every child */
  async declarePlaces(actor: Actor, provider: Provider, sessionId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const open = await this.requireOpen(tx, provider, sessionId);
      const unanswered = (await this.linesOf(tx, provider, open)).lines.filter(({ answer }) => answer === null).length;
      if (unanswered > 0) throw new DomainError(refuse('places.unanswered', { count: unanswered }));
      await this.declarations.declarePlaces(tx, actor, sessionId, provider.id);
    });
  }
}
