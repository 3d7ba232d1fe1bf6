import { Injectable } from '@nestjs/common';
import { MONTHS, ORDINALS } from '../../../../territory/calendar/domain/index.js';
import type { Refusal } from '../../../../foundation/kernel/refusal.js';
import { isDay } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import type { BodySheet } from '../body-settings.js';
import type { ForecastRow, PlannedRow } from '../recurring-sessions.js';
import { BodiesPresenter } from './bodies.presenter.js';
import { TONES } from './calendar.presenter.js';
import { SITTING_DAYS } from './recurrence.form.js';
import { passedTaskWords } from './sitting-fields.js';

/** The recurrence of a body: its rule in words, and its dates one by one. */
@Injectable()
export class RecurrencePresenter {
  constructor(
    private readonly say: Sentences,
    private readonly bodies: BodiesPresenter,
  ) {}

  model(words: Translator, { body }: BodySheet, rows: readonly ForecastRow[]): Record<string, unknown> {
    const { t, monthName, weekday } = words;
    const ready = rows.filter(({ day, session, conflict }) => day !== null && session === null && conflict === null);
    return {
      id: body.id,
      name: body.name,
      said: body.recurrence ? this.bodies.recurrence(words, body.recurrence) : null,
      ordinals: ORDINALS.map((ordinal) => ({
        value: String(ordinal),
        text: t(`commission.recurrence.ordinal.${ordinal === -1 ? 'last' : ordinal}`),
      })),
      weekdays: SITTING_DAYS.map((value) => ({ value, text: weekday(value) })),
      months: MONTHS.map((month) => ({ value: String(month), text: monthName(month) })),
      rooms: body.rooms,
      dates: rows.map((row) => this.rowModel(words, row)),
      toPlan: ready.length > 0 ? t('commission.recurrence.plan', { count: ready.length }) : null,
    };
  }

  /** The result for each date, after all were planned. */
  results(words: Translator, rows: readonly PlannedRow[]): Record<string, unknown> {
    const { t, fullDay } = words;
    return {
      title: t('commission.recurrence.planned', { count: rows.filter(({ refusal }) => refusal === null).length }),
      lines: rows.map(({ day, refusal }) =>
        refusal
          ? t('commission.recurrence.notPlanned', { day: fullDay(day), why: this.say.refusalSentence(words, refusal) })
          : t('commission.recurrence.plannedOn', { day: fullDay(day) }),
      ),
    };
  }

  private rowModel(
    words: Translator,
    { ruleDay, day, session, conflict, passed }: ForecastRow,
  ): Record<string, unknown> {
    const { t, fullDay, list } = words;
    const moved = day !== null && day !== ruleDay;
    const name = fullDay(day ?? ruleDay);
    return {
      ruleDay,
      name,
      moved: moved ? t('commission.recurrence.insteadOf', { day: fullDay(ruleDay) }) : null,
      tag: session
        ? { text: t(`commission.state.${session.state}`), tone: TONES[session.state] }
        : this.tag(words, day === null, conflict),
      href: session ? `/commissions/${session.id}` : null,
      why: conflict ? this.say.refusalSentence(words, conflict) : null,
      passed:
        conflict === null && passed.length > 0
          ? t('commission.recurrence.passed', {
              tasks: list(passed.map((one) => t('commission.plan.passedTask', passedTaskWords(words, one)))),
            })
          : null,
      suggested: conflict ? this.suggested(words, conflict, name) : [],
      open: session === null,
      restore: day === null || moved ? t('commission.recurrence.restoreWhat', { day: fullDay(ruleDay) }) : null,
      skip: day === null ? null : t('commission.recurrence.skipWhat', { day: name }),
      other: t('commission.recurrence.otherWhat', { day: name }),
    };
  }

  private tag({ t }: Translator, skipped: boolean, conflict: Refusal | null): { text: string; tone: string } {
    if (skipped) return { text: t('commission.recurrence.skipped'), tone: 'neutral' };
    return conflict
      ? { text: t('commission.recurrence.conflict'), tone: 'danger' }
      : { text: t('commission.recurrence.suits'), tone: 'info' };
  }

  private suggested({ t, fullDay }: Translator, { facts }: Refusal, instead: string): object[] {
    return String(facts?.['alternatives'] ?? '')
      .split(' ')
      .filter(isDay)
      .map((value) => ({
        value,
        text: fullDay(value),
        label: t('commission.recurrence.moveWhat', { from: instead, day: fullDay(value) }),
      }));
  }
}
