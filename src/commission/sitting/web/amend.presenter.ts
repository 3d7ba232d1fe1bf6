import { Injectable } from '@nestjs/common';
import type { CriteriaGrid } from '../../../admission/index.js';
import { dayOf, timeOf } from '../../../kernel/time.js';
import type { SlotMask } from '../../../kernel/week-schedule.js';
import type { Translator } from '../../../platform/i18n/index.js';
import { Supply } from '../../../supply/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { explain, type CaseReasons, type ExplainedOutcome } from '../../domain/case-explanation.js';
import { choicesOf } from '../../domain/case-places.js';
import type { ClaimEffect } from '../../domain/claim-changes.js';
import { DECISION_KINDS, REASON_LISTS } from '../../domain/decisions.js';
import { maskOfNames } from '../../domain/periods.js';
import { listedReasons } from '../../domain/reason-facts.js';
import { Room } from '../../domain/room.js';
import { wishedBy } from '../../domain/snapshot.js';
import { lastBefore, tiedCaseOf, withTies } from '../../domain/tie-rules.js';
import type { Candidacy } from '../../persistence/commission.entities.js';
import { CaseReasonFacts } from '../case-reason-facts.js';
import { sectionIdOf } from '../section-ids.js';
import { seenClaims } from '../session-decisions.js';
import { SessionQueries, type Sitting } from '../session-queries.js';
import { SittingBoard } from '../sitting-board.js';
import { CasePresenter } from './case.presenter.js';
import { ClaimsPresenter } from './claims.presenter.js';
import { WhyPresenter } from './why.presenter.js';

interface Choice {
  readonly value: string;
  readonly text: string;
}

