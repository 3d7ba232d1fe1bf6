import type { ChoiceList, EntryRule } from '../../../foundation/platform/choices/index.js';
import { REASONS } from '../domain/request-lifecycle.js';

/** A family can always answer, without a reason of the list and without any. */
const KEPT = ['other', 'unsaid'];
const CHOSEN_BY_FAMILIES = [REASONS.decline, REASONS.giveUp, REASONS.withdraw].flatMap((codes) => codes ?? []);

const ruleOf = (code: string): EntryRule =>
  KEPT.includes(code) ? 'kept' : CHOSEN_BY_FAMILIES.includes(code) ? 'free' : 'bound';

/** The reasons of moves. Those of a decision are bound to what a session checks (`reason-facts.ts` of commission). */
export const REASON_LIST: ChoiceList = {
  name: 'reason',
  prefix: 'reason.',
  entries: new Map(
    [...new Set([...CHOSEN_BY_FAMILIES, ...Object.values(REASONS).flat()])].map((code) => [code, ruleOf(code)]),
  ),
};
