import type { Situation } from './dossier-words.js';
import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';

const WORDS: readonly [RegExp, Situation][] = [
  [/^(emplois?|travail|travaille|salariee?|actifs?|cdi|cdd)$/, 'working'],
  [/^(recherches?|recherche d emploi|demandeurs? d emploi|chomage)$/, 'job_seeking'],
  [/^(formations?|etudes|etudiante?s?)$/, 'studying'],
  [/^(insertion|parcours d insertion)$/, 'insertion'],
  [/^(en )?conges? (de )?(maternite|mat|d adoption|adoption)$/, 'maternity_leave'],
  [/^(en )?conges? (de )?(paternite|pat)$/, 'paternity_leave'],
  [/^(en )?conges? (parental|parentaux|parental d education)$/, 'parental_leave'],
  [/^(sans emploi|sans activite|inactifs?)$/, 'none'],
];

/** What a list writes of the end of a leave: the first day back, or the last day of the leave. */
const FIRST_DAY_BACK =
  /[\s,;(–-]+(?:retour|reprise)(?: au travail| du travail)?(?: prévue?)?(?: le| en)? *:? *([^)]+)\)?$/iu;
const LAST_DAY = /[\s,;(–-]+(?:jusqu['’]au|jusqu['’]en|fin)(?: le)? *:? *([^)]+)\)?$/iu;

/** Parts a cell such as `congé maternité jusqu’au 30/09/2027` into the situation and the first day back, as written. */
export function cutReturn(text: string): { situation: string; returns: string; lastDay: boolean } {
  const back = FIRST_DAY_BACK.exec(text);
  const match = back ?? LAST_DAY.exec(text);
  if (!match) return { situation: text, returns: '', lastDay: false };
  return { situation: text.slice(0, match.index), returns: match[1]!, lastDay: back === null };
}

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
