import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { CHILD_QUESTIONS } from '../../domain/child-questions.js';
import { AGREEMENTS, questionAskedAs, WAITS } from '../../domain/open-questions.js';
import { pointedNames } from '../../domain/questions.js';
import type { FieldCode } from '../../domain/proposed-changes/fields.js';
import type { DossierForm } from '../../domain/dossier-form.js';
import type { CountedAnswers, CountedLine } from '../criterion-questions.js';
import { pathOfGap, stepPath, type Step } from './journey.js';
import { QuestionPresenter, type Persons } from './question.presenter.js';

export interface ShownPoints {
  /** `100 + 100 = 200 points` */
  readonly sum: string;
  readonly lines: readonly string[];
  /** The sum at each establishment that adds points of its own. */
  readonly there: readonly string[];
}

/** A question without an answer, with the page on which it is answered. */
export interface ShownQuestion {
  readonly text: string;
  /** What is asked. */
  readonly question: string;
  /** The most that an answer could add. */
  readonly points: number;
  /** The page on which it is asked. */
  readonly step: Pick<Step, 'path' | 'index'>;
  /** The end of the address of its field. */
  readonly path: string;
  /** The answer to it, among those of the family and the child. */
  readonly answer: FieldCode;
}

/** A child without a first name is called by a word that begins in lower case within a sentence. */
const capitalised = ({ lang }: Translator, text: string): string =>
  text.charAt(0).toLocaleUpperCase(lang) + text.slice(1);

const isOfChild = (page: string): boolean => page === 'enfant' || page === 'besoin';
const isCap = ({ code }: CountedLine): boolean => code === 'cap' || code === 'total_cap';

/** Where each question is asked. A question that is not named here is asked by itself, because it gives points. */
const ASKED_AT: Readonly<
  Record<
    string,
    { page: 'responsable' | 'foyer' | 'enfant' | 'besoin'; field?: string; label: string; answer?: string }
  >
> = {
  communeCode: { page: 'responsable', label: 'dossier.adult.commune', answer: 'address' },
  situation: { page: 'responsable', label: 'dossier.adult.situationQuestion' },
  returnsOn: { page: 'responsable', label: 'dossier.adult.returnsOn', answer: 'situation' },
  secondParent: { page: 'responsable', field: 'firstName', label: 'dossier.points.secondParent', answer: 'situation' },
  loneParent: { page: 'foyer', label: 'dossier.household.loneParent' },
  familyQuotient: { page: 'foyer', label: 'dossier.household.familyQuotient' },
  ...Object.fromEntries(
    pointedNames(CHILD_QUESTIONS).map((name) => [name, { page: 'enfant', label: `question.child.${name}.label` }]),
  ),
  siblingReceived: { page: 'enfant', label: 'dossier.child.siblingQuestion', answer: 'siblingProviderId' },
  currentCare: { page: 'besoin', label: 'dossier.need.currentCare' },
};

/** Where whatever a desk may ask for (`ASKABLE`) is answered in a sent request: page and field. */
export function pathOfAsked(code: string, adults: DossierForm['adults']): string {
  if (code === AGREEMENTS) return 'accords';
  if (code === WAITS) return 'besoin#latest';
  const question = questionAskedAs(code);
  return question ? `${ASKED_AT[question]?.page ?? 'points'}#${question}` : pathOfGap(code, adults);
}

/** The beginning of the names of the answers of each page. @param index of an adult */
const ANSWERED_IN = {
  responsable: (index: number) => ['adult', String(index + 1)],
  foyer: () => ['household'],
  enfant: () => ['child'],
  besoin: () => ['need'],
  points: () => ['fact'],
} as const;

/** `100 + 100 − 20 = 180 points`: what is added, where it is more than one line. */
export function sumWords({ t }: Translator, lines: readonly Pick<CountedLine, 'points'>[], total: number): string {
  const terms = lines.map(({ points }, index) =>
    points < 0 ? `${index === 0 ? '−' : '− '}${-points}` : `${index === 0 ? '' : '+ '}${points}`,
  );
  return t('dossier.points.sum', { terms: terms.join(' '), count: lines.length, total });
}

/** The points of a child as its family reads them: each line with its criterion in plain words, and their sum. */
@Injectable()
export class PointsPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly asking: QuestionPresenter,
  ) {}

  shown(words: Translator, { lines, total }: Pick<CountedAnswers, 'lines' | 'total'>): ShownPoints {
    const given = lines.filter(({ points }) => points !== 0);
    const own = given.filter(({ at }) => at === undefined);
    const there = [...new Set(given.flatMap(({ at }) => at ?? []))];
    return {
      sum: sumWords(words, own, total),
      lines: given.map((line) =>
        words.t('dossier.points.line', { criterion: this.nameOf(words, line), points: line.points }),
      ),
      there: there.map((at) => {
        const added = given.filter((line) => line.at === at);
        return words.t('dossier.points.there', {
          provider: this.supply.provider(at)?.name ?? '',
          sum: sumWords(
            words,
            [...own, ...added],
            added.reduce((sum, { points }) => sum + points, total),
          ),
        });
      }),
    };
  }

  /** @param index the child of the form, from 0 */
  questions(words: Translator, open: CountedAnswers['open'], form: Persons, index: number): ShownQuestion[] {
    return open.map(({ question, adult, points }) => {
      const asked = ASKED_AT[question] ?? { page: 'points' as const, label: `dossier.choice.factQuestion.${question}` };
      const { page, field = question, answer = question } = { field: undefined, answer: undefined, ...asked };
      const step = { path: page, index: page === 'responsable' ? (adult ?? 0) : isOfChild(page) ? index : null };
      const label = words.t(asked.label);
      return {
        text: capitalised(
          words,
          words.t('dossier.points.question', {
            who: step.index === null ? 'none' : this.asking.personOf(words, form, step),
            question: label,
            points,
          }),
        ),
        question: label,
        points,
        step,
        path: `${stepPath(step)}#${field}`,
        answer: [...ANSWERED_IN[page](step.index ?? 0), answer].join('.'),
      };
    });
  }

  private nameOf(words: Translator, line: CountedLine): string {
    const { t, day } = words;
    if (isCap(line)) return t('dossier.points.cap', { cap: Number(line.value) });
    const criterion = t(`family.plain.criterion.${line.code}`);
    const named = line.at
      ? t('admission.line.at', { criterion, provider: this.supply.provider(line.at)?.name ?? '' })
      : typeof line.value === 'number'
        ? t('admission.line.used', { criterion, value: t(`admission.amount.${line.code}`, { value: line.value }) })
        : criterion;
    return line.careStart ? t('admission.line.careStart', { criterion: named, day: day(line.careStart) }) : named;
  }
}
