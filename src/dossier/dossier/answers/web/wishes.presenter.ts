import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { openingLines, outsideWords, Supply, type Provider } from '../../../../offer/supply/index.js';
import { Territory } from '../../../../territory/territory/index.js';
import type { ChildForm, DossierForm, WishForm } from '../../domain/dossier-form.js';
import type { Step as AnyStep } from './journey.js';
import { QuestionPresenter, type PageTarget } from './question.presenter.js';

type Step = Pick<AnyStep, 'path' | 'index'>;

/** Wishes as a family reads them. */
@Injectable()
export class WishesPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly questions: QuestionPresenter,
  ) {}

  /** "Multi-accueil de Blanzy", "Une assistante maternelle à Blanzy". */
  nameOf(words: Translator, wish: WishForm): string {
    const { t } = words;
    const provider = this.supply.provider(wish.providerId);
    if (provider) return provider.name;
    const place = this.territory.commune(wish.communeCode)?.name ?? null;
    const mode = t(`dossier.choice.mode.${wish.mode}`);
    return place ? t('dossier.wishes.modeIn', { mode, place }) : t('dossier.wishes.modeAnywhere', { mode });
  }

  /** The hours of the child's need during which an establishment is closed; null when there are none. */
  outsideOf(words: Translator, { need }: Pick<ChildForm, 'need'>, wish: WishForm): string | null {
    return outsideWords(words, need.week, wish.providerId, this.supply, need.wantedFrom);
  }

  hintOf(words: Translator, provider: Provider): string {
    const commune = this.territory.commune(provider.communeCode)?.name ?? '';
    const hours = this.supply.hoursOf(provider.id).length > 0 ? this.supply.openingOf(provider.id, null) : {};
    return [commune, ...openingLines(words, hours)].filter(Boolean).join(' · ');
  }

  page(words: Translator, form: DossierForm, step: Step, target: PageTarget, commune: string): Record<string, unknown> {
    const child = form.children[step.index ?? 0]!;
    const { wishes } = child;
    const chosen = new Set(wishes.map((wish) => wish.providerId));
    const offer = this.supply
      .establishments()
      .filter((provider) => !chosen.has(provider.id) && (commune === '' || provider.communeCode === commune));
    // Most families look near their home first.
    const home = form.adults[0]?.communeCode;
    const [near, further] = [true, false].map((isNear) =>
      offer.filter(({ communeCode }) => (communeCode === home) === isNear),
    );
    const model = this.questions.page(words, form, step, target);
    return {
      ...model,
      commune,
      filter: { values: { commune }, errors: [] },
      wishes: wishes.map((wish, at) => ({
        rank: at + 1,
        name: this.nameOf(words, wish),
        outside: this.outsideOf(words, child, wish),
        first: at === 0,
        last: at === wishes.length - 1,
      })),
      offer: [...near!, ...further!].map((provider) => ({
        id: provider.id,
        name: provider.name,
        hint: this.hintOf(words, provider),
      })),
    };
  }
}
