import { Injectable } from '@nestjs/common';
import {
  QuestionPresenter,
  type AskingDesk,
  type ChildRequest,
  type DossierForm,
  type PageTarget,
} from '../../dossier/index.js';
import { Clock } from '../../kernel/clock.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Supply } from '../../supply/index.js';
import { Territory } from '../../territory/index.js';

const CHILD_PAGES = ['enfant', 'besoin', 'voeux'] as const;

/** What all pages share on which a family changes answers that it has sent. */
@Injectable()
export class AnswerPages {
  constructor(
    private readonly questions: QuestionPresenter,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly clock: Clock,
  ) {}

  target(request: ChildRequest): PageTarget {
    const base = `/mon-dossier/demandes/${request.id}/reponses`;
    return { base, back: base, version: request.version, counter: false, follow: true };
  }

  desk(): AskingDesk {
    return {
      strict: true,
      today: this.clock.today(),
      communes: this.territory.communes(),
      establishments: this.supply.establishments(),
    };
  }

  listModel(words: Translator, form: DossierForm, request: ChildRequest): Record<string, unknown> {
    const { t } = words;
    const { base } = this.target(request);
    const title = (path: string, index: number | null): string => this.questions.titleOf(words, form, { path, index });
    return {
      title: t('family.answers.title'),
      asked: request.state === 'incomplete',
      gaps: request.gaps.map((gap) => t(`gap.${gap}`)),
      tasks: [
        ...CHILD_PAGES.map((path) => ({ title: title(path, null), href: `${base}/${path}` })),
        ...form.adults.map((_, index) => ({
          title: title('responsable', index),
          href: `${base}/responsable/${index + 1}`,
        })),
        ...(['foyer', 'points', 'accords'] as const).map((path) => ({
          title: title(path, null),
          href: `${base}/${path}`,
        })),
      ],
    };
  }
}
