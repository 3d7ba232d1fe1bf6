import { Injectable } from '@nestjs/common';
import { dayOf, timeOf } from '../../kernel/time.js';
import { isComing, type SessionState } from '../domain/session-lifecycle.js';
import type { SessionRow } from '../session-reads.js';
import { Sentences } from './sentences.js';

export const TONES: Record<SessionState, string> = {
  planned: 'neutral', called: 'info', frozen: 'info', prepared: 'action', open: 'action', closed: 'success', signed: 'success', cancelled: 'neutral',
};

/** The calendar of all bodies as tables. */
@Injectable()
export class CalendarPresenter {
  constructor(private readonly say: Sentences) {}

  tables(rows: readonly SessionRow[]): Record<string, unknown> {
    const coming = rows.filter(({ session }) => isComing(session.state));
    const past = rows.filter(({ session }) => !isComing(session.state)).reverse();
    return {
      coming: coming.length > 0 ? this.table('commission.calendar.coming', coming) : null,
      past: past.length > 0 ? this.table('commission.calendar.past', past) : null,
      conflicts: coming.flatMap(({ conflict }) => (conflict ? [this.say.refusal(conflict)] : [])),
    };
  }

  private table(caption: string, rows: readonly SessionRow[]): Record<string, unknown> {
    const { t } = this.say.translator;
    return {
      caption: t(caption),
      columns: [
        { text: t('commission.calendar.date') }, { text: t('commission.calendar.body') }, { text: t('commission.calendar.state') },
        { text: t('commission.calendar.cases'), numeric: true }, { text: t('commission.calendar.next') },
      ],
      rows: rows.map((row) => this.cells(row)),
    };
  }

  private cells({ session, body, cases, tasks, conflict }: SessionRow): unknown[] {
    const { t, fullDay, time, shortInstant } = this.say.translator;
    const next = tasks.find(({ state }) => state === 'waiting');
    return [
      { text: fullDay(dayOf(session.startsAt)), href: `/commissions/${session.id}`, hint: `${time(timeOf(session.startsAt))}, ${session.room}` },
      body.name,
      { tag: conflict ? { text: t('commission.calendar.conflict'), tone: 'danger' } : { text: t(`commission.state.${session.state}`), tone: TONES[session.state] } },
      cases,
      next ? { text: t(`commission.task.${next.task}`), hint: shortInstant(next.at) } : '',
    ];
  }
}
