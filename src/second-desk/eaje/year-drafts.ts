import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { judgeSeats, Supply, type Provider } from '../../offer/supply/index.js';
import type { ChildHere } from './children.js';
import { DraftFamilies, type FittingFamily, type FreeBySection } from './draft-families.js';
import { findLacks, type DraftLacks } from './domain/draft-lacks.js';
import type { DraftMove, NumberedMove } from './domain/draft-moves.js';
import { findOverAuthorised, type OverAuthorised } from './domain/over-authorised.js';
import type { Staffing } from './domain/staff-needs.js';
import { expectedAfter, lessExpected, type ExpectedCounts, type MovesView } from './domain/expected-moves.js';
import {
  freeSeats,
  tryMoves,
  type SeatCounts,
  type SectionFacts,
  type WhatIf,
  type YearFacts,
} from './domain/what-if.js';
import { weeksAhead, type WeekAhead } from './domain/year-ahead.js';
import { YearDraft } from './persistence/year-draft.entity.js';
import { StaffingReader } from './staffing.js';
import { YearFactsReader } from './year-facts.js';

/** More would be a list that nobody reads. */
export const MOST_DRAFTS = 40;
export const MOST_MOVES = 60;
/** How many drafts stand side by side. */
export const MOST_COMPARED = 4;

/** A section as it is and as a draft would have it. */
export interface TriedSection {
  readonly sectionId: Id;
  readonly before: readonly WeekAhead[];
  readonly after: readonly WeekAhead[];
}

export interface TriedDraft {
  readonly view: MovesView;
  readonly draft: YearDraft;
  readonly facts: YearFacts;
  readonly children: readonly ChildHere[];
  readonly tried: WhatIf;
  readonly sections: readonly TriedSection[];
  readonly lacks: DraftLacks;
  /** The first week in which the draft alone goes over the authorised capacity. */
  readonly over: OverAuthorised | null;
  /** The free seats of its sections, as it is and as the draft would have it. */
  readonly free: { readonly before: FreeBySection; readonly after: FreeBySection };
  /** The adults needed and present, as it is and as the draft would have it. */
  readonly staffing: { readonly before: Staffing; readonly after: Staffing };
}

export interface OpenDraft extends TriedDraft {
  /** The families that wait and whose whole week would have a place, as it is and as the draft would have it. */
  readonly families: { readonly before: readonly FittingFamily[]; readonly after: readonly FittingFamily[] };
}

