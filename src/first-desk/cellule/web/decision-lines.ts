import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { isOverdue } from '../domain/cellule-decisions.js';
import type { CelluleDecision } from '../persistence/cellule-decision.entity.js';

/** Decisions as a page lists them. */
export function decisionLines(
  { t, day }: Translator,
  decisions: readonly CelluleDecision[],
  today: Day,
): Record<string, unknown>[] {
  return decisions.map((decision) => {
    const { id, kind, note, dueOn, decidedAt, outcome, outcomeAt } = decision;
    const late = isOverdue(decision, today);
    return {
      id,
      title: t(`cellule.kind.${kind}`),
      note,
      when: t('cellule.decidedOn', { day: dayOf(decidedAt), due: dueOn }),
      open: outcome === null,
      tag:
        outcome === null
          ? { text: t(late ? 'cellule.state.late' : 'cellule.state.open'), tone: late ? 'action' : 'info' }
          : { text: t(`cellule.state.${outcome}`), tone: outcome === 'done' ? 'success' : 'neutral' },
      outcome: outcomeAt === null ? null : t('cellule.saidOn', { day: day(dayOf(outcomeAt)) }),
    };
  });
}
