import { Injectable } from '@nestjs/common';
import {
  activityAtOf,
  GridForFamilies,
  groupCaps,
  isOfActivity,
  scoreWords,
  takesAway,
  type CriteriaGrid,
  type PublishedGrid,
  type PublishedItem,
} from '../../../commissions/admission/index.js';
import { Bodies, InsertionPlaces, SittingRulesPresenter, rulesOf } from '../../../commissions/commission/index.js';
import { Config } from '../../../foundation/config/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { ACT_DAYS, KEPT } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Settings } from '../../../foundation/platform/settings/index.js';

/**
 * The rules as anybody may read them. They come from the grid in force and the territory's settings, so no sentence
 * repeats a value that can change.
 */
@Injectable()
export class PublicRulesPresenter {
  constructor(
    private readonly config: Config,
    private readonly grid: GridForFamilies,
    private readonly bodies: Bodies,
    private readonly settings: Settings,
    private readonly supply: Supply,
    private readonly insertion: InsertionPlaces,
    private readonly sitting: SittingRulesPresenter,
  ) {}

  async page(words: Translator): Promise<Record<string, unknown>> {
    const { t } = words;
    const published = await this.grid.readPublished();
    const { least, most } = await this.offerDays();
    return {
      choice: await this.choiceModel(words),
      quotes: this.sitting.quotesIn({ guarantees: await this.guarantees() }),
      title: t('family.rules.title'),
      takeUpDays: ACT_DAYS.take_up,
      grid: published && this.gridTable(words, published),
      offerText: t('family.rules.offerText', { least, most, same: least === most ? 'yes' : 'no' }),
    };
  }

  /** The rules of each commission and the points of each criterion, for a document that has less room. */
  async inShort(
    words: Translator,
  ): Promise<{
    bodies: { heading: string; lines: readonly string[] }[];
    grid: { source: string; rows: string[][] } | null;
  }> {
    const published = await this.grid.readPublished();
    return {
      bodies: await this.choiceModel(words),
      grid: published && {
        source: words.t('family.rules.gridSource', {
          source: published.inForce.grid.source,
          version: published.inForce.version,
        }),
        rows: published.items.map(({ item }) => [this.nameOf(words, item.code), scoreWords(words, item)]),
      },
    };
  }

  /**
   * How each commission gives its places today, and what each establishment guarantees. The page shows the settings,
   * never the legal minimum.
   */
  private async choiceModel(words: Translator): Promise<{ heading: string; lines: readonly string[] }[]> {
    const bodies = await this.bodies.listBodies();
    const guarantees = await this.guarantees();
    const sitting = new Set(bodies.flatMap(({ establishmentIds }) => establishmentIds));
    const alone = this.sitting.guarantees(
      words,
      guarantees.filter(({ at }) => !sitting.has(at)),
    );
    return [
      ...bodies.map((body) => ({
        heading: body.name,
        lines: this.sitting.ruleLines(words, {
          ...rulesOf(body),
          guarantees: guarantees.filter(({ at }) => body.establishmentIds.includes(at)),
        }),
      })),
      ...(alone.length > 0 ? [{ heading: words.t('family.rules.alone'), lines: alone }] : []),
    ];
  }

  private guarantees(): ReturnType<InsertionPlaces['readToday']> {
    return this.insertion.readToday(this.supply.establishments().map(({ id }) => id));
  }

  /** Who publishes the site and who answers for personal data, for the legal page; empty until they are known. */
  async publisher(): Promise<Record<'publisher' | 'dataProtection', string>> {
    return {
      publisher: await this.settings.get('publisher'),
      dataProtection: await this.settings.get('dataProtection'),
    };
  }

  /** How long each kind of data is kept, for the legal page. */
  kept(): Record<string, number> {
    return { ...KEPT, endedDays: this.config.ENDED_DOSSIERS_KEPT_DAYS, noteDays: this.config.ENQUIRY_NOTES_KEPT_DAYS };
  }

  /**
   * The shortest and the longest time to answer an offer. Each commission sets its own, and a director who decides
   * alone uses the territory's setting.
   */
  private async offerDays(): Promise<{ least: number; most: number }> {
    const all = [
      await this.settings.get('offerDays'),
      ...(await this.bodies.listBodies()).map((body) => body.offerDays),
    ];
    return { least: Math.min(...all), most: Math.max(...all) };
  }

  private gridTable(words: Translator, { inForce, items }: PublishedGrid): Record<string, unknown> {
    const { t, day } = words;
    const { grid, deliberation, deliberatedOn } = inForce;
    return {
      table: {
        caption: t('family.rules.points'),
        captionHidden: true,
        columns: [
          { text: t('family.rules.criterion') },
          { text: t('family.rules.pointsColumn') },
          { text: t('family.rules.source') },
        ],
        rows: items.map((item) => this.itemRow(words, item)),
      },
      experts: words.list(
        items
          .filter(({ source }) => source === 'expert')
          .map(({ item }) => this.nameOf(words, item.code).toLowerCase()),
      ),
      notes: this.notes(words, grid, items),
      tie: grid.tieBreak.map((code) => t(`family.plain.tieBreak.${code}`)),
      source: t('family.rules.gridSource', { source: grid.source, version: inForce.version }),
      assumed: grid.assumed.length > 0,
      voted:
        deliberation && deliberatedOn
          ? t('family.rules.voted', { day: day(deliberatedOn), number: deliberation })
          : null,
    };
  }

  private itemRow(words: Translator, { item, source, group }: PublishedItem): unknown[] {
    const { t } = words;
    return [
      {
        text: this.nameOf(words, item.code),
        ...(group ? { hint: t('family.rules.oneOfGroup', { group: this.nameOf(words, group) }) } : {}),
      },
      scoreWords(words, item),
      {
        text: t(`family.plain.criterionSource.${source}`),
        ...('proof' in item && item.proof ? { hint: t('family.rules.toProve') } : {}),
      },
    ];
  }

  /** What limits or changes the points: points taken away, points of one establishment, and caps. */
  private notes(words: Translator, grid: CriteriaGrid, items: readonly PublishedItem[]): string[] {
    const { t, list } = words;
    return [
      ...(items.some(({ item }) => isOfActivity(item.code)) ? [t(`family.rules.activity.${activityAtOf(grid)}`)] : []),
      ...(items.some(({ item }) => takesAway(item)) ? [t('family.rules.negative')] : []),
      ...(items.some(({ item }) => 'bonus' in item) ? [t('family.rules.bonus')] : []),
      ...groupCaps(grid).map(({ group, cap }) =>
        t('family.rules.groupCap', { group: this.nameOf(words, group), max: cap }),
      ),
      ...(grid.caps ?? []).map(({ codes, max }) =>
        t('family.rules.setCap', { max: max ?? 0, criteria: list(codes.map((code) => this.nameOf(words, code))) }),
      ),
      ...(typeof grid.totalCap === 'number' ? [t('family.rules.totalCap', { max: grid.totalCap })] : []),
    ];
  }

  private nameOf(words: Translator, code: string): string {
    return words.t(`family.plain.criterion.${code}`);
  }
}
