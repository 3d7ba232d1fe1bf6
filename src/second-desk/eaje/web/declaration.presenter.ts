import { Injectable } from '@nestjs/common';
import type { DeclaredAnswer } from '../../../commissions/commission/index.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { ANSWERS_OF, type ConfirmedLine, type DeclarationFile } from '../declarations.js';
import { ChildrenPresenter } from './children.presenter.js';
import { EajeWords } from './eaje-words.js';
import { WeekPresenter } from './week.presenter.js';

/** The field of the answer about one child. */
export const answerField = (placementId: string): string => `answer-${placementId}`;

@Injectable()
export class DeclarationPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly weeks: WeekPresenter,
    private readonly children: ChildrenPresenter,
  ) {}

  /** @param chosen the answers that were sent and could not be kept */
  model(
    words: Translator,
    provider: Provider,
    file: DeclarationFile,
    chosen: readonly DeclaredAnswer[],
  ): Record<string, unknown> {
    const { t, fullDay, day, instant } = words;
    const { session, body, declaration, lines } = file;
    const base = `/eaje/${provider.id}/seances/${session.id}`;
    const unanswered = lines.filter(({ answer }) => answer === null).length;
    return {
      ...this.say.frame(words, provider, '', t('eaje.declaration.title', { day: day(dayOf(session.startsAt)) })),
      back: `/eaje/${provider.id}`,
      lead: t('eaje.declaration.lead', {
        body: body.name,
        day: fullDay(dayOf(session.startsAt)),
        entry: day(session.entryFrom),
      }),
      declared: declaration?.declaredAt
        ? t('eaje.declaration.declared', {
            when: instant(declaration.declaredAt),
            onBehalf: declaration.onBehalf ? 'yes' : 'no',
          })
        : null,
      fixed: file.fixed ? t('eaje.declaration.fixed') : null,
      lines: lines.map((line) => this.lineModel(words, provider, line, chosen)),
      unanswered,
      others: t('eaje.declaration.others', { count: file.others }),
      childrenHref: `/eaje/${provider.id}/accueils`,
      placesHref: `/eaje/${provider.id}/places`,
      grid: this.weeks.grid(words, file.monday, { week: file.week, closings: [], proposed: [], sudden: [] }),
      answersAction: `${base}/enfants`,
      declareAction: `${base}/declarer`,
    };
  }

  private lineModel(
    words: Translator,
    provider: Provider,
    line: ConfirmedLine,
    chosen: readonly DeclaredAnswer[],
  ): Record<string, unknown> {
    const { t, shortDay } = words;
    const { place, kind, answer, requestId } = line;
    const name = line.name ?? this.children.unnamed(words, requestId, place.birth);
    const said = chosen.find(({ placementId }) => placementId === place.id)?.answer ?? answer;
    const facts =
      line.kind === 'departure'
        ? { to: shortDay(place.to), until: shortDay(line.until) }
        : line.kind === 'path'
          ? {
              next: this.say.sectionById(words, line.next.sectionId),
              on: shortDay(line.next.from),
              until: shortDay(line.next.to),
            }
          : { next: this.say.sectionById(words, line.nextSectionId), on: shortDay(line.on), until: 'none' };
    return {
      families: [requestId ?? place.id],
      id: place.id,
      field: answerField(place.id),
      name,
      href: `/eaje/${provider.id}/accueils/${place.id}`,
      section: this.say.sectionById(words, place.sectionId),
      question: t(`eaje.declaration.question.${kind}`, facts),
      confirmed: answer !== null,
      options: ANSWERS_OF[kind].map((value) => ({
        value,
        text: t(`eaje.declaration.answer.${value}`, facts),
        selected: value === said,
      })),
    };
  }
}
