import { NotFound } from '../../kernel/refusal.js';
import type { Type } from '@nestjs/common';
import type { RowPlace } from '../database/index.js';
import type { Translator } from '../i18n/index.js';
import { checkForm } from './form.js';
import { filled, listAddress, placeWritten } from './list-address.js';
import { listDownload, listFiles, MOST_IN_FILE, type ListFile, type ListForm } from './list-file.js';
import type { ListViews } from './list-views.js';
import { page, refusedPage, type Download, type Page } from './page.js';
import { titleOfList, type ListColumn, type WorkList } from './work-list.js';

/** What an address says of the page of a list that is shown, beside its filters. */
const PAGE_PARTS = ['apres', 'avant', 'page'] as const;
type PagePart = (typeof PAGE_PARTS)[number];
/** The name of the order in an address. */
const ORDER = 'ordre';

interface ListChoice {
  readonly value: string;
  readonly text: string;
}

/** A filter of a list page, as its form asks for it and as it is said once it is on. */
export interface ListFilter {
  /** Its name in the address. */
  readonly name: string;
  readonly label: string;
  /** What can be chosen; a field to type in where it is absent. */
  readonly choices?: readonly ListChoice[];
  /** What the choice is called while the filter is off. */
  readonly any?: string;
  /** The value that stands without being named, and is not said. */
  readonly usual?: string;
  /** What a field to type in takes. */
  readonly takes?: 'date' | 'text';
  /** Whether its field stands beside the title, as what one begins with, and not among the others. */
  readonly inLine?: boolean;
  /** The words of the filter once it is on; those of the choice when absent; nothing where the page says it elsewhere. */
  readonly said?: (value: string) => string;
}

/** One order of a list page. */
export interface ListOrderShown extends ListChoice {
  readonly direction?: 'ascending' | 'descending';
}

/** A column that may be pressed for its orders: the first one, and from one to the next. */
export interface OrderedColumn extends Omit<ListColumn, 'sort'> {
  readonly by?: readonly string[];
}

/** Where the rows stand, with their number; it leads to those. */
export interface ListCount {
  readonly number: string;
  readonly label: string;
  readonly href: string;
  readonly current?: boolean;
  readonly late?: string;
}

/** From where a list that is read by places goes on; null at its ends. */
export interface ListPlaces {
  readonly previous: RowPlace | null;
  readonly next: RowPlace | null;
}

/** Which page of a list that is read whole is shown, counted from 1. */
export interface ListNumbers {
  readonly number: number;
  readonly pages: number;
}

/** A list page as a feature declares it. */
export interface ListPage {
  /** The address without filters. */
  readonly path: string;
  readonly title: string;
  /** What was asked for: filters by the names of `filters`, the order and the page. */
  readonly query: object;
  readonly filters: readonly ListFilter[];
  /** The orders of the list; the first one needs no name in the address. */
  readonly orders: readonly ListOrderShown[];
  readonly list: Omit<WorkList, 'columns'> & { readonly columns: readonly OrderedColumn[] };
  readonly counts?: readonly ListCount[];
  /** How many rows the filters find, in words. {@link numberFound} says how they are counted. */
  readonly found: string;
  readonly at: ListPlaces | ListNumbers;
  readonly views: ListViews;
  /** The address of its files without their ending, and how many rows the filters find; no files when absent. */
  readonly files?: { readonly path: string; readonly found: number };
}

/** The number of rows that a list found: exact up to a thousand, for a sentence that then says "more than". */
export const numberFound = (found: number): { count: number; most: 'yes' | 'no' } => ({
  count: Math.min(found, MOST_IN_FILE),
  most: found > MOST_IN_FILE ? 'yes' : 'no',
});

/** What narrows a list, and its order, without the page that is shown. */
export function filtersOf<Query extends object>(query: Query): Omit<Query, PagePart> {
  const { apres: _after, avant: _before, page: _number, ...filters } = query as Query & Record<PagePart, unknown>;
  return filters;
}

/** The address under which the filters of a list are kept, without its page. @param usual what stands without being named */
export const addressToKeep = (path: string, query: object, usual: Readonly<Record<string, string>> = {}): string =>
  listAddress(path, Object.fromEntries(filled(filtersOf(query)).filter(([name, value]) => usual[name] !== value)));

/** A page of rows that are read whole. @param asked the number in the address, which may be of no page */
export function pageOfRows<Row>(
  rows: readonly Row[],
  asked: string | undefined,
  size: number,
): ListNumbers & { readonly rows: readonly Row[] } {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const number = Math.min(pages, Math.max(1, Number(asked ?? '1')));
  return { number, pages, rows: rows.slice((number - 1) * size, number * size) };
}

/**
 * A page of rows that are read by places, one more than it holds.
 * @param read what was read from the place in the address: nearest first where it is read back
 */
export function pageOfPlaces<Row>(
  read: readonly Row[],
  { after, before }: { readonly after?: RowPlace | undefined; readonly before?: RowPlace | undefined },
  size: number,
  placeOf: (row: Row) => RowPlace,
): ListPlaces & { readonly rows: readonly Row[] } {
  const isMore = read.length > size;
  const isBack = before !== undefined;
  const nearest = read.slice(0, size);
  const rows = isBack ? nearest.reverse() : nearest;
  const [first, last] = [rows[0], rows.at(-1)];
  const [head, end] = [first === undefined ? null : placeOf(first), last === undefined ? null : placeOf(last)];
  return { rows, previous: (isBack ? isMore : after) ? head : null, next: isBack || isMore ? end : null };
}

