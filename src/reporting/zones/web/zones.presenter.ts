import { Injectable } from '@nestjs/common';
import { FIRST_LANGUAGE } from '../../../foundation/kernel/language.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Territory } from '../../../territory/territory/index.js';
import type { ReadFigure } from '../domain/declared-figure.js';
import {
  fewestPlaces,
  groupFacts,
  measureGroup,
  measureZone,
  type ZoneFacts,
  type ZoneMeasures,
} from '../domain/zone-measures.js';
import type { ChildrenCount } from '../persistence/zones.entities.js';
import type { ZonePicture } from '../zone-figures.js';
import { figureTable } from './figure-tables.js';
import { rangeWords, tensionWords } from './zone-words.js';

/** Need and offer as tables: a figure, a dash where it is not known, and a tag where a zone is white. */
@Injectable()
export class ZonesPresenter {
  constructor(private readonly territory: Territory) {}

  page(
    words: Translator,
    picture: ZonePicture,
    figures: readonly ReadFigure[],
    mayDraw: boolean,
  ): Record<string, unknown> {
    const { t } = words;
    const measured = picture.zones.map((facts) => ({ facts, measures: measureZone(facts, picture.rules) }));
    const codes = picture.zones.map(({ communeCode }) => communeCode);
    const whole = groupFacts('', picture.zones, picture.nearbyOf(codes));
    const total = measureGroup(whole, picture.zones, picture.rules);
    const white = measured.filter(({ measures }) => measures.white.length > 0);
    const rules = { km: picture.radiusKm, places: picture.rules.places, tension: picture.rules.tension };
    const [offer, tension] = figures.map((one) =>
      figureTable(
        words,
        one,
        { of: 'commune', head: t('zones.column.commune'), nameOf: (code) => this.communeName(code) },
        rules,
      ),
    );
    return {
      title: t('zones.title'),
      at: picture.at,
      mayDraw,
      lead: this.leadSentence(words, whole, white.length),
      figures: [
        {
          number: whole.familiesWithout,
          label: t('zones.figure.without'),
          hint: '',
          tone: whole.familiesWithout > 0 ? 'action' : '',
        },
        {
          number: tensionWords(words, total.tension),
          label: t('zones.figure.tension'),
          hint: t('zones.hint.tension', { count: total.nothingFree }),
        },
        { number: rangeWords(words, total.need), label: t('zones.figure.need'), hint: t('zones.hint.need') },
        { number: white.length, label: t('zones.figure.white'), hint: this.rulesSentence(words, picture) },
      ],
      fewest: this.fewestSentence(words, measured),
      offer,
      tension,
      sources: this.sourceLines(words, picture.counts),
      definitions: figures.flatMap(({ sentences }) =>
        sentences.map(({ name, text }) => ({ name: t(name), text: t(text, rules) })),
      ),
    };
  }

  countsModel(words: Translator, counts: ReadonlyMap<string, ChildrenCount>): Record<string, unknown> {
    const { t } = words;
    return {
      title: t('zones.counts.title'),
      known: {
        caption: t('zones.counts.known'),
        columns: [
          { text: t('zones.column.commune') },
          { text: t('zones.counts.code') },
          { text: t('zones.column.children'), numeric: true },
          { text: t('zones.counts.year'), numeric: true },
          { text: t('zones.counts.source') },
        ],
        rows: this.territory.communes().map(({ code, name }) => {
          const count = counts.get(code);
          return [name, code, count?.children ?? '–', count?.year ?? '–', count ? sourceOf(words, count) : '–'];
        }),
      },
    };
  }

  private communeName(code: string): string {
    return this.territory.commune(code)?.name ?? code;
  }

  private leadSentence({ t }: Translator, whole: ZoneFacts, white: number): string {
    return t('zones.lead', {
      families: whole.familiesWithout,
      wanted: whole.halfDaysWanted,
      free: whole.halfDaysFree,
      white,
    });
  }

  private fewestSentence(
    words: Translator,
    measured: readonly { readonly facts: ZoneFacts; readonly measures: ZoneMeasures }[],
  ): string | null {
    const fewest = fewestPlaces(measured);
    return (
      fewest &&
      words.t('zones.fewest', {
        commune: this.communeName(fewest.zone.facts.communeCode),
        per100: words.number(round(fewest.per100)),
        children: fewest.zone.facts.childrenUnderThree ?? 0,
      })
    );
  }

  private rulesSentence({ t }: Translator, { radiusKm, rules }: ZonePicture): string {
    return t('zones.hint.white', { km: radiusKm, places: rules.places, tension: rules.tension });
  }

  private sourceLines(words: Translator, counts: ReadonlyMap<string, ChildrenCount>): SourceLine[] {
    const lines = [...counts.values()].map((count) => ({ ...sourceOf(words, count), year: count.year }));
    return [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()];
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;

interface SourceLine {
  readonly text: string;
  readonly lang: string;
  readonly hint: string;
  readonly year: string;
}

/** People of the territory write where a count comes from, in its language. */
const sourceOf = ({ t }: Translator, { source, estimated }: ChildrenCount): Omit<SourceLine, 'year'> => ({
  text: source,
  lang: FIRST_LANGUAGE,
  hint: estimated ? t('zones.estimated') : '',
});
