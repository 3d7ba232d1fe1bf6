import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { isLeave, type DossierForm } from '../../domain/dossier-form.js';
import { CriterionQuestions, type CountedAnswers, type CountedLateReturn } from '../criterion-questions.js';
import { fieldPath, type Step } from './journey.js';
import { QuestionPresenter } from './question.presenter.js';

type PageOf = Pick<Step, 'path' | 'index'>;
interface Late extends CountedLateReturn {
  readonly child: number;
}

const lateIn = (counted: readonly CountedAnswers[]): Late[] =>
  counted.flatMap(({ late }, child) => late.map((one) => ({ ...one, child })));

/** Whether one of the two dates is given on this page. */
const isAskedOn = ({ path, index }: PageOf, { adult, child }: Late): boolean =>
  (path === 'responsable' && adult === (index ?? 0)) || (path === 'besoin' && child === (index ?? 0));

export interface LateReturnWarning {
  readonly text: string;
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

/** What a family is told where a leave ends after care is wanted. Both dates may be right, so nothing is refused. */
@Injectable()
export class LateReturnsPresenter {
  constructor(
    private readonly criteria: CriterionQuestions,
    private readonly questions: QuestionPresenter,
  ) {}

  /** @param base the beginning of the addresses of the pages of questions */
  warnings(
    words: Translator,
    form: DossierForm,
    counted: readonly CountedAnswers[],
    base: string,
  ): LateReturnWarning[] {
    return lateIn(counted).map((late) => this.warning(words, form, late, base));
  }

  /** {@link warnings} of one page. */
  async warningsOn(words: Translator, form: DossierForm, page: PageOf, base: string): Promise<LateReturnWarning[]> {
    return (await this.lateOn(form, page)).map((late) => this.warning(words, form, late, base));
  }

  /** Whether the answers just written to a page bring a warning that the answers before did not. */
  async isNewOn(page: PageOf, before: DossierForm, after: DossierForm): Promise<boolean> {
    const known = (await this.lateOn(before, page)).map((late) => JSON.stringify(late));
    return (await this.lateOn(after, page)).some((late) => !known.includes(JSON.stringify(late)));
  }

  private async lateOn(form: DossierForm, page: PageOf): Promise<Late[]> {
    if (page.path !== 'responsable' && page.path !== 'besoin') return [];
    return lateIn(await this.criteria.countPoints(form)).filter((late) => isAskedOn(page, late));
  }

  private warning(words: Translator, form: DossierForm, late: Late, base: string): LateReturnWarning {
    const { t, day } = words;
    const adult = { path: 'responsable', index: late.adult };
    const need = { path: 'besoin', index: late.child };
    return {
      text: t('dossier.late.text', {
        who: this.questions.personOf(words, form, adult),
        back: day(late.back),
        child: this.questions.childName(words, form, late.child),
        from: day(late.wantedFrom),
        points: late.points,
        leave: isLeave(form.adults[late.adult]?.situation) ? 'yes' : 'no',
      }),
      links: [
        { href: `${base}/${fieldPath(need, 'need.wantedFrom')}`, text: t('dossier.late.seeFrom') },
        { href: `${base}/${fieldPath(adult, 'adult.returnsOn')}`, text: t('dossier.late.seeBack') },
      ],
    };
  }
}