/** The model of a view that extends `platform/list-page.njk`. */
export function listPageModel(words: Translator, declared: ListPage): Record<string, unknown> {
  const { path, title, query, list, at } = declared;
  const filters = filtersOf(query);
  const active = activeFilters(words, declared, filters);
  const isFirst = filled(query).every(([name]) => !(PAGE_PARTS as readonly string[]).includes(name));
  const isBack = filled(query).some(([name]) => name === 'avant');
  return {
    title,
    // Read back from a page, and on from another, a list shows other rows: each has a title of its own.
    titleShown: [...titleOfList(words, active, !isFirst), ...(isBack ? [words.t('web.page.readBack')] : [])],
    path,
    fields: [...declared.filters, ...orderFilter(words, declared)].map(fieldOf),
    counts: declared.counts ?? [],
    views: declared.views,
    found: declared.found,
    active,
    list: { ...list, columns: list.columns.map((column) => sorted(column, declared, filters)) },
    start: isFirst ? null : listAddress(path, filters),
    ...linksOf(path, filters, at),
    files: declared.files ? listFiles(words, declared.files.path, filters, declared.files.found) : null,
  };
}

const isPlaces = (at: ListPlaces | ListNumbers): at is ListPlaces => 'next' in at;

function linksOf(
  path: string,
  filters: object,
  at: ListPlaces | ListNumbers,
): { readonly previous: string | null; readonly next: string | null } {
  const link = (part: PagePart, value: string | null): string | null =>
    value && listAddress(path, { ...filters, [part]: value });
  if (isPlaces(at))
    return {
      previous: link('avant', at.previous && placeWritten(at.previous)),
      next: link('apres', at.next && placeWritten(at.next)),
    };
  const { number, pages } = at;
  return {
    previous: number > 1 ? link('page', String(number - 1)) : null,
    next: number < pages ? link('page', String(number + 1)) : null,
  };
}

/** The order is asked for as filters are, and said as they are once it is not the usual one. */
const orderFilter = ({ t }: Translator, { orders }: ListPage): ListFilter[] =>
  orders.length < 2
    ? []
    : [
        {
          name: ORDER,
          label: t('web.list.order'),
          // The usual order is sent without a name: the plain list has one address, which a kept view is compared with.
          choices: orders.map(({ value, text }, index) => ({ value: index === 0 ? '' : value, text })),
          usual: orders[0]!.value,
          said: (value) => {
            const order = orders.find((one) => one.value === value)?.text;
            return order === undefined ? '' : t('web.list.ordered', { order });
          },
        },
      ];

const fieldOf = ({ name, label, choices, any, takes, inLine = false }: ListFilter): object => ({
  name,
  label,
  inLine,
  takes: takes ?? 'text',
  choices: choices ? [...(any === undefined ? [] : [{ value: '', text: any }]), ...choices] : null,
});

/** Each filter that is on, in its words, with the address of the list without it. */
const activeFilters = (
  words: Translator,
  declared: ListPage,
  filters: object,
): { readonly text: string; readonly href: string }[] =>
  saidFilters(words, [...declared.filters, ...orderFilter(words, declared)], filters).map(({ name, text }) => ({
    text,
    href: listAddress(declared.path, { ...filters, [name]: undefined }),
  }));

/** The words of each filter that narrows a list, for its file: the order of the rows is seen there. */
export const narrowedTo = (words: Translator, filters: readonly ListFilter[], query: object): string[] =>
  saidFilters(words, filters, filtersOf(query)).map(({ text }) => text);

function saidFilters(
  { t }: Translator,
  filters: readonly ListFilter[],
  query: object,
): { readonly name: string; readonly text: string }[] {
  const values = new Map(filled(query));
  return filters.flatMap(({ name, label, choices, usual, said }) => {
    const value = values.get(name);
    if (value === undefined || value === usual) return [];
    // A kept view may name what is offered no more. It narrows the list all the same, and can be taken off.
    const text = said
      ? said(value)
      : (choices?.find((choice) => choice.value === value)?.text ?? t('web.list.notOffered', { label }));
    return text === '' ? [] : [{ name, text }];
  });
}

function sorted({ by: named, ...column }: OrderedColumn, { path, orders }: ListPage, filters: object): ListColumn {
  const by = (named ?? []).filter((name) => orders.some(({ value }) => value === name));
  if (by.length === 0) return column;
  const usual = orders[0]?.value;
  const shown = (filters as Readonly<Record<string, string | undefined>>)[ORDER] ?? usual;
  const at = by.indexOf(shown ?? '');
  const to = by[(at + 1) % by.length]!;
  const direction = at < 0 ? undefined : (orders.find(({ value }) => value === shown)?.direction ?? 'ascending');
  return {
    ...column,
    sort: {
      href: listAddress(path, { ...filters, [ORDER]: to === usual ? undefined : to }),
      ...(direction ? { direction } : {}),
    },
  };
}

/**
 * Shows a list with the filters of an address. Those that it refuses are shown again, above the list without them.
 * @param Query the form of its filters
 */
export async function shownList<Query extends object>(
  view: string,
  Query: Type<Query>,
  raw: Record<string, unknown>,
  model: (query: Query) => Promise<Record<string, unknown>>,
): Promise<Page> {
  const query = checkForm(Query, raw);
  const shown = await model(query.ok ? query.value : ({} as Query));
  return query.ok
    ? page(view, { ...shown, form: { values: query.values, errors: [] } })
    : refusedPage(view, shown, query);
}

/**
 * A list as a file, with the filters of an address.
 * @throws NotFound for filters that the list would refuse: a file of other rows than those on the screen would mislead
 */
export async function filedList<Query extends object>(
  words: Translator,
  form: ListForm,
  Query: Type<Query>,
  raw: Record<string, unknown>,
  read: (query: Query) => Promise<ListFile>,
): Promise<Download> {
  const query = checkForm(Query, raw);
  if (!query.ok) throw new NotFound('list');
  return listDownload(words, await read(query.value), form);
}
