import { Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Refusal } from '../../../foundation/kernel/refusal.js';
import { isDay } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { FieldError } from '../../../foundation/platform/web/index.js';
import { compareGrids, entriesOf, isDifference } from '../domain/compare-grids.js';
import { standingOf, type GridStanding } from '../domain/grid-standing.js';
import type { CriteriaGrid } from '../domain/grid.js';
import { judgeGrid } from '../domain/judge-grid.js';
import type { CriteriaGridRow } from '../persistence/admission.entities.js';
import { aloneModel, changesTable, faultItems, gridTable } from './grid-lines.presenter.js';

const TONES: Record<GridStanding, string> = {
  draft: 'action',
  coming: 'info',
  in_force: 'success',
  retired: 'neutral',
};

const contentOf = (row: CriteriaGridRow): CriteriaGrid => row.content as CriteriaGrid;

/** Versions of the grid as pages. */
@Injectable()
export class GridsPresenter {
  constructor(private readonly clock: Clock) {}

  listModel(words: Translator, rows: readonly CriteriaGridRow[]): Record<string, unknown> {
    const { t, day } = words;
    return {
      versions: rows.map((row) => ({ id: row.id, name: this.nameOf(words, row) })),
      table: {
        caption: t('grid.list.caption'),
        captionHidden: true,
        columns: [
          { text: t('grid.list.version') },
          { text: t('grid.list.state') },
          { text: t('grid.list.from') },
          { text: t('grid.list.deliberation') },
        ],
        rows: rows.map((row) => [
          { text: this.nameOf(words, row), href: `/grilles/${row.id}`, hint: contentOf(row).source },
          { tag: this.stateOf(words, row) },
          {
            text: row.inForceFrom ? day(row.inForceFrom) : '–',
            ...(row.retiredFrom ? { hint: t('grid.list.until', { day: day(row.retiredFrom) }) } : {}),
          },
          row.deliberation ? { text: row.deliberation, hint: row.deliberatedOn ? day(row.deliberatedOn) : '' } : '–',
        ]),
      },
      choices: rows.map((row) => ({
        value: row.id,
        text: `${this.nameOf(words, row)} – ${t(`grid.state.${this.standing(row)}`)}`,
      })),
    };
  }

  gridModel(words: Translator, row: CriteriaGridRow, current: { id: string } | null): Record<string, unknown> {
    const { t, day } = words;
    const content = contentOf(row);
    const faults = row.status === 'draft' ? judgeGrid(content) : [];
    return {
      ...this.head(words, row),
      table: gridTable(words, entriesOf(content)),
      rows: [
        { key: t('grid.show.name'), value: content.source },
        ...(row.inForceFrom ? [{ key: t('grid.list.from'), value: day(row.inForceFrom) }] : []),
        ...(row.retiredFrom ? [{ key: t('grid.show.retired'), value: day(row.retiredFrom) }] : []),
        ...(row.deliberation
          ? [
              {
                key: t('grid.list.deliberation'),
                value: row.deliberatedOn
                  ? t('grid.show.voted', { number: row.deliberation, day: day(row.deliberatedOn) })
                  : row.deliberation,
              },
            ]
          : []),
      ],
      isDraft: row.status === 'draft',
      faults: faultItems(words, faults, `/grilles/${row.id}/modifier`),
      alone: aloneModel(words, content),
      compareWith: current && current.id !== row.id ? `/grilles/comparer?avant=${current.id}&apres=${row.id}` : null,
    };
  }

  comparison(words: Translator, before: CriteriaGridRow, after: CriteriaGridRow): Record<string, unknown> {
    const changes = compareGrids(contentOf(before), contentOf(after));
    const differences = changes.filter(isDifference);
    return {
      title: words.t('grid.compare.title'),
      count: words.t('grid.compare.count', { count: differences.length }),
      table: changesTable(words, differences, this.nameOf(words, before), this.nameOf(words, after)),
      same: gridTable(
        words,
        changes.filter((change) => !isDifference(change)).map(({ after: entry }) => entry!),
        words.t('grid.compare.same'),
      ),
    };
  }

  /** The heading that all pages of one version share. */
  head(words: Translator, row: CriteriaGridRow): Record<string, unknown> {
    return { id: row.id, revision: row.revision, title: this.nameOf(words, row), state: this.stateOf(words, row) };
  }

  refusalSentence(words: Translator, { code, facts }: Refusal): string {
    return words.t(`refusal.${code}`, this.factsOf(words, facts));
  }

  asError(words: Translator, field: string, { code, facts }: Refusal): FieldError {
    return { field, message: `refusal.${code}`, args: this.factsOf(words, facts) };
  }

  private factsOf(words: Translator, facts: Refusal['facts']): Record<string, string | number> {
    return Object.fromEntries(
      Object.entries(facts ?? {}).map(([name, value]) => [name, isDay(value) ? words.day(value) : (value ?? '')]),
    );
  }

  private standing(row: CriteriaGridRow): GridStanding {
    return standingOf(row, this.clock.today());
  }

  private stateOf(words: Translator, row: CriteriaGridRow): { text: string; tone: string } {
    const standing = this.standing(row);
    return { text: words.t(`grid.state.${standing}`), tone: TONES[standing] };
  }

  private nameOf(words: Translator, { version }: CriteriaGridRow): string {
    return words.t('grid.version', { version });
  }
}
