import type { Language } from '../../../../../foundation/kernel/language.js';
import type { Day } from '../../../../../foundation/kernel/time.js';
import { Choice, missingDay, readDay, type FieldError } from '../../../../../foundation/platform/web/index.js';
import type { DossierForm } from '../../../domain/dossier-form.js';
import { isWithheld, WITHHELD } from '../../../domain/withheld.js';

export type Values = Record<string, unknown>;

/** What a page has to know beside the typed answers. */
export interface Desk {
  /**
   * Whether every answer of the page is required, as it is for a parent. At the counter an agent may leave out what
   * the family does not know.
   */
  readonly strict: boolean;
  /** Whether the page does not ask how its adult is reached, because another home says it. */
  readonly contactHidden?: boolean;
  readonly today: Day;
  readonly communes: readonly { code: string; name: string; postalCodes: readonly string[] }[];
  readonly establishments: readonly { id: string; name: string }[];
}

/**
 * One page of questions: how it shows the answers, what it refuses, and what it writes. All code about one subject is
 * in its topic.
 */
export interface Topic<Page extends object = object> {
  /** In the address of the page. */
  readonly path: string;
  readonly view: string;
  readonly page: new () => Page;
  /** How many pages of this topic the form has (one for each child, for instance). */
  count(form: DossierForm): number;
  /** What the page shows for the answers given so far. @param lang of the page */
  values(form: DossierForm, index: number, lang: Language): Values;
  /**
   * What contradicts another answer and, where the desk is strict, what is missing. Messages are catalogue keys.
   * @param form the answers held, of the other pages too
   */
  check(page: Page, desk: Desk, index: number, form: DossierForm): FieldError[];
  /** Writes answers that passed the checks. */
  apply(form: DossierForm, index: number, page: Page, desk: Desk): DossierForm;
}

export const replaceAt = <T>(list: readonly T[], index: number, value: T): T[] =>
  list.map((item, at) => (at === index ? value : item));

/** What is said of a date: that it has to be written, that it comes too early and that it comes too late. */
interface DayWords {
  readonly asked: string;
  /** Its `from` is the first day that is taken. */
  readonly early: string;
  /** Its `to` is the last day that is taken. */
  readonly late: string;
}

/** Gathers errors in the order of the page. */
export class Errors {
  readonly list: FieldError[] = [];

  when(condition: boolean, field: string, message: string, args?: FieldError['args']): this {
    if (condition) this.list.push({ field, message, ...(args ? { args } : {}) });
    return this;
  }

  /** As {@link when}, for a date: one that no calendar has is told so, whatever else the field would say. */
  whenDay(condition: boolean, page: object, field: string, message: string): this {
    const missing = condition ? missingDay({ ...page }, field) : null;
    return missing === null
      ? this.when(condition, field, message)
      : this.when(true, field, 'web.errors.noSuchDay', { day: missing });
  }

  /** A date is refused for what it is: no date, one that no calendar has, or one that comes too early or too late. */
  whenOutside(page: object, field: string, [from, to]: readonly [Day, Day], words: DayWords): this {
    const day = readDay({ ...page }, field);
    if (day === null) return this;
    return day === 'invalid'
      ? this.whenDay(true, page, field, words.asked)
      : this.when(day < from, field, words.early, { from }).when(day > to, field, words.late, { to });
  }
}

/** A question with a choice more than yes and no: the family does not wish to answer. */
export const YesNoOrWithheld = (message: string): PropertyDecorator => Choice(['yes', 'no', WITHHELD], message);
/** What a field shows of a question: that it is withheld, or else the answer. */
export const shownOr = (part: Parameters<typeof isWithheld>[0], question: string, answer: string | null): string =>
  isWithheld(part, question) ? WITHHELD : (answer ?? '');
/** Of these questions, those that a page says are withheld. */
export const withheldOn = (page: object, questions: readonly string[]): string[] =>
  questions.filter((question) => (page as Values)[question] === WITHHELD);

export const yesNoOf = (value: string | undefined): boolean | null =>
  value === undefined || value === WITHHELD ? null : value === 'yes';
export const shownYesNo = (value: boolean | null): string => (value === null ? '' : value ? 'yes' : 'no');
/** A whole or decimal number typed with a comma or a point; null when not given. The shape was checked before. */
export const numberOf = (value: string | undefined): number | null =>
  value === undefined ? null : Number(value.replace(/\s/g, '').replace(',', '.'));
export const orNull = (value: string | undefined): string | null => value ?? null;
