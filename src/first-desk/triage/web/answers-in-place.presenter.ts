import { Injectable } from '@nestjs/common';
import {
  answersInPlace,
  essentialGaps,
  formOfFile,
  gapWords,
  isOpen,
  prefixOf,
  QuestionPresenter,
  shownInPlace,
  type AnswerInPlace,
  type FieldInPlace,
} from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import type { RequestView } from '../request-screen.js';
import { DeskAnswerPages } from './desk-answer-pages.js';
import { missingCodes } from './missing-answers.presenter.js';

/** So many questions stand open; the others are folded. */
const FIRST = 4;

/** The missing answers of a request that are given on its own screen: what is missing is asked where it is named. */
@Injectable()
export class AnswersInPlacePresenter {
  constructor(
    private readonly questions: QuestionPresenter,
    private readonly pages: DeskAnswerPages,
  ) {}

  /** Null where nothing that is missing can be answered there. */
  model(everybodys: Translator, actor: Actor, view: RequestView): Record<string, unknown> | null {
    const { file } = view;
    const form = formOfFile(file);
    const missing = missingCodes(view);
    const answers = isOpen(file.request.state) ? answersInPlace([...missing.keys()], form) : [];
    if (answers.length === 0) return null;
    const words = everybodys.inVoice('atDesk');
    const weightOf = ({ code }: AnswerInPlace): number =>
      (essentialGaps([code]).length > 0 ? 10_000 : 0) + (missing.get(code) ?? 0);
    const choices = this.questions.choices(words, form);
    const items = [...answers]
      .sort((a, b) => weightOf(b) - weightOf(a))
      .map((answer) => ({
        label: words.t('triage.request.gapPoints', {
          gap: gapWords(words, answer.code, form.adults, answer.index),
          points: missing.get(answer.code) ?? 0,
        }),
        essential: essentialGaps([answer.code]).length > 0,
        prefix: prefixOf(answer),
        fields: answer.fields.map((field) => shownField(words, field, choices)),
      }));
    return {
      first: items.slice(0, FIRST),
      others: items.slice(FIRST),
      othersTitle: words.t('triage.inPlace.others', { count: items.length - FIRST }),
      withheld: words.t('triage.inPlace.withheld'),
      told: this.questions.toldChoices(words, form.adults),
      form: { values: { ...shownInPlace(answers, form), ...this.pages.lastTold(actor, file) }, errors: [] },
    };
  }
}

const shownField = (
  { t }: Translator,
  field: FieldInPlace,
  choices: ReturnType<QuestionPresenter['choices']>,
): Record<string, unknown> =>
  field.kind === 'choice'
    ? {
        kind: field.kind,
        name: field.field,
        items: [
          ...choices[field.items]!,
          ...(field.withholdable ? [{ value: 'withheld', text: t('triage.inPlace.withheld') }] : []),
        ],
      }
    : { kind: field.kind, name: field.field };
