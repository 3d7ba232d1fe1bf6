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

/**
 * The situations in a cell, each as many times as the cell counts it: `1 emploi, 1 recherche` → working, job_seeking.
 */
export function readSituations(text: string): Reading<Situation[]> {
  const named = text.split(/[,;+/]| et /).map((part) => /^(\d?) ?(.*)$/.exec(plain(part)));
  const found = named.flatMap((match) => {
    const situation = WORDS.find(([pattern]) => pattern.test(match?.[2] ?? ''))?.[1];
    return situation === undefined ? [null] : Array<Situation>(Number(match?.[1] || 1)).fill(situation);
  });
  return found.length === 0 || found.includes(null) ? unread('unknown_situation') : read(found as Situation[]);
}

/**
 * Gives each named adult a situation, where the list tells whose it is. `sans emploi` is about the home: nobody in it
 * works. Otherwise there must be as many situations as adults, and all the same. With two adults, `1 emploi` does not
 * tell who works or what the other one does. With one named adult, `2 emplois` tells that this one works, and that
 * there is another.
 */
export function shareSituations(situations: readonly Situation[], adultCount: number): Reading<Situation[]> {
  const [first] = situations;
  const allTheSame = situations.every((situation) => situation === first);
  const enough = situations.length >= adultCount || first === 'none';
  if (first === undefined || !allTheSame || !enough) return unread('which_adult');
  return read(Array<Situation>(adultCount).fill(first));
}
