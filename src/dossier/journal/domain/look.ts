import type { Day } from '../../../foundation/kernel/time.js';
import { addMonths, daysBetween } from '../../../foundation/kernel/time.js';

/** Why somebody looks in the journal. */
export const LOOK_REASONS = ['family', 'complaint', 'alert', 'check', 'authority'] as const;
export type LookReason = (typeof LOOK_REASONS)[number];

/** The acts that a look may ask for, as the journal spells them. What it finds otherwise may be any act. */
export const LOOKED_ACTS = [
  'request.read',
  'dossier.read',
  'draft.read',
  'placement.read',
  'list.read',
  'file.read',
  'candidacy.unmask',
  'request.unmask',
  'page.read-failed',
  'account.sign-in',
  'account.sign-in-failed',
  'reading.confirm',
  'reading.stop',
  'reading.unanswered',
  'journal.read',
] as const;
export type LookedAct = (typeof LOOKED_ACTS)[number];

/** What a look asks for. Whatever is given narrows it; the period is always given. */
export interface Look {
  readonly reason: LookReason;
  /** In the words of who looks, without the name of a family. */
  readonly text: string;
  readonly since: Day;
  /** The last day. */
  readonly until: Day;
  readonly accountId?: string;
  readonly number?: string;
  readonly act?: LookedAct;
}

type Facts = Readonly<Record<string, string | number | boolean>>;

/** A look as the journal keeps it. */
export const factsOfLook = ({ reason, text, since, until, accountId, number, act }: Look): Record<string, string> => ({
  reason,
  text,
  since,
  until,
  ...(accountId === undefined ? {} : { account: accountId }),
  ...(number === undefined ? {} : { dossier: number }),
  ...(act === undefined ? {} : { act }),
});

/** The look that a line of the journal keeps. */
export function lookOfFacts(facts: Facts): Look {
  const [accountId, number, act] = ['account', 'dossier', 'act'].map((name) => facts[name]);
  return {
    reason: facts['reason'] as LookReason,
    text: String(facts['text']),
    since: String(facts['since']),
    until: String(facts['until']),
    ...(accountId === undefined ? {} : { accountId: String(accountId) }),
    ...(number === undefined ? {} : { number: String(number) }),
    ...(act === undefined ? {} : { act: act as LookedAct }),
  };
}

/** What is wrong with a period; null when nothing is. */
export const periodFault = (since: Day, until: Day): 'backwards' | 'long' | null =>
  daysBetween(since, until) < 0 ? 'backwards' : until > addMonths(since, MOST_MONTHS) ? 'long' : null;

/** No reading is kept longer than twelve months, so that a longer period asks for nothing more. */
const MOST_MONTHS = 13;
