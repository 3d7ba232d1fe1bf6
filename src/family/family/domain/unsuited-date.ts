import { groupOfCode } from '../../../foundation/kernel/own-code.js';
import type { Instant } from '../../../foundation/kernel/time.js';

interface AnsweredOffer {
  readonly state: string;
  readonly madeAt: Instant;
  readonly answeredAt: Instant | null;
  readonly declineReason: string | null;
}

/** Whether an offer was declined because of the day on which care was to start. */
const isDateUnsuited = ({ state, declineReason }: Pick<AnsweredOffer, 'state' | 'declineReason'>): boolean =>
  state === 'declined' && groupOfCode(declineReason ?? '') === 'start_date';

/**
 * Whether a family has still to be led to the day from which it wants care: it declined its last offer because of the
 * date, and has changed no answer since.
 */
export function isDateToChange(
  offers: readonly AnsweredOffer[],
  history: readonly { readonly action: string; readonly at: Instant }[],
): boolean {
  const last = [...offers].sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1)).at(-1);
  return (
    last !== undefined &&
    isDateUnsuited(last) &&
    !history.some(({ action, at }) => action === 'amend' && at > (last.answeredAt ?? last.madeAt))
  );
}
