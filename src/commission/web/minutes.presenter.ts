import { Injectable } from '@nestjs/common';
import { dayOf } from '../../kernel/time.js';
import { rulesOf } from '../domain/sitting-rules.js';
import type { CaseLine } from '../persistence/case-line.queries.js';
import type { Candidacy } from '../persistence/commission.entities.js';
import { SessionReads, type Sitting } from '../session-reads.js';
import { CasePresenter } from './case.presenter.js';
import { ClaimsPresenter } from './claims.presenter.js';
import { RulesPresenter } from './rules.presenter.js';
import type { Translator } from '../../platform/i18n/index.js';

/** The first minutes: counts, and the decision of each case by its number on the agenda. */
@Injectable()
export class MinutesPresenter {
  constructor(
    private readonly cases: CasePresenter,
    private readonly rules: RulesPresenter,
    private readonly claims: ClaimsPresenter,
    private readonly reads: SessionReads,
  ) {}

  async model(words: Translator, sitting: Sitting): Promise<Record<string, unknown>> {
    const { session, body, agenda, prepared } = sitting;
    const { t, fullDay, instant } = words;
    return {
      id: session.id,
      heading: t('commission.minutes.title', { body: body.name, day: fullDay(dayOf(session.startsAt)) }),
      closed: session.closedAt ? t('commission.minutes.intro', { instant: instant(session.closedAt) }) : null,
      figures: this.figures(words, agenda),
      table: this.table(words, sitting, [...agenda].sort((a, b) => a.agendaNumber - b.agendaNumber)),
      claims: this.claims.left(words, await this.reads.details(agenda)),
      rules: this.rules.lines(words, rulesOf(session)),
      tieBreak: prepared ? t('commission.minutes.tieBreak', { seed: prepared.kept.seed }) : null,
    };
  }

  private figures(words: Translator, agenda: readonly CaseLine[]): { number: string; label: string }[] {
    const { t, number } = words;
    const count = (states: Candidacy['state'][]): string => number(agenda.filter((one) => states.includes(one.state)).length);
    return [
      { number: count(['admitted']), label: t('commission.sitting.admitted') },
      { number: count(['waiting']), label: t('commission.sitting.waiting') },
      { number: count(['deferred', 'refused']), label: t('commission.sitting.other') },
      { number: count(['without_object', 'withdrawn']), label: t('commission.outcome.without_object') },
    ];
  }

  private table(words: Translator, sitting: Sitting, agenda: readonly CaseLine[]): Record<string, unknown> {
    const { t } = words;
    const names = ['commission.agenda.number', 'commission.agenda.rank', 'commission.agenda.points', 'commission.agenda.decision', 'commission.minutes.reason', 'commission.minutes.departure'];
    return {
      caption: t('commission.minutes.caption'),
      columns: names.map((name) => ({ text: t(name) })),
      rows: agenda.map((one) => {
        const outcome = this.cases.outcome(words, sitting, one);
        const reason = one.reason ? t(`reason.${one.reason}`) : null;
        const reoffered = one.reofferedFromId ? t('commission.minutes.reoffered') : undefined;
        return [
          one.agendaNumber, one.rank ?? '', one.points ?? '', outcome ? { tag: outcome, hint: reoffered } : '', reason ?? '',
          one.kept === false ? t('commission.minutes.yes') : '',
        ];
      }),
    };
  }
}
