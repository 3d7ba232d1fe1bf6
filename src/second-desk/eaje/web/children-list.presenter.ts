import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { addDays, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  filled,
  listAddress,
  listFiles,
  pageOfRows,
  sortsBy,
  titleOfList,
  type FieldError,
  type ListColumn,
  type ListMark,
  type ListRow,
  type WorkList,
} from '../../../foundation/platform/web/index.js';
import { Supply, type Provider } from '../../../offer/supply/index.js';
import { lastDayOf } from '../../../places/placement/index.js';
import type { ChildHere, ChildrenHere, RefusedMove, SeenMove } from '../children.js';
import { DEPARTURE_DAYS } from '../overview.js';
import { CHILDREN_ORDERS, CHILDREN_SHOWN, type ChildrenOrder, type ChildrenQuery } from './children-list.form.js';
import { argsOf, ChildrenPresenter, familyOf } from './children.presenter.js';
import { EajeWords } from './eaje-words.js';

/** Name of the group of moves whose day is past. */
const LATE = 'en-retard';
const DAYS_AHEAD = 365;
const PAGE = 100;
/** The id of the form that the boxes of moves belong to. */
const MOVES_FORM = 'confirm-moves';

const moveField = ({ placement }: ChildHere): string => `move-${placement.id}`;
const groupOf = ({ next }: ChildHere, today: Day): string => (next!.from < today ? LATE : next!.from);
const moveValue = ({ placement, next }: ChildHere): string => `${placement.id}:${next!.from}`;
const movesWithinAYear = (children: readonly ChildHere[], today: Day): ChildHere[] =>
  children.filter(({ next }) => next !== null && next.from <= addDays(today, DAYS_AHEAD));

/** The children of an establishment, and the moves that its director confirms, as their page shows them. */
@Injectable()
export class ChildrenListPresenter {
  constructor(
    private readonly say: EajeWords,
    private readonly supply: Supply,
    private readonly clock: Clock,
    private readonly children: ChildrenPresenter,
  ) {}

  /** @param ticked the moves that were ticked in a form that is shown again */
  listModel(
    words: Translator,
    provider: Provider,
    { present, ended }: ChildrenHere,
    query: ChildrenQuery,
    ticked: readonly SeenMove[] = [],
  ): Record<string, unknown> {
    const { t } = words;
    const sections = this.supply.sectionsOf(provider.id);
    const section = sections.find(({ id }) => id === query.section)?.id;
    const filters: ChildrenQuery = { liste: query.liste, section, ordre: query.ordre };
    const base = `/eaje/${provider.id}/accueils`;
    const leaving = present.filter((child) => this.isLeaving(child));
    const ordered = this.listed(words, provider, { present, ended }, query);
    const { rows, number, pages } = pageOfRows(ordered, query.page, PAGE);
    const isWhole = filled(query).length === 0;
    const moves = isWhole ? movesWithinAYear(present, this.clock.today()) : [];
    const active = this.active(words, filters).map(([name, text]) => ({
      text,
      href: listAddress(base, { ...filters, [name]: undefined }),
    }));
    return {
      titleShown: titleOfList(words, active, number > 1),
      ...this.say.frame(words, provider, '/accueils', t('eaje.children.title')),
      counts: this.counts(words, base, filters, { all: present.length, leaving: leaving.length, ended: ended.length }),
      movesCount: moves.length === 0 ? null : t('eaje.children.movesCount', { count: moves.length }),
      options: {
        shown: ['', ...CHILDREN_SHOWN].map((value) => ({ value, text: this.shownWords(words, value) })),
        sections: sections.map((one) => ({ value: one.id, text: this.say.sectionName(words, one) })),
        orders: CHILDREN_ORDERS.map((value) => ({ value, text: t(`eaje.children.order.${value}`) })),
      },
      found: t('eaje.children.found', { count: ordered.length }),
      active,
      whole: base,
      list: {
        caption: t('eaje.children.caption'),
        empty: t('eaje.children.nobody'),
        columns: this.columns(words, base, filters),
        rows: rows.map((child) => this.childRow(words, provider, child, query.liste === 'ended')),
      },
      files: listFiles(words, base, filters, ordered.length),
      start: number > 1 ? listAddress(base, filters) : null,
      next: number < pages ? listAddress(base, { ...filters, page: String(number + 1) }) : null,
      ...this.moves(words, provider, moves, new Set(ticked.map(({ placementId }) => placementId))),
      movesForm: MOVES_FORM,
      movesAction: `${base}/passages`,
    };
  }

  /** The children that the filters find, in their order. */
  listed(words: Translator, provider: Provider, { present, ended }: ChildrenHere, query: ChildrenQuery): ChildHere[] {
    const section = this.supply.sectionsOf(provider.id).find(({ id }) => id === query.section)?.id;
    const shown = { leaving: present.filter((child) => this.isLeaving(child)), ended, all: present };
    const found = shown[query.liste ?? 'all'].filter(
      ({ placement }) => section === undefined || placement.sectionId === section,
    );
    return this.inOrder(words, found, query.ordre ?? 'to');
  }

  /** Why moves could not be confirmed, each with the name of its child. */
  refusals(words: Translator, refused: readonly RefusedMove[]): FieldError[] {
    return refused.map(({ child, refusal }) => ({
      field: moveField(child),
      message: 'eaje.children.refusedMove',
      args: { name: this.children.nameOf(words, child), reason: words.t(`refusal.${refusal.code}`, argsOf(refusal)) },
    }));
  }

  private isLeaving({ placement, movesOn }: ChildHere): boolean {
    return lastDayOf(placement) <= addDays(this.clock.today(), DEPARTURE_DAYS) && !movesOn;
  }