/** What directors try out on the year ahead: named, kept, and worked out anew from the ledger whenever it is seen. */
@Injectable()
export class YearDrafts {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly supply: Supply,
    private readonly years: YearFactsReader,
    private readonly staffing: StaffingReader,
    private readonly families: DraftFamilies,
  ) {}

  /** Those of an establishment, the latest first. */
  async listDrafts(provider: Provider): Promise<YearDraft[]> {
    return this.reader.find(YearDraft, {
      where: { providerId: provider.id },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
  }

  /** @throws NotFound when it does not exist, or is another establishment's */
  async readDraft(provider: Provider, draftId: Id): Promise<YearDraft> {
    const draft = await this.reader.findOne(YearDraft, { id: draftId, providerId: provider.id });
    if (!draft) throw new NotFound('draft');
    return draft;
  }

  /** @throws NotFound */
  async openDraft(actor: Actor, provider: Provider, draftId: Id, from: Day, view: MovesView): Promise<OpenDraft> {
    const [tried] = await this.openDrafts(actor, provider, [await this.readDraft(provider, draftId)], from, view);
    const { facts, free } = tried!;
    const waiting = await this.families.listWaiting(actor, provider);
    const fittingIn = (seats: FreeBySection): Promise<FittingFamily[]> =>
      this.families.findFitting(provider, waiting, seats, facts.lastDay);
    return {
      ...tried!,
      families: { before: await fittingIn(free.before), after: await fittingIn(closedAsFull(free.before, free.after)) },
    };
  }

  /**
   * Drafts on the same year: the ledger is read once for all of them. What would go wrong is judged by the seats that
   * are held, because an expected move refuses nothing.
   */
  async openDrafts(
    actor: Actor,
    provider: Provider,
    drafts: readonly YearDraft[],
    from: Day,
    view: MovesView,
  ): Promise<readonly TriedDraft[]> {
    const { facts, children } = await this.years.readFacts(actor, provider, from);
    const expectedIn = (tried: WhatIf): ExpectedCounts =>
      view === 'expected' ? expectedAfter(facts, tried) : new Map();
    const asItIs = tryMoves(facts, []);
    const today = expectedIn(asItIs);
    const freeIn = (seatsOf: (section: SectionFacts) => SeatCounts, counts: ExpectedCounts): FreeBySection =>
      new Map(facts.sections.map((section) => [section.id, freeOf(facts, section.id, seatsOf(section), counts)]));
    const weeksIn = (free: FreeBySection, id: Id): WeekAhead[] => weeksAhead(free.get(id)!, facts.monday);
    const freeBefore = freeIn(({ seats }) => seats, today);
    const plan = await this.staffing.readPlan(provider);
    const staffBefore = this.staffing.compareTried(plan, facts, asItIs, []);
    return drafts.map((draft) => {
      const moves = draft.adoptedAt === null ? draft.moves : [];
      const tried = tryMoves(facts, moves);
      const freeAfter = freeIn(({ id }) => tried.seats.get(id)!, expectedIn(tried));
      return {
        view,
        draft,
        facts,
        children,
        tried,
        sections: facts.sections.map(({ id }) => ({
          sectionId: id,
          before: weeksIn(freeBefore, id),
          after: weeksIn(freeAfter, id),
        })),
        free: { before: freeBefore, after: freeAfter },
        lacks: findLacks(facts, tried),
        over: this.findOver(provider, facts, tried),
        staffing: { before: staffBefore, after: this.staffing.compareTried(plan, facts, tried, moves) },
      };
    });
  }

  private findOver(provider: Provider, facts: YearFacts, tried: WhatIf): OverAuthorised | null {
    return findOverAuthorised(facts, tried, (sections, monday, isTried) => {
      const then = this.supply.providerOn(provider.id, monday) ?? provider;
      const said = isTried ? tried.overbooking.findLast(({ from }) => from <= addDays(monday, 6)) : null;
      const opening = this.supply.openingOf(provider.id, monday);
      return judgeSeats(then, opening, said?.allowed ?? then.overbookingAllowed, sections);
    });
  }

  /** @throws DomainError when there are as many as one establishment keeps */
  async createDraft(actor: Actor, provider: Provider, name: string): Promise<YearDraft> {
    const draft: YearDraft = {
      id: newId(),
      providerId: provider.id,
      name,
      moves: [],
      version: 1,
      createdAt: this.clock.now(),
      createdBy: actorRef(actor),
      adoptedAt: null,
      adoptedBy: null,
    };
    await this.unitOfWork.run(async (tx) => {
      const kept = await tx.find(YearDraft, { where: { providerId: provider.id } });
      if (kept.length >= MOST_DRAFTS) throw new DomainError(refuse('yearDraft.tooMany', { most: MOST_DRAFTS }));
      await tx.insert(YearDraft, draft);
      await this.audit.changed(tx, actor, 'draft.create', { kind: 'year-draft', id: draft.id });
    });
    return draft;
  }

  /**
   * Adds a move to a draft.
   * @throws NotFound when the draft is not there
   * @throws DomainError when the draft was adopted, has too many moves, or the move says nothing of today's children and sections
   */
  async addMove(actor: Actor, provider: Provider, draftId: Id, move: DraftMove): Promise<void> {
    const { facts } = await this.years.readFacts(actor, provider, this.clock.today());
    await this.unitOfWork.run(async (tx) => {
      const draft = await this.lockOpen(tx, provider, draftId);
      if (draft.moves.length >= MOST_MOVES)
        throw new DomainError(refuse('yearDraft.tooManyMoves', { most: MOST_MOVES }));
      const added = { ...move, number: 1 + Math.max(0, ...draft.moves.map(({ number }) => number)) };
      const moves = [...draft.moves, added];
      const refusal = tryMoves(facts, moves).stale.get(added.number);
      if (refusal) throw new DomainError(refusal);
      await this.writeMoves(tx, draft, moves);
      await this.audit.changed(tx, actor, 'draft.change', { kind: 'year-draft', id: draftId }, { kind: move.kind });
    });
  }

  /** Takes a move out of a draft; one that is already out stays out. @throws NotFound | DomainError */
  async removeMove(actor: Actor, provider: Provider, draftId: Id, number: number): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const draft = await this.lockOpen(tx, provider, draftId);
      await this.writeMoves(
        tx,
        draft,
        draft.moves.filter((move) => move.number !== number),
      );
      await this.audit.changed(tx, actor, 'draft.change', { kind: 'year-draft', id: draftId });
    });
  }

  /** Throws a draft away for good. @throws NotFound */
  async discardDraft(actor: Actor, provider: Provider, draftId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const draft = await this.lockDraft(tx, provider, draftId);
      await tx.delete(YearDraft, { id: draft.id });
      await this.audit.changed(tx, actor, 'draft.discard', { kind: 'year-draft', id: draftId });
    });
  }

  /** A draft that is not adopted yet. @throws NotFound | DomainError */
  async lockOpen(tx: Tx, provider: Provider, draftId: Id): Promise<YearDraft> {
    const draft = await this.lockDraft(tx, provider, draftId);
    if (draft.adoptedAt !== null) throw new Conflict(refuse('yearDraft.adopted'));
    return draft;
  }

  private async lockDraft(tx: Tx, provider: Provider, draftId: Id): Promise<YearDraft> {
    const draft = await tx.lock(YearDraft, { id: draftId });
    if (draft?.providerId !== provider.id) throw new NotFound('draft');
    return draft;
  }

  private async writeMoves(tx: Tx, { id, version }: YearDraft, moves: readonly NumberedMove[]): Promise<void> {
    await tx.update(YearDraft, { id }, { moves, version: version + 1 });
  }
}

/** The free seats of a section; nobody comes on the days of a closing, whatever the seats. */
function freeOf(
  { isOff }: YearFacts,
  sectionId: Id,
  seats: SeatCounts,
  expected: ExpectedCounts,
): ReadonlyMap<string, number> {
  const open = [...freeSeats(seats)].filter(([key]) => !isOff(sectionId, key.slice(0, 10)));
  return lessExpected(new Map(open), expected.get(sectionId));
}

/**
 * The free seats of a draft, where a half-day that it closes has none. Left out, it would be taken for a day off, which
 * hinders nobody from coming on the others.
 */
const closedAsFull = (before: FreeBySection, after: FreeBySection): FreeBySection =>
  new Map(
    [...after].map(([id, free]) => [
      id,
      new Map([...[...before.get(id)!.keys()].map((key) => [key, 0] as const), ...free]),
    ]),
  );
