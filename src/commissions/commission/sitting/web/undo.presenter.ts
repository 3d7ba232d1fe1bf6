import { Injectable } from '@nestjs/common';
import { timeOf } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import type { ListedAct } from '../../persistence/decision-acts.queries.js';
import type { ReadAct } from '../decision-acts.js';
import type { Sitting } from '../session-queries.js';
import { UNDECIDED } from '../sitting-board.js';
import { CasePresenter } from './case.presenter.js';

/** What can be undone: its buttons on the screen, and the page that asks about what was decided since. */
@Injectable()
export class UndoPresenter {
  constructor(private readonly cases: CasePresenter) {}

  /** The latest act is undone at one press. An earlier one is looked at first. */
  buttons(words: Translator, { session, acts }: Sitting): { href: string; text: string; isLatest: boolean }[] {
    return acts.map((act, index) => ({
      href: hrefOf(session.id, act.id),
      text: actWords(words, act),
      isLatest: index === 0,
    }));
  }

  model(words: Translator, sitting: Sitting, { act, untouched, changed }: ReadAct): Record<string, unknown> {
    const { t } = words;
    return {
      id: sitting.session.id,
      version: sitting.session.version,
      action: hrefOf(sitting.session.id, act.id),
      heading: actWords(words, act),
      isUndone: act.undoneAt !== null,
      untouchedText: t('commission.undo.untouched', { count: untouched.length }),
      changedText: changed.length > 0 ? t('commission.undo.changedText', { count: changed.length }) : null,
      table: {
        caption: t('commission.undo.caption'),
        columns: ['number', 'now', 'after'].map((name) => ({ text: t(`commission.undo.column.${name}`) })),
        rows: changed.map(({ line, before }) => [
          line.agendaNumber,
          { tag: this.cases.outcomeWords(words, sitting, line) },
          before
            ? { tag: this.cases.outcomeWords(words, sitting, { ...line, ...UNDECIDED, ...before }) }
            : t('commission.sitting.todo'),
        ]),
      },
      choices: (['leave', 'restore'] as const).map((value) => ({ value, text: t(`commission.undo.${value}`) })),
    };
  }
}

const hrefOf = (sessionId: string, actId: string): string => `/commissions/${sessionId}/seance/actes/${actId}/annuler`;

const actWords = ({ t, time }: Translator, { kind, number, cases, at }: ListedAct): string =>
  t(`commission.undo.${kind}`, { number: number ?? 0, count: cases, time: time(timeOf(at)) });
