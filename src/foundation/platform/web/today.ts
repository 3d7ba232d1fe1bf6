import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import { addDays, mondayOf, type Day } from '../../kernel/time.js';
import type { Translator } from '../i18n/index.js';
import { mayEver, type Actor, type Permission } from '../security/index.js';
import type { ListAct, ListMark } from './work-list.js';

/** For whom the page of the day is read, and on which day. */
export interface Reading {
  readonly actor: Actor;
  readonly today: Day;
  readonly words: Translator;
}

/**
 * The parts of the page of the day, in its order. `back`: what came back to the reader. `waits`: what waits for the
 * reader, and for no day.
 */
export const DAY_PARTS = ['late', 'today', 'back', 'waits', 'week'] as const;
export type DayPart = (typeof DAY_PARTS)[number];

/** One thing to do, or like things as one line. */
export interface DayLine {
  /** What it is about: a family with its child, or how many things. */
  readonly text: string;
  readonly href: string;
  readonly hint?: string;
  /** Why it is here. */
  readonly tag: ListMark;
  readonly act: ListAct;
  readonly due: Day | null;
  /** What names the families that it shows; nothing where it shows none. */
  readonly families: readonly Id[];
}

/** Like things of one part of the day. */
export interface DayThings {
  readonly part: DayPart;
  readonly count: number;
  /** Whether there are more than are counted: `count` of them, and others. */
  readonly isMore?: boolean;
  readonly lines: readonly DayLine[];
}

export const DAY_BOXES = ['session', 'load', 'role'] as const;
/** A sentence beside the things to do, with the list that it counts. */
export interface BesideLine {
  readonly box: (typeof DAY_BOXES)[number];
  readonly text: string;
  readonly href: string | null;
}

/** What one feature knows of somebody's day, within what that person may see. */
export interface DaySource {
  /** The lower comes first within a part of the day. */
  readonly order: number;
  /** Whoever does not hold it is told nothing. */
  readonly permission: Permission;
  readDay(reading: Reading): Promise<SharedDay>;
}

export interface SharedDay {
  readonly things: readonly DayThings[];
  readonly beside: readonly BesideLine[];
}

/** Up to this many like things stand each by itself; more are one line with their number and their list. */
export const MOST_ALONE = 3;

/** The last day of the week in which a day is. */
export const sundayOf = (day: Day): Day => addDays(mondayOf(day), 6);

/** In which part of the page something stands by the day on which it is due; null for what is due after this week. */
export function dayPartOf(due: Day, today: Day): 'late' | 'today' | 'week' | null {
  if (due < today) return 'late';
  if (due === today) return 'today';
  return due <= sundayOf(today) ? 'week' : null;
}

/** Things that wait for the reader and for no day, as one line; nothing where there is none. */
export const waitingThings = (count: number, line: () => Omit<DayLine, 'due' | 'families'>): DayThings[] =>
  count === 0 ? [] : [{ part: 'waits', count, lines: [{ ...line(), due: null, families: [] }] }];

/**
 * A thing that is like no other, in the part of its day; nothing when it is due after this week.
 * @param later where it stands then all the same
 */
export function aloneBy(due: Day, today: Day, line: Omit<DayLine, 'due'>, later?: 'waits'): DayThings[] {
  const part = dayPartOf(due, today) ?? later;
  return part ? [{ part, count: 1, lines: [{ ...line, due }] }] : [];
}

/**
 * Like things by the parts of their days; those that are due after this week wait. A few stand each by itself, more are
 * one line.
 * @param all the line of those of one part, by their number
 */
export function alikeThings(
  today: Day,
  lines: readonly (DayLine & { readonly due: Day })[],
  all: (count: number, part: DayPart) => Omit<DayLine, 'due' | 'families'>,
): DayThings[] {
  return DAY_PARTS.flatMap((part) => {
    const here = lines.filter(({ due }) => (dayPartOf(due, today) ?? 'waits') === part);
    const [first] = here;
    if (!first) return [];
    const many = { ...all(here.length, part), due: first.due, families: [] };
    return [{ part, count: here.length, lines: here.length <= MOST_ALONE ? here : [many] }];
  });
}

/** What the page of the day is made of (decision 0184). Each feature adds what it knows. */
@Injectable()
export class DaySources {
  private readonly sources: DaySource[] = [];

  add(source: DaySource): void {
    this.sources.push(source);
    this.sources.sort((a, b) => a.order - b.order);
  }

  /** The sources that somebody may read, in their order. */
  for(actor: Actor): readonly DaySource[] {
    return this.sources.filter(({ permission }) => mayEver(actor, permission));
  }
}
