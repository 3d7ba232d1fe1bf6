import { Injectable } from '@nestjs/common';
import { GridForFamilies, type PublishedGrid, type PublishedItem } from '../../admission/index.js';
import { Bodies } from '../../commission/index.js';
import { ACT_DAYS, KEPT } from '../../dossier/index.js';
import { Reader } from '../../platform/database/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Settings } from '../../platform/settings/index.js';

/** The rules as anybody may read them, from the grid in force and the territory's own settings: nothing is copied into a sentence. */
@Injectable()
export class RulesPresenter {
  constructor(
    private readonly reader: Reader,
    private readonly grid: GridForFamilies,
    private readonly bodies: Bodies,
    private readonly settings: Settings,
  ) {}

  async page(words: Translator): Promise<Record<string, unknown>> {
    const { t } = words;
    const published = await this.grid.published();
    const { least, most } = await this.offerDays();
    return {
      title: t('family.rules.title'), takeUpDays: ACT_DAYS.take_up, grid: published && this.table(words, published),
      offerText: t('family.rules.offerText', { least, most, same: least === most ? 'yes' : 'no' }),
    };
  }

  /** How long each thing is kept, for the legal page. */
  kept(): typeof KEPT {
    return KEPT;
  }

  /** Each commission says how long its families have; a director who decides alone follows the territory's setting. */
  private async offerDays(): Promise<{ least: number; most: number }> {
    const all = [await this.settings.get('offerDays'), ...(await this.bodies.all(this.reader)).map((body) => body.offerDays)];
    return { least: Math.min(...all), most: Math.max(...all) };
  }

  private table(words: Translator, { inForce, items }: PublishedGrid): Record<string, unknown> {
    const { t } = words;
    return {
      table: {
        caption: t('family.rules.points'), captionHidden: true,
        columns: [{ text: t('family.rules.criterion') }, { text: t('family.rules.pointsColumn'), numeric: true }, { text: t('family.rules.source') }],
        rows: items.map((item) => [
          { text: this.nameOf(words, item.code), ...(item.group ? { hint: t('family.rules.oneOfGroup', { group: this.nameOf(words, item.group) }) } : {}) },
          item.points, t(`family.plain.criterionSource.${item.source}`),
        ]),
      },
      experts: words.list(items.filter(({ source }) => source === 'expert').map((item: PublishedItem) => this.nameOf(words, item.code).toLowerCase())),
      tie: inForce.grid.tieBreak.map((code) => t(`family.plain.tieBreak.${code}`)),
      source: t('family.rules.gridSource', { source: inForce.grid.source, version: inForce.version }), assumed: inForce.grid.assumed.length > 0,
    };
  }

  /** A criterion that has no words yet is still published with its points. */
  private nameOf(words: Translator, code: string): string {
    const key = `family.plain.criterion.${code}`;
    return words.t(words.has(key) ? key : 'family.plain.criterion.other');
  }
}
