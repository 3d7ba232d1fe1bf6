import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Settings } from '../../../foundation/platform/settings/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { OFFER_KINDS, type ScenarioResult, type TriedOffer, type UnitResult } from '../domain/scenario.js';
import type { ZoneScenario } from '../persistence/zones.entities.js';
import { rangeWords } from './zone-words.js';

const HOME = '/zones/scenarios';
const APART = ['completed', 'moved', 'gained', 'lost'] as const;

/** Offers that are tried out, in words: a range, never a single promise. */
@Injectable()
export class ScenariosPresenter {
  constructor(
    private readonly territory: Territory,
    private readonly supply: Supply,
    private readonly settings: Settings,
  ) {}

  /** The published radius, in kilometres. */
  readRadius(): Promise<number> {
    return this.settings.get('zoneRadiusKm');
  }

  known(): { communes: ReadonlySet<string>; establishments: ReadonlySet<string> } {
    return {
      communes: new Set(this.territory.communes().map(({ code }) => code)),
      establishments: new Set(this.supply.establishments().map(({ id }) => id)),
    };
  }

  listModel(words: Translator, scenarios: readonly ZoneScenario[], mayDraw: boolean): Record<string, unknown> {
    const { t } = words;
    return {
      title: t('zones.scenarios.title'),
      mayDraw,
      scenarios: {
        caption: t('zones.scenarios.caption'),
        columns: [
          { text: t('zones.scenarios.name') },
          { text: t('zones.scenarios.offer') },
          { text: t('zones.scenarios.served'), numeric: true },
          { text: t('zones.scenarios.moved'), numeric: true },
          { text: t('zones.scenarios.on') },
        ],
        rows: scenarios.map(({ id, name, offer, result, computedAt }) => [
          { text: name, href: `${HOME}/${id}` },
          this.offerWords(words, offer),
          this.servedWords(words, result),
          result?.kind === 'unit' ? rangeWords(words, result.moved) : '–',
          computedAt ? words.shortInstant(computedAt) : t('zones.scenarios.computing'),
        ]),
        empty: t('zones.scenarios.none'),
      },
    };
  }

  formModel(words: Translator): Record<string, unknown> {
    const { t } = words;
    return {
      title: t('zones.scenarios.new'),
      kinds: OFFER_KINDS.map((value) => ({ value, text: t(`zones.kind.${value}`) })),
      communes: this.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
      establishments: this.supply.establishments().map(({ id, name }) => ({ value: id, text: name })),
    };
  }

  model(words: Translator, scenario: ZoneScenario, mayDraw: boolean): Record<string, unknown> {
    const { t } = words;
    const { id, name, offer, result, computedAt } = scenario;
    return {
      title: name,
      mayDraw,
      offer: this.offerWords(words, offer),
      computed: computedAt ? t('zones.scenarios.computedAt', { at: words.instant(computedAt) }) : null,
      said: result === null ? t('zones.scenarios.computingText') : this.resultSentence(words, result),
      ...(result?.kind === 'unit' ? this.unitModel(words, result) : {}),
      method: t(offer.kind === 'hours' ? 'zones.scenarios.hoursMethod' : 'zones.scenarios.method'),
      againAction: `${HOME}/${id}/recalculer`,
      discardAction: `${HOME}/${id}/jeter`,
    };
  }

  private unitModel(words: Translator, result: UnitResult): Record<string, unknown> {
    const { t } = words;
    return {
      figures: [
        {
          number: rangeWords(words, result.served),
          label: t('zones.scenarios.served'),
          hint: t('zones.scenarios.servedHint'),
          tone: result.served.high > 0 ? 'action' : '',
        },
        {
          number: result.wishing,
          label: t('zones.scenarios.wishing'),
          hint: [
            t('zones.scenarios.wishingHint'),
            ...(result.unsaid ? [t('zones.scenarios.unsaid', { count: result.unsaid })] : []),
          ].join(' '),
        },
        { number: result.waiting, label: t('zones.scenarios.waiting'), hint: leftOutWords(words, result) },
      ],
      apart: {
        caption: t('zones.scenarios.apart'),
        columns: [
          { text: t('zones.scenarios.who') },
          { text: t('zones.scenarios.low'), numeric: true },
          { text: t('zones.scenarios.high'), numeric: true },
        ],
        rows: APART.map((measure) => [t(`zones.effect.${measure}`), result[measure].low, result[measure].high]),
      },
      byCommune: result.communes.length > 0 && {
        caption: t('zones.scenarios.byCommune'),
        columns: [
          { text: t('zones.column.commune') },
          { text: t('zones.scenarios.low'), numeric: true },
          { text: t('zones.scenarios.high'), numeric: true },
        ],
        rows: result.communes.map(({ communeCode, served }) => [
          this.territory.commune(communeCode)?.name ?? t('zones.outside'),
          served.low,
          served.high,
        ]),
      },
    };
  }

  private offerWords({ t, time }: Translator, offer: TriedOffer): string {
    if (offer.kind === 'hours')
      return t('zones.offered.hours', {
        establishment: this.supply.provider(offer.providerId)?.name ?? offer.providerId,
        opens: time(offer.opens),
        closes: time(offer.closes),
      });
    return t(`zones.offered.${offer.kind}`, {
      places: offer.places,
      commune: this.territory.commune(offer.communeCode)?.name ?? offer.communeCode,
      from: offer.ageFromMonths,
      to: offer.ageToMonths,
      km: offer.radiusKm,
    });
  }

  private servedWords(words: Translator, result: ScenarioResult | null): string {
    if (result?.kind === 'unit') return rangeWords(words, result.served);
    return result?.kind === 'hours' ? words.number(result.covered) : '–';
  }

  private resultSentence(words: Translator, result: ScenarioResult): string {
    const { t } = words;
    switch (result.kind) {
      case 'unit':
        return unitSentence(words, result);
      case 'hours':
        return t('zones.scenarios.hoursSaid', {
          covered: result.covered,
          naming: result.naming,
          now: result.coveredNow,
        });
      case 'noGrid':
        return t('zones.scenarios.noGrid');
    }
  }
}

/** Where nobody asked for the unit, nobody is received either: a second sentence says so. */
function unitSentence({ t }: Translator, { served, wishing }: UnitResult): string {
  const said =
    served.low === served.high
      ? t('zones.scenarios.unitExactly', { count: served.low })
      : t('zones.scenarios.unitSaid', { low: served.low, high: served.high });
  return wishing === 0 ? `${said} ${t('zones.scenarios.noWish')}` : said;
}

const leftOutWords = ({ t }: Translator, { leftOut, placeless }: UnitResult): string =>
  placeless === undefined || leftOut === 0
    ? t('zones.scenarios.leftOut', { count: leftOut })
    : t('zones.scenarios.leftOutBy', { unknown: leftOut - placeless, placeless });
