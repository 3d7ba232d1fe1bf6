import { Injectable } from '@nestjs/common';
import { addDays } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { figuresOf, type PeriodFigures } from '../domain/draft-differences.js';
import type { MovesView } from '../domain/expected-moves.js';
import { lackOf } from '../domain/staff-needs.js';
import { WEEKS_AHEAD, type WeekAhead } from '../domain/year-ahead.js';
import type { YearDraft } from '../persistence/year-draft.entity.js';
import type { TriedDraft } from '../year-drafts.js';
import { EajeWords } from './eaje-words.js';
import { movesSwitch, movesViewValue, yearQuery } from './moves-view.js';

/** A year is compared in quarters; the last one has the week that ends it. */
const QUARTER = 13;
const QUARTERS = Array.from({ length: 4 }, (_, index) => ({
  first: index * QUARTER,
  last: index === 3 ? WEEKS_AHEAD - 1 : (index + 1) * QUARTER - 1,
}));

/** Drafts side by side: a table by section and quarter. */
@Injectable()
export class DraftsComparedPresenter {
  constructor(private readonly say: EajeWords) {}

  /** @param open those that are compared, on the same year */
  model(
    words: Translator,
    provider: Provider,
    all: readonly YearDraft[],
    {
      open,
      view,
      wereTooMany,
    }: { readonly open: readonly TriedDraft[]; readonly view: MovesView; readonly wereTooMany: boolean },
  ): Record<string, unknown> {
    const { t, period } = words;
    const base = `/eaje/${provider.id}/annee`;
    const sections = open[0]?.sections ?? [];
    return {
      ...this.say.frame(words, provider, '/annee', t('eaje.draft.compareTitle')),
      back: base,
      action: `${base}/essais`,
      wereTooMany,
      passages: movesViewValue(view),
      moves: movesSwitch(words, view, (one) => {
        const query = new URLSearchParams({ essai: open.map(({ draft }) => draft.id) });
        for (const [name, value] of new URLSearchParams(yearQuery(one))) query.set(name, value);
        return `${base}/essais?${query}`;
      }),
      choices: all.map(({ id, name }) => ({ id, name, chosen: open.some(({ draft }) => draft.id === id) })),
      tables: sections.map(({ sectionId, before }) => ({
        caption: this.say.sectionById(words, sectionId),
        columns: [
          { text: t('eaje.draft.period') },
          { text: t('eaje.draft.today') },
          ...open.map(({ draft }) => ({ text: draft.name })),
        ],
        rows: QUARTERS.map(({ first, last }) => {
          const of = (weeks: readonly WeekAhead[]): PeriodFigures => figuresOf(weeks.slice(first, last + 1));
          const now = of(before);
          return [
            period({ from: before[first]!.monday, to: addDays(before[last]!.monday, 6) }),
            this.figures(words, now),
            ...open.map(({ sections: tried }) =>
              this.figures(words, of(tried.find((one) => one.sectionId === sectionId)!.after), now),
            ),
          ];
        }),
      })),
      drafts: open.map(({ draft, lacks, over, tried, staffing }) => ({
        name: draft.name,
        href: `${base}/essais/${draft.id}${yearQuery(view)}`,
        text: t('eaje.draft.compareLacks', {
          unseated: lacks.childrenUnseated,
          broken: lacks.broken.length,
          stale: tried.stale.size,
          staff: staffing.after.halfDays.filter((one) => lackOf(one) > 0).length,
          over: over ? 'yes' : 'no',
        }),
      })),
    };
  }

  private figures({ t, number }: Translator, { free, overfull }: PeriodFigures, now?: PeriodFigures): object {
    if (free === null) return { text: t('eaje.draft.closedThen') };
    const rounded = Math.round(free * 10) / 10;
    const change = now?.free == null ? 0 : Math.round((free - now.free) * 10) / 10;
    const sign = change > 0 ? `+${number(change)}` : change < 0 ? `−${number(-change)}` : '';
    const said = t('eaje.draft.figures', { free: number(rounded), count: rounded, overfull });
    return { text: sign ? `${said} (${sign})` : said };
  }
}
