import { Injectable } from '@nestjs/common';
import { dayOf, timeOf } from '../../../../foundation/kernel/time.js';
import { lastDayOf } from '../../../../places/placement/index.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import type { ExplainedOutcome } from '../../domain/case-explanation.js';
import type { CaseLine } from '../../persistence/case-line.queries.js';
import type { Candidacy } from '../../persistence/commission.entities.js';
import { CasesElsewhere } from '../cases-elsewhere.js';
import type { EmergencyCase } from '../emergency-cases.js';
import { DAYS_AFTER_REFUSAL } from '../ratifications.js';
import { SessionQueries, type Sitting } from '../session-queries.js';
import { SittingBoard } from '../sitting-board.js';
import { AttendancePresenter } from './attendance.presenter.js';
import { casesOf, countBySection, queryOf, type CaseQuery } from './case-filter.js';
import { casePage } from './case-pages.js';
import { CasePresenter } from './case.presenter.js';
import { ClaimsPresenter } from './claims.presenter.js';
import { elsewhereLines } from './elsewhere-words.js';
import { placesLeft } from './places-left.js';
import { RecusalPresenter } from './recusal.presenter.js';
import { UndoPresenter } from './undo.presenter.js';

/** The screen of a session that sits, also for a projector: places left, ranked cases, proposal and decisions. */
@Injectable()
export class SittingPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly cases: CasePresenter,
    private readonly supply: Supply,
    private readonly board: SittingBoard,
    private readonly claims: ClaimsPresenter,
    private readonly queries: SessionQueries,
    private readonly attendance: AttendancePresenter,
    private readonly recusal: RecusalPresenter,
    private readonly undo: UndoPresenter,
    private readonly elsewhere: CasesElsewhere,
  ) {}

  async model(words: Translator, sitting: Sitting, asked: CaseQuery = {}): Promise<Record<string, unknown>> {
    const { session, agenda, mayRun } = sitting;
    const { t } = words;
    const live = agenda.filter((line) => line.state === 'frozen');
    const undecided = live.filter((line) => line.decision === null).length;
    const isOpen = session.state === 'open';
    const path = `/commissions/${session.id}/seance`;
    const found = casesOf(sitting, live, asked, this.supply);
    const current = found.find(({ decision }) => decision === null)?.id;
    const { cases, explained, pages } = await casePage(sitting, found, asked, path, (shown) =>
      this.queries.readDetails(shown),
    );
    const elsewhere = await this.elsewhere.readAll(cases);
    return {
      ...this.summary(words, sitting),
      places: this.placesModel(words, sitting),
      claims: this.claims.model(words, sitting),
      query: queryOf(asked),
      mayRun: mayRun && isOpen,
      mayResume: mayRun && session.state === 'suspended',
      mayRecuse: mayRun && ['prepared', 'open'].includes(session.state),
      mayUnmask: mayRun,
      hiddenText: this.hidden(words, sitting),
      ...this.narrowing(words, sitting, live, asked, path),
      found: t('commission.filter.found', { count: found.length }),
      groups: (['todo', 'decided'] as const)
        .map((state) => ({
          caption: t(`commission.filter.state.${state}`),
          cases: cases
            .filter(({ decision }) => (decision === null) === (state === 'todo'))
            .map((candidacy) => ({
              ...this.caseRow(words, sitting, candidacy, explained),
              // One that anybody following the session sees open: the next to decide.
              current: candidacy.id === current,
              elsewhere: elsewhereLines(words, elsewhere.get(candidacy.id), (id) => this.say.provider(id), true),
            })),
        }))
        .filter((group) => group.cases.length > 0),
      pages,
      emptyText: this.emptyText(words, sitting),
      undecided,
      undo: this.undo.buttons(words, sitting),
      keepAllText: undecided > 0 ? t('commission.sitting.keepAll', { count: undecided }) : null,
      closeText:
        undecided > 0 ? t('commission.sitting.closeLeft', { count: undecided }) : t('commission.sitting.closeText'),
      emergencies: sitting.emergencies.map((place) => ({
        id: place.id,
        text: this.emergencySentence(words, sitting, place),
      })),
    };
  }

  /** What both the laptop and the wall show. */
  summary(words: Translator, sitting: Sitting): Record<string, unknown> {
    const { session, body, agenda, quorum } = sitting;
    const live = agenda.filter((line) => line.state === 'frozen');
    const isOver = ['closed', 'signed'].includes(session.state);
    return {
      id: session.id,
      version: session.version,
      isOpen: session.state === 'open',
      isOver,
      bodyName: body.name,
      heading: words.t('commission.sitting.title', { day: words.fullDay(dayOf(session.startsAt)) }),
      quorum: {
        text: this.attendance.quorum(words, quorum),
        missing: quorum.needed !== null && quorum.present < quorum.needed,
      },
      suspended: this.suspended(words, sitting),
      figures: this.figuresModel(
        words,
        isOver ? agenda.filter((line) => line.decision !== null) : live,
        live.filter((line) => line.decision === null).length,
      ),
    };
  }

  /** Before the list is fixed no case is shown: how many are listed is said. */
  private emptyText({ t }: Translator, { agenda }: Sitting): string {
    const listed = agenda.filter(({ state }) => state === 'listed').length;
    return listed > 0 ? t('commission.sitting.listed', { count: listed }) : t('commission.agenda.empty');
  }

  private hidden({ t }: Translator, { hidden, prepared }: Sitting): string | null {
    if (hidden.size === 0) return null;
    return t('commission.recusal.hidden', {
      count: (prepared?.cases ?? []).filter(({ dossierId }) => hidden.has(dossierId)).length,
    });
  }

  private suspended({ t, fullDay, time }: Translator, { session, days }: Sitting): string | null {
    const next = days.at(-1);
    if (session.state !== 'suspended' || !next) return null;
    return t('commission.pause.suspended', {
      day: fullDay(dayOf(next.startsAt)),
      time: time(timeOf(next.startsAt)),
      room: next.room,
    });
  }

  /** The words that narrow the cases, each a link with the number of cases it leads to; those that do are taken off. */
  private narrowing(
    words: Translator,
    sitting: Sitting,
    live: readonly CaseLine[],
    asked: CaseQuery,
    path: string,
  ): Record<'states' | 'sections' | 'active', object[]> {
    const { t, number } = words;
    const { section, etat } = asked;
    const href = (query: CaseQuery): string => `${path}${queryOf(query)}`;
    const ofSection = casesOf(sitting, live, { section }, this.supply);
    const counts = countBySection(sitting, casesOf(sitting, live, { etat }, this.supply));
    const states = (['todo', 'decided'] as const).map((value) => ({
      value,
      number: number(ofSection.filter(({ decision }) => (decision === null) === (value === 'todo')).length),
      label: t(`commission.filter.state.${value}`),
      href: href({ section, etat: value }),
      current: etat === value,
      off: href({ section }),
    }));
    const sections = [...counts]
      .filter(([id]) => this.supply.section(id))
      .map(([id, count]) => ({
        number: number(count),
        label: this.say.sectionName(words, id),
        href: href({ section: id, etat }),
        current: section === id,
        off: href({ etat }),
      }))
      .sort((a, b) => a.label.localeCompare(b.label, words.lang));
    return {
      states,
      sections,
      active: [...states, ...sections]
        .filter(({ current }) => current)
        .map(({ label, off }) => ({ text: label, href: off })),
    };
  }

  private figuresModel(
    words: Translator,
    live: readonly CaseLine[],
    undecided: number,
  ): { number: string; label: string; tone: string }[] {
    const { t, number } = words;
    const count = (decision: Candidacy['decision'][]): number =>
      live.filter((line) => decision.includes(line.decision)).length;
    return [
      { number: number(undecided), label: t('commission.sitting.todo'), tone: undecided > 0 ? 'action' : '' },
      { number: number(count(['admit'])), label: t('commission.sitting.admitted'), tone: '' },
      { number: number(count(['wait'])), label: t('commission.sitting.waiting'), tone: '' },
      { number: number(count(['defer', 'refuse'])), label: t('commission.sitting.other'), tone: '' },
    ];
  }

  /** Whether the proposal for an undecided case has changed since places were last read. */
  hasChanged({ prepared }: Sitting, line: CaseLine): boolean {
    return (
      line.decision === null &&
      prepared !== null &&
      this.board.proposedIn(prepared.first, line.id).proposedSectionId !== line.proposedSectionId
    );
  }

  caseRow(
    words: Translator,
    sitting: Sitting,
    candidacy: Candidacy,
    explained?: ExplainedOutcome,
  ): Record<string, unknown> {
    return {
      ...this.cases.model(words, sitting, candidacy, explained),
      decided: candidacy.decision !== null,
      changed: this.hasChanged(sitting, candidacy),
      partial: this.cases.uncovered(words, sitting, candidacy),
      about: words.t('commission.sitting.about', { number: candidacy.agendaNumber }),
      recused: this.recusal.recusalLine(words, sitting, candidacy),
    };
  }

  private placesModel(words: Translator, sitting: Sitting): Record<string, unknown> {
    const { t, day, weekday } = words;
    const { weekdays, sections } = placesLeft(sitting, this.supply);
    return {
      caption: t('commission.sitting.placesCaption', { day: day(sitting.session.entryFrom) }),
      days: weekdays.map((day) => ({ text: weekday(day) })),
      expected: sections.some(({ cells }) => cells.some(({ expected }) => expected > 0)),
      sections: sections.map(({ sectionId, cells }) => ({ name: this.say.sectionName(words, sectionId), cells })),
    };
  }

  private emergencySentence(words: Translator, { agenda }: Sitting, emergency: EmergencyCase): string {
    const { number, requestId, sectionId, from, slots, age, points, reason } = emergency;
    return words.t('commission.sitting.emergency', {
      number,
      case: agenda.find((line) => line.requestId === requestId)?.agendaNumber ?? 'none',
      provider: this.say.sectionName(words, sectionId),
      from: words.day(from),
      to: words.day(lastDayOf(emergency)),
      slots: this.say.slots(words, slots),
      age: age === null ? 'none' : words.t('commission.agenda.age', { months: age }),
      points: points === null ? 'none' : words.number(points),
      reason: words.t(`placement.emergency.${reason ?? 'none'}`),
    });
  }

  /** One emergency admission, for the form that ratifies it. */
  emergency(
    words: Translator,
    sitting: Sitting,
    placementId: string,
    earliest: string,
  ): Record<string, unknown> | null {
    const place = sitting.emergencies.find((placement) => placement.id === placementId);
    if (!place) return null;
    const { t, day } = words;
    return {
      id: sitting.session.id,
      version: sitting.session.version,
      placementId,
      days: DAYS_AFTER_REFUSAL,
      text: this.emergencySentence(words, sitting, place),
      hint: t('commission.sitting.lastDayHint', { day: day(earliest) }),
    };
  }
}
