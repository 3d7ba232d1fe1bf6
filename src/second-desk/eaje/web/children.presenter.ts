import { Injectable } from '@nestjs/common';
import { ageWords } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Refusal } from '../../../foundation/kernel/refusal.js';
import type { Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, WEEKDAYS } from '../../../foundation/kernel/week-schedule.js';
import { lastDayOf } from '../../../places/placement/index.js';
import { dayInputs } from '../../../foundation/platform/web/index.js';
import { Supply, type Provider } from '../../../offer/supply/index.js';
import type { ChildHere } from '../children.js';
import { EajeWords } from './eaje-words.js';
import type { MessageArgs, Translator } from '../../../foundation/platform/i18n/index.js';

/** What names the family of a child among those that its director was shown. */
export const familyOf = ({ placement }: ChildHere): Id => placement.requestId ?? placement.id;
export const argsOf = ({ facts = {} }: Refusal): MessageArgs =>
  Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  );

@Injectable()
export class ChildrenPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly supply: Supply,
    private readonly clock: Clock,
  ) {}

  nameOf(words: Translator, { placement, name }: ChildHere): string {
    return name ?? this.unnamed(words, placement.requestId, placement.birthDate);
  }

  /** A child whose name the director may not read, or who has none. */
  unnamed(words: Translator, requestId: Id | null, birthDate: Day | null): string {
    const { t } = words;
    if (birthDate === null) return t('eaje.children.noName');
    // A child without a request was entered by the director, by the day of its birth, which opens no link.
    return requestId === null
      ? t('eaje.children.bornOn', { birth: words.shortDay(birthDate) })
      : t('eaje.children.aged', { age: ageWords(words, birthDate, this.clock.today()) });
  }

  /** What comes next of a place, or how it came to be. */
  hintOf(words: Translator, { placement, movesOn, next }: ChildHere): string {
    const { t, shortDay } = words;
    if (placement.ratification === 'pending') return t('eaje.children.pending');
    if (next && next.from < this.clock.today()) return t('eaje.children.late', { on: shortDay(next.from) });
    if (next)
      return t(next.sectionId === placement.sectionId ? 'eaje.children.stays' : 'eaje.children.next', {
        section: this.say.sectionById(words, next.sectionId),
        on: shortDay(next.from),
      });
    if (movesOn) return t(movesOn === 'section' ? 'eaje.children.movesOn' : 'eaje.children.daysChange');
    return placement.requestId ? '' : t('eaje.children.takenOver');
  }

  /** What the forms of the page of a child hold before anybody types. */
  valuesOf({ placement, asked, entered }: ChildHere): Record<string, unknown> {
    return {
      slots: maskToSlots(asked?.slots ?? placement.slots),
      parentName: entered?.parent?.name ?? '',
      parentPhone: entered?.parent?.phone ?? '',
      ...dayInputs('firstDay', placement.from),
      ...(asked && asked.from >= placement.from
        ? dayInputs('daysFrom', asked.from)
        : placement.from > this.clock.today()
          ? dayInputs('daysFrom', placement.from)
          : {}),
      ...dayInputs('adaptation', placement.adaptationFrom ?? placement.from),
      ...dayInputs('start', placement.startFrom ?? placement.from),
    };
  }

  childModel(words: Translator, provider: Provider, child: ChildHere): Record<string, unknown> {
    const { t, day } = words;
    const { placement, next, asked } = child;
    const base = `/eaje/${provider.id}/accueils`;
    return {
      ...this.say.frame(words, provider, '/accueils', this.nameOf(words, child)),
      back: base,
      rows: [
        { key: t('eaje.children.column.section'), value: this.say.sectionById(words, placement.sectionId) },
        { key: t('eaje.children.column.week'), value: this.say.weekWords(words, placement.slots) },
        { key: t('eaje.children.column.from'), value: day(placement.from) },
        { key: t('eaje.children.column.to'), value: day(lastDayOf(placement)) },
        ...(next
          ? [
              {
                key: t('eaje.child.next'),
                value: t(next.from < this.clock.today() ? 'eaje.child.lateValue' : 'eaje.child.nextValue', {
                  section: this.say.sectionById(words, next.sectionId),
                  on: day(next.from),
                }),
              },
            ]
          : []),
        ...(asked
          ? [
              {
                key: t(asked.title),
                value: t('eaje.child.askedDays', {
                  days: this.say.weekWords(words, asked.slots),
                  from: day(asked.from),
                }),
              },
            ]
          : []),
        ...(placement.adaptationFrom && placement.startFrom && placement.datesState
          ? [
              {
                key: t('eaje.child.dates'),
                value: t(`eaje.child.datesState.${placement.datesState}`, {
                  adaptation: day(placement.adaptationFrom),
                  start: day(placement.startFrom),
                }),
              },
            ]
          : []),
        ...(placement.emergency
          ? [
              {
                key: t('eaje.children.emergency'),
                value: t(`eaje.ratification.${placement.ratification ?? 'ratified'}`),
              },
            ]
          : []),
        ...(placement.requestId && child.name
          ? [
              {
                key: t('eaje.children.request'),
                value: t('eaje.children.known'),
                change: { href: `/eaje/demandes/${placement.requestId}`, text: t('eaje.children.open') },
              },
            ]
          : []),
      ],
      sections: this.supply
        .sectionsOf(provider.id)
        .filter((section) => section.id !== placement.sectionId)
        .map((section) => ({
          value: section.id,
          text: `${this.say.sectionName(words, section)} (${this.say.ages(words, section)})`,
        })),
      next: next && {
        on: next.from,
        text: t('eaje.child.moveText', { section: this.say.sectionById(words, next.sectionId), on: day(next.from) }),
      },
      asked: asked && {
        title: t(asked.title),
        text: t(asked.refusal.text),
        button: t(asked.refusal.button),
        action: `${base}/${placement.id}/${asked.refusal.path}`,
      },
      entered: child.entered !== null && placement.state === 'held',
      runs: placement.state === 'held',
      isToCome: placement.state === 'held' && placement.from > this.clock.today(),
      mayBeTakenBack: (placement.beforeEnd ?? null) !== null,
      mayBeAbsent: placement.state === 'held' && placement.requestId !== null && placement.from <= this.clock.today(),
      mayAgree: placement.state === 'held' && placement.requestId !== null && placement.from >= this.clock.today(),
      agreements: ['propose', 'agreed'].map((value) => ({ value, text: t(`eaje.child.agreement.${value}`) })),
      days: WEEKDAYS.slice(0, 6).map((weekday, index) => ({
        name: words.weekday(weekday),
        halves: (['am', 'pm'] as const).map((half) => ({
          id: index === 0 && half === 'am' ? 'slots' : `slots-${weekday}-${half}`,
          morning: half === 'am',
          value: `${weekday}-${half}`,
        })),
      })),
      form: { values: this.valuesOf(child), errors: [] },
      actions: {
        parent: `${base}/${placement.id}/parents`,
        leave: `${base}/${placement.id}/depart`,
        extend: `${base}/${placement.id}/prolongation`,
        move: `${base}/${placement.id}/passage`,
        stay: `${base}/${placement.id}/maintien`,
        section: `${base}/${placement.id}/section`,
        dates: `${base}/${placement.id}/dates`,
        noShow: `${base}/${placement.id}/absence`,
        postpone: `${base}/${placement.id}/report`,
        days: `${base}/${placement.id}/jours`,
        cancel: `${base}/${placement.id}/annulation`,
        undo: `${base}/${placement.id}/retablir`,
      },
      until: t('eaje.children.until', { to: lastDayOf(placement) }),
    };
  }
}
