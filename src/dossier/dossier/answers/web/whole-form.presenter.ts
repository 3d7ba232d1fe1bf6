import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../../offer/supply/index.js';
import { Territory } from '../../../../territory/territory/index.js';
import { CriterionQuestions, type CountedAnswers } from '../criterion-questions.js';
import { WISH_MODES, type DossierForm } from '../../domain/dossier-form.js';
import { PointsPresenter } from './points.presenter.js';
import { QuestionPresenter, wordsFor, type Item, type PageTarget } from './question.presenter.js';
import { stepPath } from './journey.js';
import { partsOf, wishValue, type FormPart } from './whole-form.js';
import { WishesPresenter } from './wishes.presenter.js';

/** The view of the questions of each part; its wishes are a list of their own. */
const VIEWS: Readonly<Record<string, string>> = {
  responsable: 'adult',
  foyer: 'household',
  enfant: 'child',
  besoin: 'need',
  points: 'facts',
  accords: 'consents',
};
/** What is asked first of all that gives points. The rest is folded, with what it is worth. */
const ASKED_FIRST = ['communeCode', 'situation', 'firstName', 'loneParent'];

/** All questions of a form on one page: what is needed first, and the rest folded. */
@Injectable()
export class WholeFormPresenter {
  constructor(
    private readonly questions: QuestionPresenter,
    private readonly wishes: WishesPresenter,
    private readonly points: PointsPresenter,
    private readonly criteria: CriterionQuestions,
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {}

  async model(everybodys: Translator, form: DossierForm, target: PageTarget): Promise<Record<string, unknown>> {
    const words = wordsFor(everybodys, target);
    const worth = this.worthOf(words, form, await this.criteria.countPoints(form));
    return {
      ...this.questions.page(everybodys, form, { path: 'foyer', index: null }, target),
      facts: this.questions.facts(words, await this.criteria.listAsked()),
      wishGroups: this.wishGroups(words, form),
      parts: partsOf(form).map((part) => ({
        ...part,
        rank: part.index + 1,
        title: this.titleOf(words, form, part),
        view: part.path === 'voeux' ? null : `dossier/answers/${VIEWS[part.path]}-questions.njk`,
        asked: this.questions.asked(words, part.path),
        wishes: part.path === 'voeux' ? form.children[part.index]!.wishes.length + 1 : 0,
        points: worth.get(pathOf(part)) ?? 0,
      })),
    };
  }

  /** Of whom or of what a part is. */
  titleOf(words: Translator, form: DossierForm, { path, index }: Pick<FormPart, 'path' | 'index'>): string {
    return this.questions.titleOf(words, form, { path, index });
  }

  /** The most that the folded answers of each page could add. */
  private worthOf(words: Translator, form: DossierForm, counted: readonly CountedAnswers[]): Map<string, number> {
    const worth = new Map<string, Map<string, number>>();
    for (const [index, { asked }] of counted.entries())
      for (const { step, path, points } of this.points.questions(words, asked, form, index)) {
        const page = stepPath(step);
        if (ASKED_FIRST.some((field) => path.endsWith(`#${field}`))) continue;
        worth.set(page, (worth.get(page) ?? new Map<string, number>()).set(path, points));
      }
    return new Map([...worth].map(([page, each]) => [page, [...each.values()].reduce((sum, one) => sum + one, 0)]));
  }

  /** What can be wished for, in lists: near the home first, then elsewhere, then other kinds of care by commune. */
  private wishGroups(words: Translator, form: DossierForm): { label: string; items: Item[] }[] {
    const { t } = words;
    const home = form.adults[0]?.communeCode ?? null;
    const [near, further] = [true, false].map((isNear) =>
      this.supply
        .establishments()
        .filter(({ communeCode }) => (communeCode === home) === isNear)
        .map(({ id, name, communeCode }) => ({
          value: wishValue({ mode: 'establishment', providerId: id, communeCode: null }),
          text: [name, this.territory.commune(communeCode)?.name].filter(Boolean).join(' – '),
        })),
    ) as [Item[], Item[]];
    const places = [null, ...this.territory.communes().map(({ code }) => code)];
    return [
      { label: t('dossier.whole.near'), items: near },
      { label: t('dossier.whole.further'), items: further },
      ...WISH_MODES.filter((mode) => mode !== 'establishment').map((mode) => ({
        label: t(`dossier.choice.mode.${mode}`),
        items: places.map((communeCode) => {
          const wish = { mode, providerId: null, communeCode };
          return { value: wishValue(wish), text: this.wishes.nameOf(words, wish) };
        }),
      })),
    ].filter(({ items }) => items.length > 0);
  }
}

/** The end of the address of the page of a part. */
const pathOf = ({ path, index }: FormPart): string =>
  stepPath({ path, index: path === 'foyer' || path === 'points' || path === 'accords' ? null : index });
