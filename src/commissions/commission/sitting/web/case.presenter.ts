import { Injectable } from '@nestjs/common';
import { criterionName, sessionLine, type PointsLine } from '../../../admission/index.js';
import { ageInMonths, dayOf, type Day } from '../../../../foundation/kernel/time.js';
import type { SlotMask } from '../../../../foundation/kernel/week-schedule.js';
import { needSlots } from '../../../../places/placement/index.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { outsideWords, sectionWords, Supply } from '../../../../offer/supply/index.js';
import { Territory } from '../../../../territory/territory/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { explain, type ExplainedOutcome } from '../../domain/case-explanation.js';
import { choicesOf, newPlaceOf } from '../../domain/case-places.js';
import { maskOfNames } from '../../domain/periods.js';
import { entryOf, wishedBy, type CandidacySnapshot } from '../../domain/snapshot.js';
import type { CaseLine } from '../../persistence/case-line.queries.js';
import type { Candidacy, CommissionSession } from '../../persistence/commission.entities.js';
import type { Sitting } from '../session-queries.js';
import { WhyPresenter } from './why.presenter.js';

export interface CaseModel {
  readonly id: string;
  readonly version: number;
  readonly number: number;
  readonly rank: number | null;
  readonly child: string;
  readonly commune: string;
  readonly entry: string;
  /** The other days on which the family would take a place, and what it prefers; null where it takes its own only. */
  readonly waits: string | null;
  readonly need: string;
  /** Its age on the day of entry, and the section of its first wish for that age. */
  readonly ageAtEntry: string;
  readonly firstWish: string;
  readonly score: string;
  readonly points: string | null;
  /** One line for each criterion that gave points. */
  readonly lines: readonly string[];
  /** The criteria that were not declared, which give no points; null when there is none. */
  readonly undeclared: string | null;
  /** Those that the family does not wish to answer: they give no points either. */
  readonly withheld: string | null;
  readonly wishes: readonly string[];
  /** The parts of the need during which the establishments asked for are closed, one line each. */
  readonly outside: readonly string[];
  readonly misses: readonly string[];
  readonly outcome: { readonly text: string; readonly tone: string } | null;
  readonly reason: string | null;
  readonly departs: boolean;
}

const TONES = { admit: 'success', wait: 'warning', defer: 'info', refuse: 'danger' } as const;

