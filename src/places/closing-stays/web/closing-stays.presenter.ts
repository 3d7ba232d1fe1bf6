import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { emptyForm } from '../../../foundation/platform/web/index.js';
import { lastDayOf } from '../../placement/index.js';
import { sectionWords, Supply, type Provider } from '../../../offer/supply/index.js';
import type { ListedStay, NamedEnding, StaysOfClosing } from '../closing-stays.js';

type Model = Record<string, unknown>;

/** The page of the stays that go beyond a closing. */
@Injectable()
export class ClosingStaysPresenter {
  constructor(private readonly supply: Supply) {}

  model(words: Translator, provider: Provider, { ending, toCome, endings }: StaysOfClosing): Model {
    const { t } = words;
    return {
      title: t('closingStays.title'),
      provider: provider.name,
      back: `/offre/${provider.id}`,
      here: `/offre/${provider.id}/accueils-a-la-fermeture`,
      ending: {
        items: ending.map((stay) => ({
          families: [stay.placement.requestId ?? stay.placement.id],
          value: stay.placement.id,
          text: this.childWords(words, stay),
          hint: {
            text: t('closingStays.until', {
              from: stay.placement.from,
              day: stay.lastDay,
              planned: lastDayOf(stay.placement),
            }),
          },
        })),
      },
      toCome: toCome.map((stay) =>
        t('closingStays.begins', { child: this.childWords(words, stay), day: stay.placement.from }),
      ),
      endings: endings.map((row) => this.endingModel(words, provider, row)),
      form: emptyForm({ stays: ending.map(({ placement }) => placement.id) }),
    };
  }

  private endingModel({ t, instant }: Translator, provider: Provider, row: NamedEnding): Model {
    const { id, placementIds, endedAt, by, reason, undoneAt } = row;
    return {
      text: t('closingStays.ending', { count: placementIds.length, at: instant(endedAt), by: by ?? 'none', reason }),
      restored: undoneAt ? t('closingStays.restored', { at: instant(undoneAt) }) : null,
      restoreAction: undoneAt ? null : `/offre/${provider.id}/accueils-a-la-fermeture/${id}/retablir`,
    };
  }

  private childWords(words: Translator, { placement, number, name }: ListedStay): string {
    const section = this.supply.section(placement.sectionId);
    return words.t('closingStays.child', {
      kind: number ? 'family' : name ? 'name' : 'unknown',
      who: number ?? name ?? '',
      section: section ? sectionWords(words, section) : '',
    });
  }
}
