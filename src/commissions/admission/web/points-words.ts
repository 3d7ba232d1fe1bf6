import type { Id } from '../../../foundation/kernel/ids.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { GROUP_CODES, sourceOf } from '../domain/criteria.js';
import type { PointsLine } from '../domain/line-points.js';
import { amountWords, criterionName, expertsWords } from './grid-words.js';

/** How a provider is named on this page. */
type Naming = (providerId: Id) => string;

const isCap = ({ code }: PointsLine): boolean => code === 'cap' || code === 'total_cap';

function capName(words: Translator, { value, of }: PointsLine): string {
  const { t, list } = words;
  return t('admission.line.cap', {
    cap: Number(value),
    criteria: of ? list(of.map((code) => criterionName(words, code))) : t('admission.line.all'),
  });
}

/** The subject of a line of points, and the establishment where it counts. */
export function lineName(words: Translator, line: PointsLine, nameOf: Naming): string {
  const criterion = isCap(line) ? capName(words, line) : criterionName(words, line.code);
  const name = line.careStart
    ? words.t('admission.line.careStart', { criterion, day: words.day(line.careStart) })
    : criterion;
  return line.at ? words.t('admission.line.at', { criterion: name, provider: nameOf(line.at) }) : name;
}

/** The value that was counted; null where the points already say it. */
export function lineValue(words: Translator, line: PointsLine): string | null {
  const { t } = words;
  if (isCap(line) || line.expert !== undefined || line.value === null) return null;
  return typeof line.value === 'number'
    ? amountWords(words, line.code, line.value)
    : t(line.value ? 'web.form.yes' : 'web.form.no');
}

/** How it is known: `justificatif vu le 12 novembre`, `avis de la PMI du 12 novembre`. */
export function lineKnown(words: Translator, { code, proof, on, expert, toProve, asked }: PointsLine): string {
  const { t, shortDay } = words;
  if (expert !== undefined)
    return t('admission.line.opinion', { expert: expertsWords(words, [expert]), day: shortDay(on!) });
  if (on !== undefined) return t('admission.line.seenOn', { day: shortDay(on) });
  const isGroup = GROUP_CODES.some((group) => group === code);
  if (!isGroup && sourceOf(code) === 'expert' && proof === 'not_declared') return t('admission.line.noOpinion');
  if (toProve && asked !== undefined) return t('admission.line.askedOn', { day: shortDay(asked) });
  return t(toProve ? 'admission.line.toProve' : `admission.line.known.${proof}`);
}

/**
 * A line that gives points, as members of a session read it. The income itself is not shown in session, only its
 * points.
 */
export function sessionLine(words: Translator, line: PointsLine, nameOf: Naming): string {
  const { t } = words;
  const name = lineName(words, line, nameOf);
  const used = sourceOf(line.code) === 'history' ? lineValue(words, line) : null;
  const text = t('admission.line.given', {
    criterion: used === null ? name : t('admission.line.used', { criterion: name, value: used }),
    points: line.points,
  });
  return line.proof === 'seen' || line.toProve
    ? t('admission.line.how', { line: text, known: lineKnown(words, line) })
    : text;
}
