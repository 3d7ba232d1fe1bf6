import { addDays, type Day } from '../../../foundation/kernel/time.js';
import { isOpen, type RequestState } from './request-states.js';

/** What has to happen next, with a day and an owner. Every open request has a next act (domain.md §5). */
export const NEXT_ACTS = [
  'take_up',
  'orient',
  'first_contact',
  'complete',
  'list',
  'urgent_place',
  'session',
  'confirm',
  'answer_offer',
  'complete_solution',
  'ring',
  'reach',
] as const;
export type NextActCode = (typeof NEXT_ACTS)[number];
export type NextActOwner = 'desk' | 'family' | 'commission';

export interface NextAct {
  readonly code: NextActCode;
  readonly due: Day;
  readonly owner: NextActOwner;
}

/** Days allowed for each act. The territory promises them to families. */
export const ACT_DAYS = {
  take_up: 3,
  orient: 7,
  first_contact: 14,
  complete: 10,
  list: 14,
  urgent_place: 2,
  confirm: 90,
  complete_solution: 30,
  reach: 2,
} as const;

/** An emergency is read, and a way is chosen, within a day. */
export const URGENT_DAYS = 1;

/**
 * @param known the day of the session, or of the offer's deadline, when the move set one; `uncontacted` for a family
 * that came with a list and was never written to: its desk writes first (domain.md §4); `urgent` for an emergency;
 * `emergencyOnly` where it was oriented to no commission: a director gives the place, and its desk sees to it
 * @returns null for a closed request
 */
export function nextActOf(
  state: RequestState,
  today: Day,
  known: {
    sessionDay?: Day;
    offerDeadline?: Day;
    uncontacted?: boolean;
    urgent?: boolean;
    emergencyOnly?: boolean;
  } = {},
): NextAct | null {
  if (!isOpen(state)) return null;
  const within = (code: keyof typeof ACT_DAYS, owner: NextActOwner): NextAct => ({
    code,
    due: addDays(today, ACT_DAYS[code]),
    owner,
  });
  const soon = (code: 'take_up' | 'orient'): NextAct =>
    known.urgent ? { code, due: addDays(today, URGENT_DAYS), owner: 'desk' } : within(code, 'desk');
  switch (state) {
    case 'submitted':
      return soon('take_up');
    case 'in_triage':
      return soon('orient');
    case 'incomplete':
      return known.uncontacted ? within('first_contact', 'desk') : within('complete', 'family');
    case 'oriented':
      return within(known.emergencyOnly ? 'urgent_place' : 'list', 'desk');
    case 'before_commission':
      return { code: 'session', due: known.sessionDay ?? addDays(today, ACT_DAYS.list), owner: 'commission' };
    case 'offered':
      return { code: 'answer_offer', due: known.offerDeadline ?? addDays(today, ACT_DAYS.complete), owner: 'family' };
    case 'partly_placed':
      return within('complete_solution', 'desk');
    default:
      return within('confirm', 'family');
  }
}

/**
 * The act that follows when a message reached nobody. Somebody has to find another way before the act that was due,
 * and within two days.
 */
export function reachBefore(act: NextAct, today: Day): NextAct {
  const soon = addDays(today, ACT_DAYS.reach);
  return { code: 'reach', due: act.due > soon ? soon : act.due < today ? today : act.due, owner: 'desk' };
}
