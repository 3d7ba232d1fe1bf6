import { criterionName, pointsWords } from '../../../commissions/admission/index.js';
import { ageWords, yesNoWords, type ChildRequest, type Dossier } from '../../../dossier/dossier/index.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { factsOfCriterion, stateOf, type AskedState, type CriterionFact } from '../domain/asked-opinion.js';
import type { AskedOpinion } from '../persistence/opinions.entities.js';

export type Model = Record<string, unknown>;

const TONES: Readonly<Record<AskedState, 'info' | 'action' | 'neutral' | 'success'>> = {
  waiting: 'info',
  answered: 'success',
  declined: 'action',
  lapsed: 'action',
  taken_back: 'neutral',
  request: 'neutral',
};

export const stateTag = ({ t }: Translator, row: AskedOpinion, today: Day): Model => {
  const state = stateOf(row, today);
  return { text: t('askedOpinion.state', { state }), tone: TONES[state] };
};

export const roleWords = ({ t }: Translator, { role }: Pick<AskedOpinion, 'role'>): string =>
  t('askedOpinion.role', { role });

/** `Dr Anne Martin (médecin)`, as the desk reads it. */
export const personWords = (words: Translator, row: Pick<AskedOpinion, 'name' | 'role'>): string =>
  words.t('askedOpinion.person', { name: row.name, role: roleWords(words, row) });

type Child = Pick<ChildRequest, 'firstName' | 'birthDate' | 'dueDate' | 'need'>;

const factWords: Readonly<
  Record<CriterionFact, (words: Translator, child: Child, household: Dossier['household']) => string | null>
> = {
  loneParent: (words, _, household) => yesNoWords(words, household, 'loneParent'),
  currentCare: ({ t }, { need }) => (need.currentCare ? t(`dossier.choice.currentCare.${need.currentCare}`) : null),
};
const FACT_NAMES: Readonly<Record<CriterionFact, string>> = {
  loneParent: 'askedOpinion.fact.loneParent',
  currentCare: 'dossier.need.currentCare',
};

/**
 * All that the person reads of a family: the first name or that the child is expected, its age, and the facts on which
 * the criterion rests. Never a surname, a birth date, a wish, a rank, points or an address.
 */
export function toldRows(
  words: Translator,
  { criterion, least, most }: Pick<AskedOpinion, 'criterion' | 'least' | 'most'>,
  child: Child,
  household: Dossier['household'],
  today: Day,
): { key: string; value: string }[] {
  const { t } = words;
  const age = child.birthDate === null ? null : ageWords(words, child.birthDate, today);
  return [
    { key: t('askedOpinion.told.child'), value: child.firstName ?? t('askedOpinion.told.unborn') },
    ...(age === null ? [] : [{ key: t('askedOpinion.told.age'), value: age }]),
    { key: t('askedOpinion.told.criterion'), value: criterionName(words, criterion) },
    {
      key: t('askedOpinion.told.range'),
      value:
        least === null || most === null
          ? t('askedOpinion.told.holds')
          : t('askedOpinion.told.between', { least, most }),
    },
    ...factsOfCriterion(criterion).map((fact) => ({
      key: t(FACT_NAMES[fact]),
      value: factWords[fact](words, child, household) ?? t('askedOpinion.told.unsaid'),
    })),
  ];
}

/** What a person answered, in words for the desk. */
export function answerLines(words: Translator, row: AskedOpinion): string[] {
  const { t, day } = words;
  const on = row.endedAt === null ? '' : day(dayOf(row.endedAt));
  if (row.outcome === 'declined')
    return [t('askedOpinion.declinedOn', { day: on, reason: t(`askedOpinion.declineReason.${row.declined}`) })];
  if (row.outcome !== 'answered') return [];
  const points = row.points === null ? t('askedOpinion.told.reported') : pointsWords(words, row.points);
  return [
    t('askedOpinion.answeredOn', { day: on, points, reason: t(`admission.reason.${row.reason}`) }),
    ...(row.words === null ? [] : [t('askedOpinion.words', { words: row.words })]),
    ...(row.held === null ? [] : [t('askedOpinion.held', { why: row.held })]),
  ];
}
