import { Injectable } from '@nestjs/common';
import { tieBreakWords, type CriteriaGrid } from '../../../admission/index.js';
import { dayOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { SessionQueries, type Sitting } from '../session-queries.js';
import { casePage } from './case-pages.js';
import { CasePresenter } from './case.presenter.js';

/** The anonymised agenda, as members read it before they sit. */
@Injectable()
export class AgendaPresenter {
  constructor(
    private readonly cases: CasePresenter,
    private readonly queries: SessionQueries,
  ) {}

  async model(words: Translator, sitting: Sitting, page?: string): Promise<Record<string, unknown>> {
    const { session, body, grid } = sitting;
    const { t, fullDay } = words;
    const { cases, explained, pages } = await casePage(
      sitting,
      sitting.agenda,
      page === undefined ? {} : { page },
      `/commissions/${session.id}/ordre-du-jour`,
      (shown) => this.queries.readDetails(shown),
    );
    return {
      id: session.id,
      pages,
      count: sitting.agenda.length,
      heading: t('commission.agenda.title', { body: body.name, day: fullDay(dayOf(session.startsAt)) }),
      tie: grid && t('commission.agenda.tie', { tie: tieBreakWords(words, (grid.content as CriteriaGrid).tieBreak) }),
      frozen: session.frozenAt !== null,
      drawn: session.numbersSeed && t('commission.agenda.drawn', { seed: session.numbersSeed }),
      prepared: sitting.prepared !== null,
      cases: cases.map((candidacy) => this.cases.model(words, sitting, candidacy, explained)),
    };
  }
}
