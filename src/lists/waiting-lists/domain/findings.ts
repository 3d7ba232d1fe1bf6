import { saysHealth, withoutHealth } from './adaptation.js';
import type { Reading, Reason } from './reading.js';

/** Answers a family still owes, in the order the counter asks them. */
export const GAPS = [
  'child.surname',
  'child.firstName',
  'child.birthDate',
  'child.dueDate',
  'adult.firstName',
  'adult.surname',
  'adult.contact',
  'adult.situation',
  'household.secondAdult',
  'household.commune',
  'need.wantedFrom',
  'need.week',
  'need.hours',
  'wishes',
  'requestedOn',
] as const;
export type Gap = (typeof GAPS)[number];

/**
 * A cell that could not be used, or is in doubt. `value` is the original text, for the person who will ask the family.
 */
export interface Problem {
  readonly field: string;
  readonly value: string;
  readonly reason: Reason;
}

/** Names and places may look like words about health: `rue de la Maladière`. */
const IS_NAME = /^(row|child\.surname|adult\.(surname|phone|email|contact)|household\.)/;

/** What is noticed while one row is read. */
export class Findings {
  readonly problems: Problem[] = [];
  readonly approximate: string[] = [];
  readonly notes: string[] = [];
  private readonly missing = new Set<Gap>();

  /** Words about health are in no problem, as they are in no note. */
  addProblem(field: string, value: string, reason: Reason): void {
    this.problems.push({ field, value: IS_NAME.test(field) ? value : withoutHealth(value), reason });
  }

  /** Keeps words for the desk, unless they say something of health. */
  addNote(words: string, field: string): void {
    if (saysHealth(words)) this.addProblem(field, '', 'health_detail_not_kept');
    else this.notes.push(words);
  }

  missingWhen(isMissing: boolean, gap: Gap): void {
    if (isMissing) this.missing.add(gap);
  }

  /** The value of a cell; null when it is empty, null and a problem when it cannot be read. */
  takeCell<T>(field: string, cell: string, reader: (text: string) => Reading<T>): T | null {
    if (cell === '') return null;
    const reading = reader(cell);
    if (reading.ok) return reading.value;
    this.addProblem(field, cell, reading.reason);
    return null;
  }

  get gaps(): Gap[] {
    return GAPS.filter((gap) => this.missing.has(gap));
  }
}