/** One case as members see it: a number, an age, a commune, points and wishes. Never a name. */
@Injectable()
export class CasePresenter {
  constructor(
    private readonly say: Sentences,
    private readonly why: WhyPresenter,
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {}

  /** @param explained why its better wishes are missed; absent where that is not shown */
  model(words: Translator, sitting: Sitting, candidacy: Candidacy, explained?: ExplainedOutcome): CaseModel {
    const { t, day } = words;
    const { snapshot } = candidacy;
    const entry = snapshot ? entryOf(snapshot, sitting.session.entryFrom) : null;
    return {
      id: candidacy.id,
      version: candidacy.version,
      number: candidacy.agendaNumber,
      rank: candidacy.rank,
      child: snapshot && entry ? this.childWords(words, snapshot.birth, snapshot.born, entry, sitting.session) : '',
      commune: snapshot ? (this.territory.commune(snapshot.communeCode)?.name ?? t('commission.outside')) : '',
      entry: entry ? t('commission.agenda.entry', { day: day(entry) }) : '',
      waits: snapshot && entry ? this.waitsWords(words, snapshot, entry) : null,
      need: snapshot ? this.say.slots(words, needSlots(snapshot.week)) : '',
      ageAtEntry: snapshot && entry ? this.entryWords(words, snapshot, entry) : '',
      firstWish: this.say.provider(wishedBy(snapshot)[0] ?? ''),
      score: candidacy.points === null ? '' : words.number(candidacy.points),
      points: candidacy.points === null ? null : t('commission.agenda.pointsCount', { points: candidacy.points }),
      ...this.pointsLines(words, candidacy.lines ?? []),
      wishes: (snapshot?.wishes ?? []).map(({ rank, providerId }) =>
        t('commission.agenda.wish', { rank, provider: this.say.provider(providerId) }),
      ),
      outside: (snapshot?.wishes ?? []).flatMap(({ rank, providerId }) => {
        const said = outsideWords(words, snapshot!.week, providerId, this.supply, snapshot!.wantedFrom);
        return said ? [t('commission.agenda.outside', { rank, said })] : [];
      }),
      misses:
        explained && candidacy.state === 'frozen'
          ? explain(explained, candidacy.dossierId, candidacy.id, wishedBy(snapshot)).misses.map((miss) =>
              this.why.miss(words, miss),
            )
          : [],
      outcome: this.outcomeWords(words, sitting, candidacy),
      reason: candidacy.reason ? t(`reason.${candidacy.reason}`) : null,
      departs: candidacy.kept === false,
    };
  }

  /** The proposal or decision, as a tag. */
  outcomeWords(
    words: Translator,
    { nextSessions }: Pick<Sitting, 'nextSessions'>,
    line: CaseLine,
  ): CaseModel['outcome'] {
    const { t, day } = words;
    if (line.state === 'without_object' && line.decision === 'admit')
      return {
        text: t('commission.outcome.gave_way', { section: this.say.sectionName(words, line.decidedSectionId) }),
        tone: 'neutral',
      };
    if (line.state === 'without_object' || line.state === 'withdrawn' || line.state === 'birth_unknown')
      return { text: t(`commission.outcome.${line.state}`), tone: 'neutral' };
    if (line.decision === 'admit')
      return {
        text: t('commission.outcome.admit', {
          section: this.say.sectionFrom(words, line.decidedSectionId, line.decidedFrom),
        }),
        tone: TONES.admit,
      };
    if (line.decision === 'defer') {
      const next = nextSessions.find((session) => session.id === line.deferredToId);
      return {
        text: next ? t('commission.outcome.defer', { day: day(dayOf(next.startsAt)) }) : t('commission.decision.defer'),
        tone: TONES.defer,
      };
    }
    if (line.decision) return { text: t(`commission.outcome.${line.decision}`), tone: TONES[line.decision] };
    if (line.rank === null) return null;
    if (!line.proposedSectionId) return { text: t('commission.sitting.nobody'), tone: 'neutral' };
    return {
      text: t('commission.outcome.proposed', {
        section: this.say.sectionFrom(words, line.proposedSectionId, line.proposedFrom),
      }),
      tone: 'action',
    };
  }

  /**
   * The half-days of the need that the proposed section never opens, and those that a shorter week leaves out. They
   * are shown, and never silently dropped.
   */
  uncovered(words: Translator, { prepared }: Sitting, candidacy: Candidacy): string[] {
    const place = prepared && newPlaceOf(prepared.now.instance, prepared.now.places, candidacy.id);
    if (!place || !candidacy.snapshot) return [];
    const held = maskOfNames(place.slots);
    const there = choicesOf(prepared.now.instance, candidacy.dossierId, candidacy.id).filter(
      ({ at, section }) => at === place.at && section === place.section,
    );
    const open = there.reduce<SlotMask>((mask, { slots }) => mask | maskOfNames(slots), held);
    const said = (key: string, slots: SlotMask): string[] =>
      slots === 0 ? [] : [words.t(key, { slots: this.say.slots(words, slots) })];
    return [
      ...said('commission.partial', needSlots(candidacy.snapshot.week) & ~open),
      ...said('commission.shorter', open & ~held),
    ];
  }

  private waitsWords({ t, day }: Translator, { waits, current }: CandidacySnapshot, entry: Day): string | null {
    if (!waits || current) return null;
    const { from, until, first } = waits;
    if (until > entry) return t('commission.case.canWait', { until: day(until), first });
    return from < entry ? t('commission.case.canComeSooner', { from: day(from) }) : null;
  }

  private entryWords(words: Translator, snapshot: CandidacySnapshot, entry: Day): string {
    const age = words.t('commission.agenda.age', { months: Math.max(0, ageInMonths(snapshot.birth, entry)) });
    const [first] = wishedBy(snapshot);
    const sections = first === undefined ? [] : this.supply.sectionsForChild(first, snapshot.birth, entry);
    return [age, ...sections.map((section) => sectionWords(words, section))].join(' · ');
  }

  private childWords(words: Translator, birth: Day, born: boolean, entry: Day, session: CommissionSession): string {
    const { t } = words;
    const months = ageInMonths(birth, dayOf(session.startsAt));
    const atEntry = t('commission.agenda.ageAt', {
      age: t('commission.agenda.age', { months: Math.max(0, ageInMonths(birth, entry)) }),
    });
    return `${born ? t('commission.agenda.age', { months: Math.max(0, months) }) : t('commission.agenda.unborn')}, ${atEntry}`;
  }

  private pointsLines(
    words: Translator,
    lines: readonly PointsLine[],
  ): Pick<CaseModel, 'lines' | 'undeclared' | 'withheld'> {
    const { t, list } = words;
    const given = lines
      .filter(({ points }) => points !== 0)
      .map((line) => sessionLine(words, line, (id) => this.say.provider(id)));
    const named = (proof: PointsLine['proof']): string[] =>
      lines
        .filter((line) => line.value === null && line.proof === proof)
        .map((line) => criterionName(words, line.code));
    const [unknown, withheld] = [named('not_declared'), named('withheld')];
    return {
      lines: given,
      undeclared: unknown.length === 0 ? null : t('commission.agenda.linesUnknown', { criteria: list(unknown) }),
      withheld: withheld.length === 0 ? null : t('commission.agenda.linesWithheld', { criteria: list(withheld) }),
    };
  }
}
