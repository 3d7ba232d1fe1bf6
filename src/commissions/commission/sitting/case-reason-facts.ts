import { Injectable } from '@nestjs/common';
import { outsideParts } from '../../../foundation/kernel/week-schedule.js';
import type { Explained } from '../../matching/index.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { explain, type CaseMiss } from '../domain/case-explanation.js';
import { choicesOf, newPlaceOf } from '../domain/case-places.js';
import { causeOf, recordOf, type SessionRecord } from '../domain/claim-causes.js';
import type { ReasonFacts } from '../domain/reason-facts.js';
import { traitsOf } from '../domain/sitting-rules.js';
import { entryOf, wishedBy } from '../domain/snapshot.js';
import type { Candidacy, CommissionSession } from '../persistence/commission.entities.js';
import { sectionIdOf } from './section-ids.js';
import { SittingBoard, UNDECIDED, type Board } from './sitting-board.js';

type EnteredFrom = Pick<CommissionSession, 'entryFrom'>;
type Standing = Pick<Board, 'kept' | 'cases' | 'outcome' | 'first'>;

const withoutDecisionOf = (cases: Board['cases'], candidacy: Candidacy): Board['cases'] =>
  cases.map((other) => (other.id === candidacy.id ? { ...other, ...UNDECIDED } : other));

/** Gathers the facts that a session has about a case, so that no reason is given which a fact contradicts. */
@Injectable()
export class CaseReasonFacts {
  constructor(
    private readonly board: SittingBoard,
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {}

  /** The facts before the case is decided, for pages. */
  async factsBefore(
    session: EnteredFrom,
    { kept, cases, outcome, first }: Standing,
    candidacy: Candidacy,
  ): Promise<ReasonFacts> {
    const others = withoutDecisionOf(cases, candidacy);
    const undecided = candidacy.decision === null ? outcome : await this.board.computeOutcome(kept, others);
    const record = recordOf(first, undecided.places, others, kept.computedAt);
    return this.factsIn(session, undecided.explained([candidacy.dossierId]), record, candidacy);
  }

  /**
   * {@link factsBefore} inside a unit. @param sectionId the section to which the case would be admitted @throws NeededFirst
   */
  factsBeforeIn(
    tx: Tx,
    session: EnteredFrom,
    { kept, cases, outcome, first }: Standing,
    candidacy: Candidacy,
    sectionId: string | null,
  ): ReasonFacts {
    const others = withoutDecisionOf(cases, candidacy);
    const undecided = candidacy.decision === null ? outcome : this.board.computeOutcomeIn(tx, kept, others);
    const record = recordOf(first, undecided.places, others, kept.computedAt);
    return this.factsIn(session, undecided.explained([candidacy.dossierId]), record, candidacy, sectionId);
  }

  /**
   * The facts in an outcome that already contains the decisions. @param record what happened until then
   * @param misses why the case misses its better wishes, where this was found before
   */
  factsIn(
    session: EnteredFrom,
    explained: Explained,
    record: SessionRecord,
    candidacy: Candidacy,
    sectionId: string | null = null,
    misses: readonly CaseMiss[] = this.missesOf(explained, candidacy),
  ): ReasonFacts {
    const { instance, places } = explained;
    const snapshot = candidacy.snapshot!;
    const wished = wishedBy(snapshot);
    const choices = choicesOf(instance, candidacy.dossierId, candidacy.id);
    const entry = entryOf(snapshot, session.entryFrom);
    const covers = (at: string): boolean => outsideParts(snapshot.week, this.supply.openingOf(at, entry)).length === 0;
    const openAt = wished.find(covers) ?? null;
    const traits: readonly string[] = traitsOf(snapshot.facts);
    const answers = snapshot.facts?.answers ?? {};
    const said = (code: string): boolean | null => answers[code]?.value ?? null;
    const noCare = said('no_or_unsuitable_care');
    const caused = causeOf(explained, record, candidacy.dossierId);
    return {
      proposed: sectionIdOf(this.supply, newPlaceOf(instance, places, candidacy.id)),
      section: sectionId,
      misses,
      cause: caused?.cause ?? null,
      givenPriority: caused?.givenPriority ?? false,
      resident: snapshot.communeCode !== null ? true : said('resident'),
      commune: this.territory.commune(snapshot.communeCode)?.name ?? null,
      wantedFrom: snapshot.wantedFrom,
      entryFrom: session.entryFrom,
      receivedAt:
        choices.find(({ at }) => Object.hasOwn(instance.establishments[at]?.points ?? {}, candidacy.id))?.at ?? null,
      openAt,
      outsideHours: openAt === null,
      reserved: choices.some(({ at, section }) =>
        (instance.establishments[at]?.reserves ?? []).some(
          (reserve) => (reserve.section ?? section) === section && !traits.includes(reserve.trait),
        ),
      ),
      siblingReceived: (snapshot.facts?.siblingAt ?? []).length > 0 || this.siblingSeated(explained, candidacy),
      undeclared: (candidacy.lines ?? []).filter(({ proof }) => proof === 'not_declared').length,
      expertOpinion: Object.keys(snapshot.facts?.opinions ?? {}).length > 0,
      caredFor: snapshot.current ? true : noCare === null ? null : !noCare,
      parentActive: said('neither_works') === true && said('insertion_path') === false ? false : null,
      parentSeeking: ['insertion_path', 'lone_parent_seeking', 'one_works_other_seeks'].some(
        (code) => said(code) === true,
      ),
      suitingSections: new Set(choices.map(({ at, section }) => `${at} ${section}`)).size,
      takesShorterWeek: snapshot.weekUnsaid ? null : snapshot.fewestDays !== undefined,
    };
  }

  private missesOf(explained: Explained, { dossierId, id, snapshot }: Candidacy): readonly CaseMiss[] {
    return explain(explained, dossierId, id, wishedBy(snapshot)).misses;
  }

  private siblingSeated({ instance, places }: Explained, { dossierId, id }: Candidacy): boolean {
    return (instance.families[dossierId]?.children ?? []).some(
      (child) => child !== id && (places[child] ?? null) !== null,
    );
  }
}