/** The form that changes the decision of one case. It has choices only, and nothing to type. */
@Injectable()
export class AmendPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly cases: CasePresenter,
    private readonly supply: Supply,
    private readonly board: SittingBoard,
    private readonly claims: ClaimsPresenter,
    private readonly why: WhyPresenter,
    private readonly reasons: CaseReasonFacts,
    private readonly queries: SessionQueries,
  ) {}

  /** @param effect how the decision would change the remaining claims, for the person to confirm */
  async model(
    words: Translator,
    sitting: Sitting,
    candidacy: Candidacy,
    effect: ClaimEffect | null = null,
  ): Promise<Record<string, unknown>> {
    const { t, fullDay, time } = words;
    const explained = sitting.prepared?.now.explained([candidacy.dossierId]);
    return {
      id: sitting.session.id,
      case: this.cases.model(words, sitting, candidacy, explained),
      heading: t('commission.case.title', { number: candidacy.agendaNumber }),
      beside: this.casesBeside(words, sitting, candidacy),
      why: explained ? this.why.whyLines(words, await this.reasonsFor(sitting, candidacy, explained)) : [],
      effect: effect && { ...this.claims.changes(words, sitting, effect), seen: seenClaims(effect.created) },
      sections: this.sectionChoices(words, sitting, candidacy),
      decisions: DECISION_KINDS.map((kind) => ({ kind, text: t(`commission.decision.${kind}`) })),
      reasons: await this.listed(words, sitting, candidacy),
      sessions: sitting.nextSessions.map((next): Choice => ({
        value: next.id,
        text: t('commission.session.whenText', {
          day: fullDay(dayOf(next.startsAt)),
          time: time(timeOf(next.startsAt)),
        }),
      })),
    };
  }

  /** The cases before and after this one, in the order of the screen. */
  private casesBeside({ t }: Translator, { session, agenda }: Sitting, { id }: Candidacy): object[] {
    const live = agenda.filter(({ state }) => state === 'frozen');
    const here = live.findIndex((line) => line.id === id);
    return [
      { line: live[here - 1], key: 'commission.case.previous' },
      { line: live[here + 1], key: 'commission.case.next' },
    ].flatMap(({ line, key }) =>
      line
        ? [{ href: `/commissions/${session.id}/seance/${line.id}`, text: t(key, { number: line.agendaNumber }) }]
        : [],
    );
  }

  /** Why its better wishes are missed, with the rule that decided between equal points. */
  private async reasonsFor(
    { prepared, grid }: Sitting,
    { id, dossierId, snapshot }: Candidacy,
    explained: ExplainedOutcome,
  ): Promise<CaseReasons> {
    const reasons = explain(explained, dossierId, id, wishedBy(snapshot));
    const { cases: lines, kept } = prepared!;
    const familyOf = new Map(lines.map((line) => [line.id, line.dossierId]));
    const others = reasons.misses.flatMap((miss) => lastBefore(explained, familyOf, id, miss) ?? []);
    if (others.length === 0 || !grid) return reasons;
    const families = new Set([id, ...others].map((child) => familyOf.get(child)));
    const tied = await this.queries.readDetails(lines.filter((line) => families.has(line.dossierId)));
    const rules = { cases: tied.map(tiedCaseOf), seed: kept.seed, tieBreak: (grid.content as CriteriaGrid).tieBreak };
    return { ...reasons, misses: withTies(explained, rules)(id, reasons.misses) };
  }

  /**
   * The reasons of the form: those that are true come first. A reason that a fact contradicts is marked, and refused
   * with that fact.
   */
  private async listed(
    { t }: Translator,
    { session, prepared }: Sitting,
    candidacy: Candidacy,
  ): Promise<Record<string, Choice[]>> {
    const facts =
      prepared &&
      (await this.reasons.factsBefore(
        session,
        { kept: prepared.kept, cases: prepared.cases, outcome: prepared.now },
        candidacy,
      ));
    return Object.fromEntries(
      DECISION_KINDS.map((kind) => [
        kind,
        (facts
          ? listedReasons(REASON_LISTS[kind], facts)
          : REASON_LISTS[kind].map((reason) => ({ reason, contradicted: false }))
        ).map(({ reason, contradicted }): Choice => ({
          value: reason,
          text: contradicted
            ? t('commission.case.contradicted', { reason: t(`reason.${reason}`) })
            : t(`reason.${reason}`),
        })),
      ]),
    );
  }

  /** The fields with the present decision of the case, or with its proposal. */
  formValues(candidacy: Candidacy): Record<string, unknown> {
    const decision = candidacy.decision ?? (candidacy.proposedSectionId ? 'admit' : 'wait');
    const [sectionId, slots] = candidacy.decidedSectionId
      ? [candidacy.decidedSectionId, candidacy.decidedSlots]
      : [candidacy.proposedSectionId, candidacy.proposedSlots];
    return {
      version: candidacy.version,
      decision,
      section: sectionId ? sectionValue(sectionId, slots) : '',
      session: candidacy.deferredToId ?? '',
      ...(candidacy.reason ? { [`${decision}Reason`]: candidacy.reason } : {}),
    };
  }

  /**
   * The sections of its wishes that suit the child. Each shows the fewest places that the decisions so far leave. The
   * shorter week is offered where it is decided or proposed.
   */
  private sectionChoices(words: Translator, { prepared }: Sitting, candidacy: Candidacy): Choice[] {
    if (!prepared) return [];
    const { instance } = prepared.now;
    const others = prepared.cases.filter((other) => other.id !== candidacy.id);
    const room = new Room(
      instance,
      others.map((other) => this.board.decidedPlace(instance, other)),
    );
    const seen = new Set<string>();
    return choicesOf(instance, candidacy.dossierId, candidacy.id).flatMap((place): Choice[] => {
      const sectionId = sectionIdOf(this.supply, place)!;
      const slots = maskOfNames(place.slots);
      const stands = [
        [candidacy.proposedSectionId, candidacy.proposedSlots],
        [candidacy.decidedSectionId, candidacy.decidedSlots],
      ].some(([id, mask]) => id === sectionId && mask === slots);
      if (seen.has(sectionId) && !stands) return [];
      const section = this.say.sectionName(words, sectionId);
      const left = Math.max(0, Math.min(...place.slots.map((slot) => room.free(place, slot) ?? 0)));
      const name = seen.has(sectionId)
        ? words.t('commission.case.shorterWeek', { section, slots: this.say.slots(words, slots) })
        : section;
      seen.add(sectionId);
      return [
        {
          value: sectionValue(sectionId, slots),
          text: words.t('commission.case.sectionFree', { section: name, left }),
        },
      ];
    });
  }
}

/** A section and the half-days of a week, as one value of a form. */
const sectionValue = (sectionId: string, slots: SlotMask | null): string => `${sectionId}@${slots}`;

export function readSection(value: string | undefined): { sectionId: string | null; slots: SlotMask | null } {
  const [sectionId = '', slots] = (value ?? '').split('@');
  return { sectionId: sectionId || null, slots: slots !== undefined && /^\d{1,5}$/.test(slots) ? Number(slots) : null };
}
