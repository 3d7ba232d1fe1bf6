import type { Situation } from './dossier-words.js';
import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';

const WORDS: readonly [RegExp, Situation][] = [
  [/^(emplois?|travail|travaille|salariee?|actifs?|cdi|cdd)$/, 'working'],
  [/^(recherches?|recherche d emploi|demandeurs? d emploi|chomage)$/, 'job_seeking'],
  [/^(formations?|etudes|etudiante?s?)$/, 'studying'],
  [/^(insertion|parcours d insertion)$/, 'insertion'],
  [/^conges? parental$/, 'parental_leave'],
  [/^(sans emploi|sans activite|inactifs?)$/, 'none'],
];

/** The situations a cell names, each as often as it counts it: `1 emploi, 1 recherche` → working, job_seeking. */
export function readSituations(text: string): Reading<Situation[]> {
  const named = text.split(/[,;+/]| et /).map((part) => /^(\d?) ?(.*)$/.exec(plain(part)));
  const found = named.flatMap((match) => {
    const situation = WORDS.find(([pattern]) => pattern.test(match?.[2] ?? ''))?.[1];
    return situation === undefined ? [null] : Array<Situation>(Number(match?.[1] || 1)).fill(situation);
  });
  return found.length === 0 || found.includes(null) ? unread('unknown_situation') : read(found as Situation[]);
}

/**
 * Gives each named adult their situation, where the list says whose it is. `sans emploi` is said of a home: nobody in
 * it works. Otherwise as many situations as adults are needed, and all the same: with two adults, `1 emploi` does not
 * say who works, nor what the other does. For one named adult `2 emplois` says that this one works (and that another
 * one exists).
 */
export function shareSituations(situations: readonly Situation[], adultCount: number): Reading<Situation[]> {
  const [first] = situations;
  const allTheSame = situations.every((situation) => situation === first);
  const enough = situations.length >= adultCount || first === 'none';
  if (first === undefined || !allTheSame || !enough) return unread('which_adult');
  return read(Array<Situation>(adultCount).fill(first));
}
