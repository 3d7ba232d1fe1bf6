import type { Situation } from './dossier-words.js';
import { roleIn, type Role } from './contacts.js';
import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';
import { correctSlip } from './slips.js';

const WORDS: readonly [RegExp, Situation][] = [
  [
    /^(emplois?|travail|travaill(e|ent)|salarie?e?s?|employee?s?|bossent|actifs?|actives?|cdi|cdd|interim|interimaires?|fonctionnaires?|independante?s?|auto ?entrepreneur\w*|micro ?entrepreneur\w*|a (son|mon) compte|artisane?s?|commercante?s?|agriculteurs?|agricultrices?|profession liberale|chef d entreprise|gerante?s?)$/,
    'working',
  ],
  [
    /^(recherches?( (d )?(un )?emploi)?|demandeu(r|rs|se|ses) (d )?emploi|d ?e|chomage|pole emploi|france travail)$/,
    'job_seeking',
  ],
  [/^(formations?|etudes|etudiante?s?)$/, 'studying'],
  [/^(insertion|parcours d insertion)$/, 'insertion'],
  [/^conges? (de )?(maternite|mat|d adoption|adoption)$/, 'maternity_leave'],
  [/^conges? (de )?(paternite|pat)$/, 'paternity_leave'],
  [/^conges? (parental|parentaux|parental d education)$/, 'parental_leave'],
  [
    /^(sans (emploi|activite( professionnelle)?|profession|travail)|inactifs?|inactives?|((mere|pere) )?au foyer)$/,
    'none',
  ],
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
  /^(en|au|a la|les|parents?|tous les deux|inscrite? (a|au)|mono(parentale?)?) (?!foyer)| ((a )?(temps|tps) (partiel|plein|complet)|(a )?\d{2,3}( h)?|(de )?nuit|horaires decales|tp)$/;

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
  const found = text
    .replace(FOR_BOTH, '2 $1')
    .split(/[,;+/&\n]| et | - |(?<=\p{L}) (?=\d(?!\d))/u)
    .flatMap((part): (Situation | null)[] => {
      const [, count, said] = /^(\d?) ?(.*)$/.exec(plainPart(part))!;
      const situation = situationOf(said!) ?? situationOf(withoutTrade(said!));
      return situation === undefined ? [null] : Array<Situation>(Number(count || 1)).fill(situation);
    });
  return found.length === 0 || found.includes(null) ? unread('unknown_situation') : read(found as Situation[]);
}

/** `CDI x2`, `CDI tous les deux`: the situation of each. */
const FOR_BOTH = /^\s*(?!\d)([^,;+/&\n]+?)\s*(?:[x×]\s*2|,?\s*tous (?:les )?(?:deux|2)|,?\s*pour les deux)\s*$/iu;

const situationOf = (said: string): Situation | undefined => WORDS.find(([pattern]) => pattern.test(said))?.[1];

/** Words that are written cut, with a point: `congé par.`, `fonct.`. */
const CUT = [
  ...CORRECTED,
  'fonctionnaire',
  'independante',
  'conge',
  'interimaire',
  'salariee',
  'etudiante',
  'entrepreneur',
];
const wholeWords = (part: string): string =>
  part.replace(/^c\.\s*(?=mat|par|pat)/iu, 'congé ').replace(/(\p{L}{3,})\./gu, (cut, word: string) => {
    const [only, ...others] = [...new Set(CUT.filter((each) => each.startsWith(plain(word))))];
    const same = others.every((other) => other.startsWith(only!) || only!.startsWith(other));
    return only !== undefined && same ? only : cut;
  });

/** Trades. Alone they tell no situation, because a nurse may be on leave; beside one they change nothing. */
const TRADE =
  /\b(infirmiere?|aide soignante?|ash|medecin|enseignante?|professeure?|prof( des ecoles)?|instit\w*|atsem|ouvriere?|maconne?|chauffeu(r|se)|routiere?|vendeu(r|se)|caissiere?|secretaire|comptable|cuisiniere?|serveu(r|se)|coiffeu(r|se)|boulangere?|patissiere?|mecanicien(ne)?|technicien(ne)?|ingenieure?|policiere?|gendarme|pompiere?|aide a domicile|auxiliaire de vie|educat(eur|rice)|animat(eur|rice)|cariste|electricien(ne)?|plombiere?|soudeu(r|se)|agente?( \p{L}+)?|employee?( \p{L}+)?|cadre)\b/u;
const withoutTrade = (said: string): string =>
  said
    .replace(TRADE, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(en|comme) | (en|comme)$/g, '');

function plainPart(part: string): string {
  let words = plain(wholeWords(part).replace(/[(·.](e|s|es|ne|trice|euse)\)?(?!\p{L})/giu, ''))
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

/** `mère salariée, père au chômage`: the situation of each, as written; null where the cell does not say whose it is. */
export function situationsByRole(text: string): Partial<Record<Role, string>> | null {
  const parts = text
    .split(/[,;/\n]|\set\s|\s[-–]\s|(?<=\p{L})\s+(?=(?:p[eè]re|papa|m[eè]re|maman)\b)/iu)
    .filter((part) => part.trim() !== '');
  const said = parts.map((part) => [roleIn(part), part.replace(ROLE_WORD, ' ').trim()] as const);
  const roles = said.map(([role]) => role);
  if (roles.length === 0 || roles.includes(null) || new Set(roles).size < roles.length) return null;
  return Object.fromEntries(said);
}
const ROLE_WORD = /(?<!\p{L})(maman|m[eè]re|mme|madame|papa|p[eè]re|mr?|monsieur)(?!\p{L})\.?\s*:?/iu;

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
