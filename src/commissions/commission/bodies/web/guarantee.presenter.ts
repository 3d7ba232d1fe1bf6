import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { avipPlaces, GUARANTEE_WAYS, leastPlaces, legalPlaces } from '../../../../offer/supply/index.js';
import type { GuaranteeSheet } from '../guarantee-settings.js';

/** What an establishment guarantees, and what was set before. */
@Injectable()
export class GuaranteePresenter {
  model(words: Translator, { provider, inForce, settings }: GuaranteeSheet): Record<string, unknown> {
    const { t, day } = words;
    return {
      name: provider.name,
      least: t('commission.guarantee.least', {
        least: leastPlaces(provider),
        rule: avipPlaces(provider) > legalPlaces(provider) ? 'avip' : legalPlaces(provider) > 0 ? 'law' : 'none',
      }),
      toSetAgain: inForce.toSetAgain
        ? t(inForce.since ? 'commission.guarantee.toSetAgain' : 'commission.guarantee.neverSet', {
            since: inForce.since ? day(inForce.since) : '',
          })
        : null,
      ways: GUARANTEE_WAYS.map((value) => ({ value, text: t(`commission.guarantee.way.${value}`) })),
      table:
        settings.length === 0
          ? null
          : {
              caption: t('commission.guarantee.before'),
              columns: [
                { text: t('commission.guarantee.from') },
                { text: t('commission.guarantee.places'), numeric: true },
                { text: t('commission.guarantee.wayLegend') },
              ],
              rows: settings.map(({ from, places, way, reason }) => [
                day(from),
                String(places),
                { text: t(`commission.guarantee.way.${way}`), ...(reason ? { hint: reason } : {}) },
              ]),
            },
    };
  }

  formValues({ inForce: { places, way, reason, otherChildren } }: GuaranteeSheet): Record<string, string> {
    return { places: String(places), way, reason: reason ?? '', otherChildren: String(otherChildren) };
  }
}
