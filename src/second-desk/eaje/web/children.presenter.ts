import { Injectable } from '@nestjs/common';
import { ageWords } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { maskToSlots, WEEKDAYS } from '../../../foundation/kernel/week-schedule.js';
import { lastDayOf } from '../../../places/placement/index.js';
import { dayInputs, type FieldError } from '../../../foundation/platform/web/index.js';
import { Supply, type Provider } from '../../../offer/supply/index.js';
import type { ChildHere, ChildrenHere, RefusedMove, SeenMove } from '../children.js';
import { DEPARTURE_DAYS } from '../overview.js';
import { EajeWords } from './eaje-words.js';
import type { MessageArgs, Translator } from '../../../foundation/platform/i18n/index.js';

/** Name of the group of moves whose day is past. */
const LATE = 'en-retard';
const DAYS_AHEAD = 365;

const moveField = ({ placement }: ChildHere): string => `move-${placement.id}`;
const groupOf = ({ next }: ChildHere, today: Day): string => (next!.from < today ? LATE : next!.from);
const moveValue = ({ placement, next }: ChildHere): string => `${placement.id}:${next!.from}`;
const movesWithinAYear = (children: readonly ChildHere[], today: Day): ChildHere[] =>
  children.filter(({ next }) => next !== null && next.from <= addDays(today, DAYS_AHEAD));
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

  listModel(
    words: Translator,
    provider: Provider,
    { present: children, ended }: ChildrenHere,
    ticked: readonly SeenMove[] = [],
  ): Record<string, unknown> {
    const { t } = words;
    const soon = addDays(this.clock.today(), DEPARTURE_DAYS);
    const isLeaving = ({ placement, movesOn }: ChildHere): boolean => lastDayOf(placement) <= soon && !movesOn;
    const [leaving, staying] = [children.filter(isLeaving), children.filter((child) => !isLeaving(child))];
    const columns = ['child', 'section', 'week', 'from', 'to'].map((name) => ({
      text: t(`eaje.children.column.${name}`),
    }));
    const rows = (list: readonly ChildHere[]): unknown[] => list.map((child) => this.childRow(words, provider, child));
    return {
      ...this.say.frame(words, provider, '/accueils', t('eaje.children.title')),
      lead: t('eaje.children.lead', { count: children.length }),
      ...this.moves(words, provider, children, new Set(ticked.map(({ placementId }) => placementId))),
      movesAction: `/eaje/${provider.id}/accueils/passages`,
      leaving: {
        captionHidden: true,
        caption: t('eaje.children.leaving', { days: DEPARTURE_DAYS }),
        columns,
        rows: rows(leaving),
        empty: t('eaje.children.nobodyLeaves'),
      },
      staying: {
        captionHidden: true,
        caption: t('eaje.children.staying'),
        columns,
        rows: rows(staying),
        empty: t('eaje.children.nobody'),
      },
      ended:
        ended.length === 0
          ? null
          : { captionHidden: true, caption: t('eaje.children.ended'), columns, rows: rows(ended) },
    };
  }

  private childRow(words: Translator, provider: Provider, child: ChildHere): Record<string, unknown> {
    const { shortDay } = words;
    const { placement } = child;
    return {
      families: [familyOf(child)],
      cells: [
        {
          text: this.nameOf(words, child),
          href: `/eaje/${provider.id}/accueils/${placement.id}`,
          hint: this.hintOf(words, child),
        },
        this.say.sectionById(words, placement.sectionId),
        this.say.weekWords(words, placement.slots),
        shortDay(placement.from),
        shortDay(lastDayOf(placement)),
      ],
    };
  }

  /** The moves that are expected within a year, grouped by day; the late ones are the first group. */
  private moves(
    words: Translator,
    provider: Provider,
    children: readonly ChildHere[],
    ticked: ReadonlySet<Id>,
  ): { readonly moves: readonly object[]; readonly together: readonly object[] } {
    const { t, day } = words;
    const expected = movesWithinAYear(children, this.clock.today());
    const groups = [...groupedBy(expected, (child) => groupOf(child, this.clock.today()))].sort(([a], [b]) =>
      a === LATE ? -1 : b === LATE ? 1 : a.localeCompare(b),
    );
    const buttonOf = (on: string): string =>
      on === LATE ? t('eaje.children.confirmLate') : t('eaje.children.confirmAll', { on: day(on) });
    return {
      together: [
        ...groups
          .filter(([, group]) => group.length > 1)
          .map(([on, group]) => ({ button: buttonOf(on), values: group.map(moveValue) })),
        ...(groups.length > 1
          ? [{ button: t('eaje.children.confirmWhole', { count: expected.length }), values: expected.map(moveValue) }]
          : []),
      ],
      moves: groups.map(([on, group]) => ({
        title: on === LATE ? t('eaje.children.movesLate') : t('eaje.children.movesOf', { on: day(on) }),
        rows: group.map((child) => ({
          value: moveValue(child),
          field: moveField(child),
          ticked: ticked.has(child.placement.id),
          name: this.nameOf(words, child),
          href: `/eaje/${provider.id}/accueils/${child.placement.id}`,
          hint: on === LATE ? this.hintOf(words, child) : '',
          section: this.say.sectionById(words, child.placement.sectionId),
          next: this.say.sectionById(words, child.next!.sectionId),
        })),
      })),
    };
  }

  /** Why moves could not be confirmed, each with the name of its child. */
  refusals(words: Translator, refused: readonly RefusedMove[]): FieldError[] {
    return refused.map(({ child, refusal }) => ({
      field: moveField(child),
      message: 'eaje.children.refusedMove',
      args: { name: this.nameOf(words, child), reason: words.t(`refusal.${refusal.code}`, argsOf(refusal)) },
    }));
  }

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

  private hintOf(words: Translator, { placement, movesOn, next }: ChildHere): string {
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
