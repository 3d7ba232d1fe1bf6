import type { Situation } from './dossier-words.js';
import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';
import { correctSlip } from './slips.js';

const WORDS: readonly [RegExp, Situation][] = [
  [
    /^(emplois?|travail|travaill(e|ent)|salarie?e?s?|actifs?|actives?|cdi|cdd|interim|interimaires?|fonctionnaires?)$/,
    'working',
  ],
  [
    /^(recherches?( d (un )?emploi)?|demandeu(r|rs|se|ses) d emploi|chomage|pole emploi|france travail)$/,
    'job_seeking',
  ],
  [/^(formations?|etudes|etudiante?s?)$/, 'studying'],
  [/^(insertion|parcours d insertion)$/, 'insertion'],
  [/^conges? (de )?(maternite|mat|d adoption|adoption)$/, 'maternity_leave'],
  [/^conges? (de )?(paternite|pat)$/, 'paternity_leave'],
  [/^conges? (parental|parentaux|parental d education)$/, 'parental_leave'],
  [/^(sans (emploi|activite|profession|travail)|inactifs?|inactives?|((mere|pere) )?au foyer)$/, 'none'],
];
/** Words in which a slip of the keyboard is corrected. */
const CORRECTED = [
  'emploi',
  'emplois',
  'recherche',
  'formation',
  'chomage',
  'etudiant',
  'etudiante',
  'insertion',
  'parental',
  'maternite',
  'paternite',
  'activite',
];
const NUMBERS = ['un', 'deux'];
/** Words around a situation that change nothing: `en recherche`, `CDI temps plein`. */
const AROUND =
  /^(en|au|a la|les|parents?|tous les deux|inscrite? (a|au)) (?!foyer)| (a )?(temps|tps) (partiel|plein|complet)$/;

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
  const found = text.split(/[,;+/&\n]| et | - |(?<=\p{L}) (?=\d)/u).flatMap((part): (Situation | null)[] => {
    const [, count, said] = /^(\d?) ?(.*)$/.exec(plainPart(part))!;
    const situation = WORDS.find(([pattern]) => pattern.test(said!))?.[1];
    return situation === undefined ? [null] : Array<Situation>(Number(count || 1)).fill(situation);
  });
  return found.length === 0 || found.includes(null) ? unread('unknown_situation') : read(found as Situation[]);
}

function plainPart(part: string): string {
  let words = plain(part)
    .replace(/^(\d)(?=\p{L})/u, '$1 ')
    .split(' ')
    .map((word) => correctSlip(word, CORRECTED, 6) ?? word)
    .join(' ')
    .replace(/^(les )?(un|deux)\b/, (_match, _les, word: string) => String(NUMBERS.indexOf(word) + 1));
  while (AROUND.test(words.replace(/^\d ?/, ''))) {
    const count = /^\d ?/.exec(words)?.[0] ?? '';
    words = count + words.slice(count.length).replace(AROUND, '');
  }
  return words;
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
