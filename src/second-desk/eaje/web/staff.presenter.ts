import { Injectable } from '@nestjs/common';
import type { Day } from '../../../foundation/kernel/time.js';
import { WEEKDAYS, type Weekday } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { dayInputs } from '../../../foundation/platform/web/index.js';
import { seatRows, type Provider } from '../../../offer/supply/index.js';
import { STAFF_RULES, type AdultsBySlot } from '../domain/staff-rule.js';
import type { StaffPlan } from '../staff-plans.js';
import { EajeWords } from './eaje-words.js';

const SHOWN_DAYS = WEEKDAYS.slice(0, 6);

/** The page on which an establishment says its rule and its adults. */
@Injectable()
export class StaffPresenter {
  constructor(private readonly say: EajeWords) {}

  /** @param typed the numbers of adults that were sent, when the page is shown again */
  pageModel(
    words: Translator,
    provider: Provider,
    plan: StaffPlan,
    today: Day,
    typed?: unknown,
  ): Record<string, unknown> {
    const { t } = words;
    const base = `/eaje/${provider.id}/equipe`;
    const latest = plan.weeks.at(-1)?.adults ?? {};
    return {
      ...this.say.frame(words, provider, '/equipe', t('eaje.staff.title')),
      version: plan.version,
      ruleAction: `${base}/regle`,
      rules: STAFF_RULES.map((value) => ({ value, text: t(`eaje.staff.rule.${value}`) })),
      weeks: this.weeks(words, plan, today),
      removals: plan.weeks.map(({ from }) => ({ from, text: t('eaje.staff.fromDay', { from: words.day(from) }) })),
      removeAction: `${base}/semaines/retirer`,
      enterAction: `${base}/semaines`,
      days: seatRows(words, latest, typed),
      form: { values: this.formValues(plan, today), errors: [] },
    };
  }

  formValues({ rule, walkingMonths }: StaffPlan, today: Day): Record<string, unknown> {
    return { rule, walkingMonths: String(walkingMonths), ...dayInputs('from', today) };
  }

  private weeks(words: Translator, { weeks }: StaffPlan, today: Day): object {
    const { t, day } = words;
    const now = weeks.findLast(({ from }) => from <= today);
    return {
      caption: t('eaje.staff.weeks'),
      captionHidden: true,
      columns: [
        { text: t('eaje.staff.from') },
        ...SHOWN_DAYS.map((weekday) => ({ text: words.weekday(weekday), numeric: true })),
      ],
      rows: weeks.map((week) => [
        { text: day(week.from), ...(week === now ? { hint: t('eaje.places.now') } : {}) },
        ...SHOWN_DAYS.map((weekday) => this.adultsOf(words, week.adults, weekday)),
      ]),
      empty: t('eaje.staff.noWeek'),
    };
  }

  private adultsOf({ t }: Translator, adults: AdultsBySlot, weekday: Weekday): string {
    const [morning, afternoon] = [adults[`${weekday}-am`], adults[`${weekday}-pm`]];
    if (morning === afternoon) return morning === undefined ? '?' : String(morning);
    return t('eaje.places.halves', { morning: morning ?? '?', afternoon: afternoon ?? '?' });
  }
}
