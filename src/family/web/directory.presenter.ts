import { Injectable } from '@nestjs/common';
import { ACT_DAYS, WISH_MODES } from '../../dossier/index.js';
import { phoneWords } from '../../kernel/phone-number.js';
import type { Translator } from '../../platform/i18n/index.js';
import { openingLines, Supply, type Provider } from '../../supply/index.js';
import { Territory } from '../../territory/index.js';

export interface DirectoryFilter {
  readonly mode: string;
  /** INSEE code; empty means the whole territory. */
  readonly commune: string;
}

/** The childcare of the territory, as a family reads it. */
@Injectable()
export class DirectoryPresenter {
  constructor(
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {}

  titled(words: Translator, key: string): Record<string, unknown> {
    return { title: words.t(key) };
  }

  homeModel(words: Translator): Record<string, unknown> {
    const { t } = words;
    return {
      ...this.titled(words, 'family.home.title'),
      steps: [
        { text: t('family.home.step1'), hint: t('family.home.step1Hint') },
        { text: t('family.home.step2'), hint: t('family.home.step2Hint', { days: ACT_DAYS.take_up }) },
        { text: t('family.home.step3'), hint: t('family.home.step3Hint') },
        { text: t('family.home.step4'), hint: t('family.home.step4Hint') },
      ],
    };
  }

  listModel(words: Translator, filter: DirectoryFilter): Record<string, unknown> {
    const { t } = words;
    const matching = this.supply
      .providers()
      .filter(
        (provider) =>
          (filter.mode === '' || provider.kind === filter.mode) &&
          (filter.commune === '' || provider.communeCode === filter.commune),
      );
    const establishments = matching.filter((provider) => provider.kind === 'establishment');
    return {
      ...this.titled(words, 'family.directory.title'),
      filter: { values: { ...filter }, errors: [] },
      modes: WISH_MODES.map((value) => ({ value, text: t(`dossier.choice.mode.${value}`) })),
      communes: this.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
      establishments: establishments.map((provider) => this.establishment(words, provider)),
      others: this.counted(
        words,
        matching.filter((provider) => provider.kind !== 'establishment'),
      ),
      found: matching.length,
    };
  }

  private communeName(code: string): string {
    return this.territory.commune(code)?.name ?? '';
  }

  private establishment(words: Translator, provider: Provider): object {
    const { t } = words;
    const sections = this.supply.sectionsOf(provider.id);
    const [from, to] = [
      Math.min(...sections.map((section) => section.ageFromMonths)),
      Math.max(...sections.map((section) => section.ageToMonths)),
    ];
    return {
      id: provider.id,
      name: provider.name,
      rows: [
        { key: t('family.directory.commune'), value: this.communeName(provider.communeCode) },
        {
          key: t('family.directory.places'),
          value: t(provider.capacityAssumed ? 'family.directory.placesAssumed' : 'family.directory.placesCount', {
            count: provider.authorisedCapacity,
          }),
        },
        ...(this.supply.hoursOf(provider.id).length > 0
          ? [{ key: t('family.directory.hours'), lines: openingLines(words, this.supply.openingOf(provider.id, null)) }]
          : []),
        ...(sections.length > 0
          ? [{ key: t('family.directory.ages'), value: t('family.directory.agesValue', { from, to }) }]
          : []),
        ...(provider.address ? [{ key: t('family.directory.address'), value: provider.address }] : []),
        ...(provider.phone ? [{ key: t('family.directory.phone'), value: phoneWords(provider.phone) }] : []),
      ],
    };
  }

  /**
   * The childminders and other people who work at home, counted by commune. They are not named here; the desk names
   * them.
   */
  private counted(words: Translator, providers: readonly Provider[]): object {
    const { t } = words;
    const groups = new Map<string, Provider[]>();
    for (const provider of providers) {
      const key = `${provider.kind}:${provider.communeCode}`;
      groups.set(key, [...(groups.get(key) ?? []), provider]);
    }
    return {
      caption: t('family.directory.others'),
      captionHidden: true,
      columns: [
        { text: t('family.directory.mode') },
        { text: t('family.directory.commune') },
        { text: t('family.directory.number'), numeric: true },
        { text: t('family.directory.free'), numeric: true },
      ],
      rows: [...groups.values()].map((group) => [
        t(`dossier.choice.mode.${group[0]!.kind}`),
        this.communeName(group[0]!.communeCode),
        group.length,
        group.filter((provider) => provider.availableFrom !== null).length,
      ]),
    };
  }
}
