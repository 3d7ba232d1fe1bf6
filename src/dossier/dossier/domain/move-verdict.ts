import { groupOfCode } from '../../../foundation/kernel/own-code.js';
import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { REASONS } from './request-lifecycle.js';
import type { RequestFacts } from './request-guards.js';
import { REQUEST_ACTION_NAMES, ruleOf, type LifecycleActor, type RequestAction } from './request-lifecycle.js';
import type { RequestState } from './request-states.js';

/**
 * The actions that are possible on an arrival before it is judged. Its sender may still change or withdraw it, but
 * nobody gives it a place.
 */
const OF_AN_ARRIVAL: readonly RequestAction[] = ['join', 'unjoin', 'amend', 'confirm', 'withdraw'];

export type MoveVerdict =
  { readonly ok: true; readonly to: RequestState } | { readonly ok: false; readonly refusal: Refusal };

/** Whether `actor` may do `action` to a request in `state`, and where that leads. */
export function judgeMove(
  state: RequestState,
  action: RequestAction,
  actor: LifecycleActor,
  facts: RequestFacts,
  options: { reason?: string; choice?: string } = {},
): MoveVerdict {
  const rule = ruleOf(action);
  if (!rule.actors.includes(actor)) return { ok: false, refusal: refuse('request.notYours', { action }) };
  if (!rule.from.includes(state)) return { ok: false, refusal: refuse('request.wrongState', { action, state }) };
  if (facts.arrival && !OF_AN_ARRIVAL.includes(action)) return { ok: false, refusal: refuse('request.arrival') };
  const reasons = REASONS[action];
  const saysWhy = rule.reasoned || options.reason !== undefined;
  if (reasons && saysWhy && !reasons.includes(groupOfCode(options.reason ?? '')))
    return { ok: false, refusal: refuse('request.reasonNeeded') };
  for (const guard of rule.guards) {
    const refusal = guard(facts);
    if (refusal) return { ok: false, refusal };
  }
  const to = typeof rule.to === 'function' ? rule.to(facts, options.choice, state) : rule.to;
  return { ok: true, to: to === 'same' ? state : to };
}

/**
 * The actions to show as buttons: those that are legal from this state for this actor. The guards may still refuse
 * them.
 * @param isArrival whether nobody has said yet that the request belongs to the known family
 */
export const actionsFor = (state: RequestState, actor: LifecycleActor, isArrival = false): RequestAction[] =>
  REQUEST_ACTION_NAMES.filter(
    (action) =>
      ruleOf(action).actors.includes(actor) &&
      ruleOf(action).from.includes(state) &&
      (!isArrival || OF_AN_ARRIVAL.includes(action)),
  );
