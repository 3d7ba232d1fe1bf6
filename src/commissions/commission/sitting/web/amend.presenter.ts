import { Injectable } from '@nestjs/common';
import type { CriteriaGrid } from '../../../admission/index.js';
import type { Id } from '../../../../foundation/kernel/ids.js';
import { dayOf, timeOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { explain, type CaseReasons, type ExplainedOutcome } from '../../domain/case-explanation.js';
import type { ClaimEffect } from '../../domain/claim-changes.js';
import { DECISION_KINDS, REASON_LISTS, type DecisionKind } from '../../domain/decisions.js';
import { listedReasons } from '../../domain/reason-facts.js';
import { entryOf, wishedBy } from '../../domain/snapshot.js';
import { lastBefore, tiedCaseOf, withTies } from '../../domain/tie-rules.js';
import { Supply } from '../../../../offer/supply/index.js';
import type { Candidacy } from '../../persistence/commission.entities.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { CasesElsewhere } from '../cases-elsewhere.js';
import { Debates } from '../debates.js';
import { CaseReasonFacts } from '../case-reason-facts.js';
import { ownPointsOf } from '../own-points.js';
import { seenEffect } from '../session-decisions.js';
import { SessionQueries, type Sitting } from '../session-queries.js';
import { casesOf, narrowedTo, queryOf, type CaseQuery } from './case-filter.js';
import { CasePlacesPresenter } from './case-places.presenter.js';
import { CasePresenter } from './case.presenter.js';
import { DebatePresenter } from './debate.presenter.js';
import { ClaimsPresenter } from './claims.presenter.js';
import { elsewhereLines } from './elsewhere-words.js';
import { MeanwhilePresenter } from './meanwhile.presenter.js';
import { sectionValue, SectionChoices } from './section-choices.js';
import { WhyPresenter } from './why.presenter.js';

interface Choice {
  readonly value: string;
  readonly text: string;
  /** Shown, and not to be picked. */
  readonly disabled?: boolean;
}

/** The form that changes the decision of one case. It has choices only, and nothing to type. */
@Injectable()
export class AmendPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly cases: CasePresenter,
    private readonly choices: SectionChoices,
    private readonly claims: ClaimsPresenter,
    private readonly why: WhyPresenter,
    private readonly reasons: CaseReasonFacts,
    private readonly queries: SessionQueries,
    private readonly around: CasePlacesPresenter,
    private readonly debates: Debates,
    private readonly debated: DebatePresenter,
    private readonly elsewhere: CasesElsewhere,
    private readonly meanwhile: MeanwhilePresenter,
    private readonly supply: Supply,
  ) {}

  /** @param effect how the decision would change the remaining claims, for the person to confirm */
  async model(
    words: Translator,
    sitting: Sitting,
    candidacy: Candidacy,
    asked: CaseQuery,
    effect: ClaimEffect | null = null,
  ): Promise<Record<string, unknown>> {
    const { t, fullDay, time } = words;
    const explained = sitting.prepared?.now.explained([candidacy.dossierId]);
    return {
      id: sitting.session.id,
      query: queryOf(asked),
      narrowed: narrowedTo(words, this.say, asked),
      case: this.cases.model(words, sitting, candidacy, explained),
      partial: this.cases.uncovered(words, sitting, candidacy),
      elsewhere: elsewhereLines(words, (await this.elsewhere.readAll([candidacy])).get(candidacy.id), (id) =>
        this.say.provider(id),
      ),
      heading: t('commission.case.title', { number: candidacy.agendaNumber }),
      debate: await this.debateLink(words, sitting, candidacy.id),
      places: this.around.grid(words, sitting, candidacy),
      moves: effect ? this.around.moves(words, sitting, effect) : [],
      beside: this.casesBeside(words, sitting, candidacy, asked),
      why: explained ? this.why.whyLines(words, await this.reasonsFor(sitting, candidacy, explained)) : [],
      effect: effect && {
        ...this.claims.changes(words, sitting, effect),
        seen: seenEffect(effect.instance, effect.created, effect.moved),
      },
      sections: this.choices.listChoices(words, sitting, candidacy),
      halfDays: this.choices.askedDays(words, sitting, candidacy),
      until: this.daysGiven(words, sitting, candidacy),
      meanwhile: this.meanwhile.lines(words, sitting, candidacy),
      fewestDays: candidacy.snapshot?.fewestDays ?? null,
      weekSaid: candidacy.snapshot?.weekUnsaid ? 'no' : 'yes',
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

  /** Between which days members may give another first day; null where the family takes its own only. */
  private daysGiven(
    { day }: Translator,
    { session }: Sitting,
    { snapshot }: Candidacy,
  ): { readonly from: string; readonly until: string } | null {
    const { waits, current } = snapshot ?? {};
    const entry = snapshot && entryOf(snapshot, session.entryFrom);
    if (!waits || !entry || current || (waits.until <= entry && waits.from >= entry)) return null;
    const from = waits.from > session.entryFrom ? waits.from : session.entryFrom;
    return { from: day(from < entry ? from : entry), until: day(waits.until > entry ? waits.until : entry) };
  }

  /** Null where the body notes no debates. */
  private async debateLink(
    words: Translator,
    { session, body }: Sitting,
    candidacyId: string,
  ): Promise<{ href: string; text: string; said: string | null } | null> {
    if (body.debates === 'none') return null;
    const { debate } = await this.debates.readCase(session.id, candidacyId);
    return {
      href: `/commissions/${session.id}/seance/${candidacyId}/debat`,
      text: words.t(debate ? 'commission.debate.change' : 'commission.debate.note'),
      said: this.debated.sentence(words, debate),
    };
  }

  /** The cases before and after this one, among those of the screen that it was opened from and in their order. */
  private casesBeside({ t }: Translator, sitting: Sitting, { id }: Candidacy, asked: CaseQuery): object[] {
    const { session, agenda } = sitting;
    const live = casesOf(
      sitting,
      agenda.filter(({ state }) => state === 'frozen'),
      asked,
      this.supply,
    );
    const here = live.findIndex((line) => line.id === id);
    return [
      { line: live[here - 1], key: 'commission.case.previous' },
      { line: live[here + 1], key: 'commission.case.next' },
    ].flatMap(({ line, key }) =>
      line
        ? [
            {
              href: `/commissions/${session.id}/seance/${line.id}${queryOf(asked)}`,
              text: t(key, { number: line.agendaNumber }),
            },
          ]
        : [],
    );
  }

  /** Why its better wishes are missed, with the rule that decided between equal points. */
  private async reasonsFor(
    { prepared, grid }: Sitting,
    { id, dossierId, snapshot }: Candidacy,
    explained: ExplainedOutcome,
  ): Promise<CaseReasons> {
    const { cases: lines, kept } = prepared!;
    const familyOf = new Map(lines.map((line) => [line.id, line.dossierId]));
    const wished = wishedBy(snapshot);
    const isThere = ({ id: other }: { readonly id: Id }): boolean => {
      const at = explained.places[other]?.at;
      return other === id || (at !== undefined && wished.includes(at));
    };
    const own = ownPointsOf(await this.queries.readDetails(lines.filter(isThere)));
    const reasons = explain({ ...explained, own }, dossierId, id, wished);
    const others = reasons.misses.flatMap((miss) => lastBefore(explained, familyOf, id, miss) ?? []);
    if (others.length === 0 || !grid) return reasons;
    const families = new Set([id, ...others].map((child) => familyOf.get(child)));
    const tied = await this.queries.readDetails(lines.filter((line) => families.has(line.dossierId)));
    const rules = { cases: tied.map(tiedCaseOf), seed: kept.seed, tieBreak: (grid.content as CriteriaGrid).tieBreak };
    return { ...reasons, misses: withTies(explained, rules)(id, reasons.misses) };
  }

  /**
   * The reasons of the form: those that are true come first. A reason that a fact contradicts says by which one, and
   * cannot be picked.
   */
  private async listed(
    words: Translator,
    { session, prepared }: Sitting,
    candidacy: Candidacy,
  ): Promise<Record<string, Choice[]>> {
    const { t } = words;
    const facts =
      prepared &&
      (await this.reasons.factsBefore(
        session,
        { kept: prepared.kept, cases: prepared.cases, outcome: prepared.now, first: prepared.first },
        candidacy,
      ));
    return Object.fromEntries(
      DECISION_KINDS.map((kind) => [
        kind,
        (facts
          ? listedReasons(REASON_LISTS[kind], facts)
          : REASON_LISTS[kind].map((reason) => ({ reason, contradiction: null }))
        ).map(({ reason, contradiction }): Choice => {
          const text = t(`reason.${reason}`);
          if (contradiction === null) return { value: reason, text };
          const fact = this.say.contradictingFact(words, contradiction);
          return { value: reason, text: t('commission.case.contradicted', { reason: text, fact }), disabled: true };
        }),
      ]),
    );
  }

  /**
   * The fields with the present decision of the case, or with its proposal.
   * @param chosen the decision that a link chose beforehand
   */
  formValues(candidacy: Candidacy, chosen: DecisionKind | null = null): Record<string, unknown> {
    const decision = chosen ?? candidacy.decision ?? (candidacy.proposedSectionId ? 'admit' : 'wait');
    const [sectionId, slots, from] = candidacy.decidedSectionId
      ? [candidacy.decidedSectionId, candidacy.decidedSlots, candidacy.decidedFrom]
      : [candidacy.proposedSectionId, candidacy.proposedSlots, candidacy.proposedFrom];
    return {
      version: candidacy.version,
      decision,
      section: sectionId ? sectionValue(sectionId, slots, from) : '',
      session: candidacy.deferredToId ?? '',
      ...(candidacy.reason ? { [`${decision}Reason`]: candidacy.reason } : {}),
    };
  }
}
