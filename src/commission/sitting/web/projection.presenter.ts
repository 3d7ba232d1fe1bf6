import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../platform/i18n/index.js';
import type { CaseLine } from '../../persistence/case-line.queries.js';
import { SessionQueries, type Sitting } from '../session-queries.js';
import { CasePresenter } from './case.presenter.js';
import { SittingPresenter } from './sitting.presenter.js';

/** How many of the following cases are announced. */
const NEXT = 4;
/** The most numbers shown. A wall with more is hard to read. */
const MOST_NUMBERS = 20;

/**
 * What the room sees on the wall: the case that is being discussed, its proposal, the places left and the other
 * proposals. It has no name and no button.
 */
@Injectable()
export class ProjectionPresenter {
  constructor(
    private readonly queries: SessionQueries,
    private readonly cases: CasePresenter,
    private readonly sitting: SittingPresenter,
  ) {}

  async model(words: Translator, sitting: Sitting): Promise<Record<string, unknown>> {
    const { t } = words;
    const live = sitting.agenda.filter(({ state }) => state === 'frozen');
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
        .map((line) =>
          t('commission.projection.nextText', {
            number: line.agendaNumber,
            outcome: this.cases.outcomeWords(words, sitting, line)?.text ?? '',
          }),
        ),
      changedText: changed.length > 0 ? t('commission.projection.changed', { numbers: changed.join(', ') }) : null,
    };
  }

  private async called(words: Translator, sitting: Sitting, line: CaseLine): Promise<object | null> {
    const [candidacy] = await this.queries.readDetails([line]);
    if (!candidacy) return null;
    const name = words.t('commission.projection.current', { number: candidacy.agendaNumber });
    return {
      ...this.sitting.caseRow(words, sitting, candidacy, sitting.prepared?.now.explained([candidacy.dossierId])),
      name,
      rankText: words.t('commission.projection.rank', { rank: candidacy.rank ?? 0 }),
    };
  }
}
