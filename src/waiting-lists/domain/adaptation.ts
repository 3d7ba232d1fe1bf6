import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';

/** Reads the `Handicap (O/N)` column. Only yes or no is read, because the nature of a handicap is never asked. */
export function readYesNo(text: string): Reading<boolean> {
  const answer = plain(text);
  if (['o', 'oui', 'x', '1'].includes(answer)) return read(true);
  return ['n', 'non', '0'].includes(answer) ? read(false) : unread('not_yes_or_no');
}

// The end of the phrase is optional: columns of a fixed width cut it (`besoin d'adaptatio`).
const ADAPTATION = /besoins?\s+d\s*['’´`]?\s*adapt\p{L}*/giu;
const NEGATION = /(pas|sans|aucun)\s+(de\s+)?$/i;
const HEALTH =
  /\b(tsa|aeeh|mdph|camsp|pai|(autis|trisomi|epilep|diabet|allergi|handicap|syndrome|asthm|maladie|traitement|medica)\w*)\b/;

export interface Observation {
  readonly adaptationNeed: boolean | null;
  /** Words for the desk alone, never shown in session; null when none is left. */
  readonly note: string | null;
  /** Whether words about health were left out. A diagnosis is never stored, only that an adaptation may be needed. */
  readonly healthLeftOut: boolean;
}

/**
 * Reads from a free remark the one fact that the dossier asks. The rest is kept only when it says nothing about
 * health.
 */
export function readObservation(text: string): Observation {
  let adaptationNeed: boolean | null = null;
  const rest = text.replace(ADAPTATION, (_match, offset: number) => {
    adaptationNeed = !NEGATION.test(text.slice(0, offset));
    return '';
  });
  const note = rest.replace(NEGATION, '').replace(/^[\s,;.:-]+|[\s,;:-]+$/g, '');
  if (HEALTH.test(plain(note))) return { adaptationNeed: adaptationNeed ?? true, note: null, healthLeftOut: true };
  return { adaptationNeed, note: note === '' ? null : note, healthLeftOut: false };
}
