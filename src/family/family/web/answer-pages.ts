import { Injectable } from '@nestjs/common';
import {
  AnswersPresenter,
  CriterionQuestions,
  gapWords,
  heldAnswer,
  lacksSecondAdult,
  openQuestions,
  pathOfAsked,
  PointsPresenter,
  QuestionPresenter,
  stepPath,
  withAskedAdult,
  type AskingDesk,
  type ChildRequest,
  type DossierForm,
  type PageTarget,
  type TopicPage,
} from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';

const CHILD_PAGES = ['enfant', 'besoin', 'voeux'] as const;

/** What all pages share on which a family changes answers that it has sent. */
@Injectable()
export class AnswerPages {
  constructor(
    private readonly questions: QuestionPresenter,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly clock: Clock,
    private readonly criteria: CriterionQuestions,
    private readonly points: PointsPresenter,
    private readonly answers: AnswersPresenter,
  ) {}

  target(request: ChildRequest): PageTarget {
    const base = `/mon-dossier/demandes/${request.id}/reponses`;
    return { base, back: base, version: request.version, counter: false, follow: true };
  }

  addressOf(request: ChildRequest, step: TopicPage['step']): string {
    return `${this.target(request).base}/${stepPath(step)}`;
  }

  desk(): AskingDesk {
    return {
      strict: true,
      today: this.clock.today(),
      communes: this.territory.communes(),
      establishments: this.supply.establishments(),
    };
  }

  /** @param seen the form as its reader may read it: without how another home is reached */
  async listModel(
    words: Translator,
    {
      form,
      request,
      awaited,
      waitsUnsaid,
    }: { form: DossierForm; request: ChildRequest; awaited: readonly string[]; waitsUnsaid: boolean },
    seen: DossierForm,
  ): Promise<Record<string, unknown>> {
    const { t } = words;
    const { agreements } = openQuestions(form, []);
    const questions = this.points.questions(words, await this.criteria.listPointed(form), form, 0);
    const { base } = this.target(request);
    const { adults } = lacksSecondAdult(form) ? withAskedAdult(form, 1) : form;
    const title = (path: string, index: number | null): string => this.questions.titleOf(words, form, { path, index });
    return {
      title: t('family.answers.title'),
      asked: request.state === 'incomplete',
      gaps: [...new Set([...awaited, ...request.gaps])].map((gap) => ({
        text: gapWords(words, gap, form.adults),
        href: `${base}/${pathOfAsked(gap, form.adults)}`,
      })),
      pointed: questions.map((asked) => ({
        key: asked.text,
        value: this.answerWords(words, form, seen, asked.answer),
        change: { href: `${base}/${asked.path}` },
      })),
      tasks: [
        ...CHILD_PAGES.map((path) => ({
          title: title(path, null),
          href: `${base}/${path}`,
          ...(path === 'besoin' && waitsUnsaid ? { hint: t('family.answers.waitsUnsaid') } : {}),
        })),
        ...adults.map((_, index) => ({ title: title('responsable', index), href: `${base}/responsable/${index + 1}` })),
        { title: title('foyer', null), href: `${base}/foyer` },
        { title: title('points', null), href: `${base}/points` },
        {
          title: title('accords', null),
          href: `${base}/accords`,
          ...leftOpen(words, agreements && t('family.answers.neverAsked')),
        },
      ],
    };
  }

  /** What is answered now; null where nobody has answered. What the other home answered is not shown. */
  private answerWords(words: Translator, form: DossierForm, seen: DossierForm, field: string): string | null {
    const [held, shown] = [form, seen].map((one) => heldAnswer(one, one.children[0]!, field));
    if (held === null) return null;
    if (JSON.stringify(held) !== JSON.stringify(shown)) return words.t('family.answers.ofOtherHome');
    const { value, lines } = this.answers.fieldRow(words, field, held);
    return value || lines?.join(', ') || null;
  }
}

/** What the list says of a page on which something was never asked: a list said less than the form asks. */
const leftOpen = ({ t }: Translator, hint: string | false): object =>
  hint ? { hint, status: { text: t('dossier.tasks.started'), tone: 'warning' } } : {};
