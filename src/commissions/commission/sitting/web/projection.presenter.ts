import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { CaseLine } from '../../persistence/case-line.queries.js';
import { SessionQueries, type Sitting } from '../session-queries.js';
import { CasePresenter } from './case.presenter.js';
import { ClaimsPresenter } from './claims.presenter.js';
import { SittingPresenter } from './sitting.presenter.js';

/** How many of the following cases are announced. */
const NEXT = 5;
/** The most numbers shown. A wall with more is hard to read. */
const MOST_NUMBERS = 12;
/** The most wishes, reasons and lines of points of one case. The wall is never scrolled; the members have the whole list before them. */
const MOST_WISHES = 3;
const MOST_REASONS = 2;
const MOST_LINES = 4;

/**
 * What the room sees on the wall: the case that is being discussed, its proposal, the next cases and the totals. It
 * names nobody, no member either, has no button, and always fits on one screen.
 */
@Injectable()
export class ProjectionPresenter {
  constructor(
    private readonly queries: SessionQueries,
    private readonly cases: CasePresenter,
    private readonly sitting: SittingPresenter,
    private readonly claims: ClaimsPresenter,
  ) {}

  async model(words: Translator, sitting: Sitting): Promise<Record<string, unknown>> {
    const { t } = words;
    const live = sitting.agenda.filter(({ state }) => state === 'frozen');
    const claims = this.claims.countRemaining(sitting);
    const [called, ...others] = live.filter(({ decision }) => decision === null);
    const changed = live
      .filter((line) => this.sitting.hasChanged(sitting, line))
      .map(({ agendaNumber }) => agendaNumber)
      .sort((a, b) => a - b)
      .slice(0, MOST_NUMBERS);
    return {
      ...this.sitting.summary(words, sitting),
      case: called ? await this.called(words, sitting, called) : null,
      next: others
        .slice(0, NEXT)
        .map((line) => ({
          number: t('commission.projection.number', { number: line.agendaNumber }),
          outcome: this.cases.outcomeWords(words, sitting, line)?.text ?? '',
        })),
      changedText: changed.length > 0 ? t('commission.projection.changed', { numbers: changed.join(', ') }) : null,
      claimsText: claims > 0 ? t('commission.projection.claims', { count: claims }) : null,
    };
  }

  private async called(words: Translator, sitting: Sitting, line: CaseLine): Promise<object | null> {
    const [candidacy] = await this.queries.readDetails([line]);
    if (!candidacy) return null;
    const name = words.t('commission.projection.current', { number: candidacy.agendaNumber });
    const explained = sitting.prepared?.now.explained([candidacy.dossierId]);
    const { child, commune, entry, need, points, lines, wishes, misses, outcome } = this.cases.model(
      words,
      sitting,
      candidacy,
      explained,
    );
    return {
      child,
      commune,
      entry,
      need,
      points,
      outcome,
      lines: lines.slice(0, MOST_LINES).join(' · '),
      wishes: wishes.slice(0, MOST_WISHES),
      moreWishes:
        wishes.length > MOST_WISHES
          ? words.t('commission.projection.moreWishes', { count: wishes.length - MOST_WISHES })
          : null,
      misses: misses.slice(0, MOST_REASONS),
      partial: this.cases.uncovered(words, sitting, candidacy),
      name,
      rankText: words.t('commission.projection.rank', { rank: candidacy.rank ?? 0 }),
    };
  }
}