  private inOrder(words: Translator, children: readonly ChildHere[], order: ChildrenOrder): ChildHere[] {
    const valueOf: Record<ChildrenOrder, (child: ChildHere) => string> = {
      to: ({ placement }) => lastDayOf(placement),
      from: ({ placement }) => placement.from,
      name: (child) => this.children.nameOf(words, child),
    };
    return [...children].sort((a, b) => valueOf[order](a).localeCompare(valueOf[order](b), words.lang));
  }

  private counts(
    words: Translator,
    base: string,
    filters: ChildrenQuery,
    counted: Readonly<Record<'all' | 'leaving' | 'ended', number>>,
  ): object[] {
    return (['all', 'leaving', 'ended'] as const)
      .filter((shown) => shown === 'all' || counted[shown] > 0)
      .map((shown) => ({
        number: words.number(counted[shown]),
        label: words.t(`eaje.children.count.${shown}`, { count: counted[shown], days: DEPARTURE_DAYS }),
        href: listAddress(base, { ...filters, liste: shown === 'all' ? undefined : shown }),
        current: (filters.liste ?? 'all') === shown,
      }));
  }

  private shownWords({ t }: Translator, shown: string): string {
    return t(`eaje.children.shown.${shown || 'all'}`, { days: DEPARTURE_DAYS });
  }

  /** Which children the filters choose, in words. */
  narrowed(words: Translator, query: ChildrenQuery): string[] {
    return this.active(words, { ...query, ordre: undefined }).map(([, text]) => text);
  }

  /** Each filter that is on, in its words. */
  private active(words: Translator, { liste, section, ordre }: ChildrenQuery): [string, string][] {
    const { t } = words;
    return filled({
      liste: liste && this.shownWords(words, liste),
      section: section && this.say.sectionById(words, section),
      ordre: ordre && t('web.list.ordered', { order: t(`eaje.children.order.${ordre}`) }),
    });
  }

  private columns({ t }: Translator, base: string, filters: ChildrenQuery): ListColumn[] {
    const sortBy = sortsBy<ChildrenOrder>(filters.ordre, 'to', (ordre) => listAddress(base, { ...filters, ordre }));
    return [
      { text: t('eaje.children.column.child'), width: 'name', ...sortBy('name') },
      { text: t('eaje.children.column.section'), width: 'place', plain: true },
      { text: t('eaje.children.column.from'), width: 'day', ...sortBy('from') },
      { text: t('eaje.children.column.mark'), width: 'mark', plain: true },
      { text: t('eaje.children.column.week'), width: 'rest', plain: true },
      { text: t('eaje.children.column.until'), width: 'due', ...sortBy('to') },
    ];
  }

  private childRow(words: Translator, provider: Provider, child: ChildHere, isEnded: boolean): ListRow {
    const { shortDay } = words;
    const { placement } = child;
    const marks = isEnded ? [] : this.marks(words, child);
    return {
      families: [familyOf(child)],
      tone: marks.some(({ tone }) => tone === 'action') ? 'action' : '',
      cells: [
        { text: this.children.nameOf(words, child), href: `/eaje/${provider.id}/accueils/${placement.id}` },
        this.say.sectionById(words, placement.sectionId),
        shortDay(placement.from),
        { marks },
        { text: this.say.shortWeek(words, placement.slots), hint: this.children.hintOf(words, child) },
        shortDay(lastDayOf(placement)),
      ],
    };
  }

  /** What a director has to look at. */
  private marks({ t }: Translator, child: ChildHere): ListMark[] {
    const { placement, next } = child;
    if (placement.ratification === 'pending') return [{ text: t('eaje.children.mark.pending'), tone: 'warning' }];
    if (next && next.from < this.clock.today()) return [{ text: t('eaje.children.mark.late'), tone: 'action' }];
    return this.isLeaving(child) ? [{ text: t('eaje.children.mark.leaving'), tone: 'info' }] : [];
  }

  /** The moves that are expected within a year, grouped by day; the late ones are the first group. */
  private moves(
    words: Translator,
    provider: Provider,
    expected: readonly ChildHere[],
    ticked: ReadonlySet<Id>,
  ): { readonly moves: readonly object[]; readonly together: readonly object[] } {
    const { t, day } = words;
    const today = this.clock.today();
    const groups = [...groupedBy(expected, (child) => groupOf(child, today))].sort(([a], [b]) =>
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
        list: {
          caption: on === LATE ? t('eaje.children.movesLate') : t('eaje.children.movesOf', { on: day(on) }),
          chooses: MOVES_FORM,
          boxes: 'move[]',
          columns: [
            { text: t('eaje.children.column.child'), width: 'name' },
            { text: t('eaje.children.towards'), width: 'rest', plain: true },
          ],
          rows: group.map((child): ListRow => ({
            families: [familyOf(child)],
            choice: {
              value: moveValue(child),
              field: moveField(child),
              checked: ticked.has(child.placement.id),
              text: t('eaje.children.confirmOf', { name: this.children.nameOf(words, child) }),
            },
            cells: [
              {
                text: this.children.nameOf(words, child),
                href: `/eaje/${provider.id}/accueils/${child.placement.id}`,
                hint: on === LATE ? this.children.hintOf(words, child) : '',
              },
              {
                text: this.say.sectionById(words, child.next!.sectionId),
                hint: t('eaje.children.fromSection', {
                  section: this.say.sectionById(words, child.placement.sectionId),
                }),
              },
            ],
          })),
        } satisfies WorkList,
      })),
    };
  }
}
