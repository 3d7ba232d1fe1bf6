import { Injectable } from '@nestjs/common';
import type { NeedForm } from '../../../dossier/dossier/index.js';
import { hoursWithin, slotsOfSchedule, weeklyHours } from '../../../foundation/kernel/week-schedule.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { estimatePrice, type Offer, type PriceEstimate, type PriceScale } from '../../../places/placement/index.js';
import { Supply } from '../../../offer/supply/index.js';
import type { PriceForm } from './price.form.js';

const WEEKS_A_YEAR = 52;

/**
 * The estimated price of an offered place. It is always called an estimate, because the nursery bills from the Caf's
 * own service.
 */
@Injectable()
export class PricePresenter {
  constructor(private readonly supply: Supply) {}

  /** The scale of an establishment financed by the PSU; null for any other, which sets its own prices. */
  scaleOf(offer: Offer): PriceScale | null {
    const provider = this.supply.provider(offer.providerId);
    if (provider?.funding !== 'PSU') return null;
    return provider.establishmentKind === 'creche_familiale' ? 'family_creche' : 'collective';
  }

  estimate(
    words: Translator,
    offer: Offer,
    need: NeedForm,
    { resources, children, disabled }: PriceForm,
  ): Record<string, unknown> | null {
    const scale = this.scaleOf(offer);
    if (!scale) return null;
    const input = {
      monthlyResources: Number(resources.replace(/\s/g, '').replace(',', '.')),
      dependentChildren: Number(children),
      disabledChild: disabled === 'yes',
    };
    const estimate = estimatePrice(scale, input, offer.from);
    const { t, money, day } = words;
    return {
      older: estimate.olderTable && t('family.price.older', { day: day(estimate.olderTable) }),
      hourly: t('family.price.hourly', { amount: money(estimate.hourly) }),
      monthly: this.monthly(words, offer, need, estimate),
      bounded:
        estimate.bounded &&
        t(`family.plain.priceBound.${estimate.bounded}`, { amount: money(estimate.resourcesCounted) }),
    };
  }

  /**
   * The price of a month. Null when the offer covers only a part of the need, because the hours of that part are not
   * known here. Hours outside the opening hours are not counted.
   */
  private monthly(words: Translator, offer: Offer, need: NeedForm, { hourly }: PriceEstimate): string | null {
    if (!offer.coversNeed || !need.week) return null;
    const opening = this.supply.openingOf(offer.providerId, offer.from);
    const hours =
      (weeklyHours(hoursWithin(slotsOfSchedule(need.week, opening), need.week, opening)) *
        (need.weeksPerYear ?? WEEKS_A_YEAR)) /
      12;
    const { t, money, number } = words;
    return t('family.price.monthly', { amount: money(Math.round(hourly * hours)), hours: number(Math.round(hours)) });
  }
}
