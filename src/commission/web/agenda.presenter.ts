import { Injectable } from '@nestjs/common';
import { dayOf } from '../../kernel/time.js';
import { SessionReads, type Sitting } from '../session-reads.js';
import { casePage } from './case-pages.js';
import { CasePresenter } from './case.presenter.js';
import type { Translator } from '../../platform/i18n/index.js';

/** The anonymised agenda, as members read it before they sit. */
@Injectable()
export class AgendaPresenter {
  constructor(
    private readonly cases: CasePresenter,
    private readonly reads: SessionReads,
  ) {}

  async model(words: Translator, sitting: Sitting, page?: string): Promise<Record<string, unknown>> {
    const { session, body } = sitting;
    const { t, fullDay } = words;
    const { cases, explained, pages } = await casePage(sitting, sitting.agenda, page === undefined ? {} : { page }, `/commissions/${session.id}/ordre-du-jour`, (shown) => this.reads.details(shown));
    return {
      id: session.id, pages, count: sitting.agenda.length,
      heading: t('commission.agenda.title', { body: body.name, day: fullDay(dayOf(session.startsAt)) }),
      frozen: session.frozenAt !== null,
      prepared: sitting.prepared !== null,
      cases: cases.map((one) => this.cases.model(words, sitting, one, explained)),
    };
  }
}
