import { Injectable } from '@nestjs/common';
import { childForStaff } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Supply } from '../../../offer/supply/index.js';
import type { FollowedAdaptation } from '../adaptations.js';
import { DETAILS, nextStep, STEPS, type Step } from '../domain/adaptation-step.js';
import type { AdaptationStep } from '../persistence/adaptation-step.entity.js';

type Model = Record<string, unknown>;

/** The steps of one child's adaptation, and the form of one of them. */
@Injectable()
export class AdaptationPresenter {
  constructor(private readonly supply: Supply) {}

  listModel(words: Translator, followed: FollowedAdaptation, request: string): Model {
    const { t } = words;
    const next = nextStep(followed.steps);
    return {
      title: t('adaptation.ofChild', { child: childForStaff(words, followed.request) }),
      back: request,
      steps: followed.steps.map((step) => this.stepModel(words, followed, step, request)),
      todo: STEPS.map((step) => ({
        text: t(`adaptation.record.${step}`),
        href: `${request}/adaptation/${step}`,
        isNext: step === next,
      })),
    };
  }

  stepFormModel(words: Translator, { request: of }: FollowedAdaptation, step: Step, request: string): Model {
    const { t } = words;
    return {
      title: t(`adaptation.stepOfChild.${step}`, { child: childForStaff(words, of) }),
      back: `${request}/adaptation`,
      legend: t(`adaptation.legend.${step}`),
      hint: t(`adaptation.hint.${step}`),
      dayLegend: t(`adaptation.day.${step}`),
      items: DETAILS[step].map((value) => ({ value, text: this.detailWords(words, step, value) })),
    };
  }

  private stepModel(
    words: Translator,
    { providerId: reader }: FollowedAdaptation,
    { id, step, details, day, comeBackOn, providerId }: AdaptationStep,
    request: string,
  ): Model {
    const { t } = words;
    const provider = this.supply.provider(providerId)?.name ?? '';
    return {
      text: t(`adaptation.done.${step}`, {
        day: words.day(day),
        details: words.list(details.map((detail) => this.detailWords(words, step, detail))),
      }),
      by: t('adaptation.by', { who: providerId === null ? 'desk' : 'nursery', provider }),
      comeBack: comeBackOn && t('adaptation.comesBack', { day: words.day(comeBackOn) }),
      remove: providerId === reader ? `${request}/adaptation/etapes/${id}/retirer` : null,
    };
  }

  private detailWords({ t }: Translator, step: Step, detail: string): string {
    return t(`adaptation.${step === 'place' ? 'change' : 'partner'}.${detail}`);
  }
}
