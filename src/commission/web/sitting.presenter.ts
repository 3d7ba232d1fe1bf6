import { Injectable } from '@nestjs/common';
import { dayOf } from '../../kernel/time.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Supply } from '../../supply/index.js';
import { CaseBook } from '../case-book.js';
import type { ExplainedOutcome } from '../domain/case-explanation.js';
import type { Candidacy } from '../persistence/commission.entities.js';
import { DAYS_AFTER_REFUSAL } from '../ratifications.js';
import type { Sitting } from '../session-reads.js';
import { casePage } from './case-pages.js';
import { CasePresenter } from './case.presenter.js';
import { ClaimsPresenter } from './claims.presenter.js';
import { placesLeft } from './places-left.js';
import { Sentences } from './sentences.js';

/** The session screen, for a projector: places left, ranked cases, proposal, what is decided. */
@Injectable()
export class SittingPresenter {
  constructor(
    private readonly say: Sentences,
    private readonly cases: CasePresenter,
    private readonly supply: Supply,
    private readonly book: CaseBook,
    private readonly claims: ClaimsPresenter,
  ) {}

  model(words: Translator, sitting: Sitting, page?: string): Record<string, unknown> {
    const { session, body, agenda, mayRun } = sitting;
    const { t, fullDay } = words;
    const live = agenda.filter((one) => one.state === 'frozen');
    const undecided = live.filter((one) => one.decision === null).length;
    const isOpen = session.state === 'open';
    const { cases, explained, pages } = casePage(sitting, live, page, `/commissions/${session.id}/seance`);
    return {
      id: session.id, version: session.version, isOpen, mayRun: mayRun && isOpen,
      heading: t('commission.sitting.title', { day: fullDay(dayOf(session.startsAt)) }),
      bodyName: body.name,
      figures: this.figures(words, live, undecided),
      places: this.places(words, sitting),
      claims: this.claims.model(words, sitting),
      cases: cases.map((one) => this.row(words, sitting, one, explained)), pages,
      undecided,
      keepAllText: undecided > 0 ? t('commission.sitting.keepAll', { count: undecided }) : null,
      closeText: undecided > 0 ? t('commission.sitting.closeLeft', { count: undecided }) : t('commission.sitting.closeText'),
      emergencies: sitting.emergencies.map((place) => ({
        id: place.id,
        text: t('commission.sitting.emergency', {
          provider: this.say.section(words, place.sectionId), from: words.day(place.from), slots: this.say.slots(words, place.slots),
        }),
      })),
    };
  }

  private figures(words: Translator, live: readonly Candidacy[], undecided: number): { number: string; label: string; tone: string }[] {
    const { t, number } = words;
    const count = (decision: Candidacy['decision'][]): number => live.filter((one) => decision.includes(one.decision)).length;
    return [
      { number: number(undecided), label: t('commission.sitting.todo'), tone: undecided > 0 ? 'action' : '' },
      { number: number(count(['admit'])), label: t('commission.sitting.admitted'), tone: '' },
      { number: number(count(['wait'])), label: t('commission.sitting.waiting'), tone: '' },
      { number: number(count(['defer', 'refuse'])), label: t('commission.sitting.other'), tone: '' },
    ];
  }

  private row(words: Translator, sitting: Sitting, one: Candidacy, explained?: ExplainedOutcome): Record<string, unknown> {
    return {
      ...this.cases.model(words, sitting, one, explained),
      decided: one.decision !== null,
      changed: one.decision === null && sitting.prepared !== null && this.book.proposedIn(sitting.prepared.first, one.id).proposedSectionId !== one.proposedSectionId,
      partial: this.cases.uncovered(words, sitting, one),
      about: words.t('commission.sitting.about', { number: one.agendaNumber }),
    };
  }

  private places(words: Translator, sitting: Sitting): Record<string, unknown> {
    const { t, day, weekday } = words;
    const { weekdays, sections } = placesLeft(sitting, this.supply);
    return {
      caption: t('commission.sitting.placesCaption', { day: day(sitting.session.entryFrom) }),
      days: weekdays.map((one) => weekday(one)),
      sections: sections.map(({ sectionId, cells }) => ({ name: this.say.section(words, sectionId), cells })),
    };
  }

  /** One emergency admission, for the form that ratifies it. */
  emergency(words: Translator, sitting: Sitting, placementId: string, earliest: string): Record<string, unknown> | null {
    const place = sitting.emergencies.find((one) => one.id === placementId);
    if (!place) return null;
    const { t, day } = words;
    return {
      id: sitting.session.id, version: sitting.session.version, placementId, days: DAYS_AFTER_REFUSAL,
      text: t('commission.sitting.emergency', { provider: this.say.section(words, place.sectionId), from: day(place.from), slots: this.say.slots(words, place.slots) }),
      hint: t('commission.sitting.lastDayHint', { day: day(earliest) }),
    };
  }
}
