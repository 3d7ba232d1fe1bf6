import type { Day } from '../../../foundation/kernel/time.js';

/** A number of children beside a commune, as somebody pasted it. */
export interface WrittenCount {
  readonly communeCode: string;
  readonly children: number;
}
export type CountProblem = 'unreadable' | 'unknownCommune' | 'twice';
export interface WrittenCounts {
  readonly counts: readonly WrittenCount[];
  /** The first line that is wrong, from 1; null when all are right. */
  readonly wrong: { readonly line: number; readonly problem: CountProblem } | null;
}

const LINE = /^(\w{5})\s*[;,\t]\s*(\d{1,6})$/;

/** Reads lines such as `71040;165`: the INSEE code of a commune, and its children under three. Empty lines say nothing. */
export function readCounts(text: string, known: ReadonlySet<string>): WrittenCounts {
  const counts: WrittenCount[] = [];
  const seen = new Set<string>();
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    if (written.trim() === '') continue;
    const [, code, children] = LINE.exec(written.trim()) ?? [];
    const problem = !code ? 'unreadable' : !known.has(code) ? 'unknownCommune' : seen.has(code) ? 'twice' : null;
    if (problem !== null) return { counts: [], wrong: { line: index + 1, problem } };
    seen.add(code!);
    counts.push({ communeCode: code!, children: Number(children) });
  }
  return { counts, wrong: null };
}

/** The Insee publishes the numbers of a year three years later; the Caf earlier. */
const YEARS_LATER = 3;

/**
 * The first day on which these numbers are too old: others of a later year have been published by then.
 * @param counts the latest of each commune. Null when there is none
 */
export function countsEndBefore(counts: readonly { readonly year: string }[]): Day | null {
  const oldest = counts.map(({ year }) => year).sort()[0];
  return oldest === undefined ? null : `${Number(oldest) + YEARS_LATER + 1}-01-01`;
}
