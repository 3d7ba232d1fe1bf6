import { plain } from './plain-text.js';
import { read, unread, type Reading } from './reading.js';
import { isOneSlipFrom } from './slips.js';
import { isUnsaid } from './unsaid.js';

/** Diagnoses, what accompanies them and who allows for them, by the beginnings of their words. */
const STARTS = [
  ...['autis', 'trisomi', 'epilep', 'diabet', 'allergi', 'handicap', 'syndrome', 'asthm', 'bronchiolit', 'maladie'],
  ...['traitement', 'medicament', 'prematur', 'oxygen', 'tracheo', 'gastrostom', 'surdite', 'malentend', 'malvoy'],
  ...['deficien', 'aveugle', 'cecite', 'cardiaq', 'cardiopath', 'mucovisc', 'drepano', 'leucemi', 'cancer', 'tumeur'],
  ...['paralys', 'hospitalis', 'chirurgi', 'malform', 'eczema', 'intoleran', 'coeliaq', 'depressi', 'pathologi'],
  ...['hepatit', 'convuls', 'hydroceph', 'appareillage', 'orthophonie', 'psychomotricite', 'psychiatri', 'kine '],
];
const WORDS = [
  ...['tsa', 'aeeh', 'mdph', 'camsp', 'pai', 'pps', 'cmpp?', 'sessad', 'aesh', 'avs', 'ulis', 'imc', 'vih', 'prema'],
  ...['sourde?s?', 'malades?', 'operee?s?', 'greffee?s?', String.raw`soins (a domicile|lourds|medicaux|quotidiens)`],
  String.raw`(troubles?|problemes?) (visuel|auditif|moteur|cardiaque|respiratoire|de sante|du|de la|de l|des)\w*`,
  'arrets? de travail',
  // A person may work in health: `secrétaire médicale` says nothing of it.
  String.raw`(?<!(secretaire|cabinet|centre|assistante?|maison|agent|visiteu\w+|personnel) )medica(l|le|les|ux|lise\w*)`,
];
const HEALTH = new RegExp(String.raw`\b((${STARTS.join('|')})\w*|(${WORDS.join('|')})\b)`);

const DENIED = /\b(pas|sans|aucune?)\s+(de\s+|d\s*['’]\s*)?(handicap|allergies?|maladies?|traitements?)\b/giu;

/** True for words about health, which are never stored: only that an adaptation may be needed. */
export const saysHealth = (text: string): boolean => HEALTH.test(plain(text));

/** What stands in a kept line for words about health. It reads as the answer that they gave, and as nothing more. */
export const LEFT_OUT = '(détail de santé non conservé)';

/** A cell without what it says of health: only its yes or no, or that an adaptation may be needed. */
export function withoutHealth(cell: string): string {
  if (!saysHealth(cell.replace(DENIED, ''))) return cell;
  const answer = /^(oui|non|o|n)(?!\p{L})/iu.exec(cell.trim())?.[1];
  return `${answer ?? 'besoin d’adaptation'} ${LEFT_OUT}`;
}

/** Reads the `Handicap (O/N)` column. Only yes or no is read, because the nature of a handicap is never asked. */
export function readYesNo(text: string): Reading<boolean> {
  const answer = plain(text);
  if (/^(o|oui|x|1)( |$)/.test(answer)) return read(true);
  return /^(n|non|0|pas|sans|aucune?)( |$)/.test(answer) ? read(false) : unread('not_yes_or_no');
}

const NEED = /(?<!\p{L})(b\p{L}+)\s+(?:d\s*['’´`]?\s*)?(\p{L}+)/giu;
const NEGATION = /(pas|sans|aucun)\s+(de\s+)?$/i;

export interface Observation {
  readonly adaptation: boolean | null;
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
  let adaptation: boolean | null = null;
  let rest = text.replace(DENIED, '');
  for (const match of text.matchAll(NEED)) {
    if (!isNeed(match[1]!, match[2]!)) continue;
    adaptation = !NEGATION.test(text.slice(0, match.index));
    rest = rest.replace(match[0], '');
  }
  const note = rest.replace(NEGATION, '').replace(/^[\s,;.:-]+|[\s,;:-]+$/g, '');
  if (saysHealth(note)) return { adaptation: adaptation ?? true, note: null, healthLeftOut: true };
  return { adaptation, note: isUnsaid(note) ? null : note, healthLeftOut: false };
}

/** `besoin d'adaptation`, one slip in each word allowed. Columns of a fixed width cut its end (`adaptatio`). */
function isNeed(need: string, adaptation: string): boolean {
  const [first, second] = [plain(need), plain(adaptation)];
  const isBesoin = isOneSlipFrom(first, 'besoin') || first === 'besoins';
  return isBesoin && (second.startsWith('adapt') || isOneSlipFrom(second, 'adaptation'));
}
