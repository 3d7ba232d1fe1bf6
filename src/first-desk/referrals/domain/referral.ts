import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import { addDays, addMonths, type Day } from '../../../foundation/kernel/time.js';

/** The kinds of services that send families to the desk. */
export const PARTNER_KINDS = ['pmi', 'maternity', 'ccas', 'france_travail', 'other'] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];

/** What the family would like to talk about: chosen and never typed, so that nothing of its health is written. */
export const TOPICS = ['care_kinds', 'request', 'urgent', 'back_to_work', 'cost', 'other'] as const;
export type Topic = (typeof TOPICS)[number];

export const CALL_TIMES = ['any', 'morning', 'noon', 'afternoon', 'evening'] as const;
export type CallTime = (typeof CALL_TIMES)[number];

/** Languages in which a family that speaks no French may be called, as codes of ISO 639. */
export const CALL_LANGUAGES = ['ar', 'en', 'es', 'it', 'pl', 'pt', 'ro', 'ru', 'sq', 'tr', 'uk', 'other'] as const;
export type CallLanguage = (typeof CALL_LANGUAGES)[number];

/** How the family said that it agrees. */
export const AGREED_BY = ['spoken', 'phone', 'written'] as const;
export type AgreedBy = (typeof AGREED_BY)[number];

/**
 * How a referral ends. `lapsed`: its time passed and nobody noted an end. `declined`: the family does not wish to be
 * called, or asked that its name be forgotten.
 */
export const OUTCOMES = ['begun', 'joined', 'answered', 'not_reached', 'declined', 'other_desk', 'lapsed'] as const;
export type Outcome = (typeof OUTCOMES)[number];
/** Those that an agent chooses; a dossier says the first two by itself. */
export const NOTED_OUTCOMES = [
  'answered',
  'not_reached',
  'declined',
  'other_desk',
] as const satisfies readonly Outcome[];
export type NotedOutcome = (typeof NOTED_OUTCOMES)[number];
/** Those that say that somebody of the desk spoke with the family. */
const REACHED: readonly Outcome[] = ['begun', 'joined', 'answered', 'declined', 'other_desk'];
export const isReached = (outcome: Outcome | null): boolean => outcome !== null && REACHED.includes(outcome);

/** All that a partner is told of a referral that it sent. */
export type ToldBack = 'received' | 'reached';
export const toldBack = (referral: { readonly outcome: Outcome | null; readonly tellsBack: boolean }): ToldBack =>
  referral.tellsBack && isReached(referral.outcome) ? 'reached' : 'received';

/** Calls without an answer after which the desk may give up, and the days between two of them. */
export const LEAST_TRIES = 3;
export const RETRY_DAYS = 2;
/** More are a typing error, or a family that does not wish to be called. */
export const MOST_TRIES = 20;

/** Names and contact go so many months after the end, or after a referral that nobody ended was received. */
export const KEPT_MONTHS = 2;

export const callBy = (receivedOn: Day, days: number): Day => addDays(receivedOn, days);
export const retryOn = (today: Day): Day => addDays(today, RETRY_DAYS);
/** What was received, or ended, before this day is forgotten. */
export const forgottenBefore = (today: Day): Day => addMonths(today, -KEPT_MONTHS);
/** The last day on which the name and the contact are kept. */
export const forgottenOn = (since: Day): Day => addMonths(since, KEPT_MONTHS);

interface Told {
  readonly phone: string | null;
  readonly email: string | null;
  /** Whether the family agreed that its name and contact are told to the desk. */
  readonly agreed: boolean;
  readonly agreedOn: Day;
}

/** Why a referral is not taken in, or null. Without the family's agreement nothing of it is kept. */
export function judgeReferral({ phone, email, agreed, agreedOn }: Told, today: Day): Refusal | null {
  if (!agreed) return refuse('referral.notAgreed');
  if (agreedOn > today) return refuse('referral.agreedLater');
  if (agreedOn < forgottenBefore(today)) return refuse('referral.agreedLongAgo', { months: KEPT_MONTHS });
  return phone === null && email === null ? refuse('referral.noContact') : null;
}

/** Why an outcome cannot be noted yet, or null. */
export const judgeOutcome = (outcome: NotedOutcome, tries: number): Refusal | null =>
  outcome === 'not_reached' && tries < LEAST_TRIES
    ? refuse('referral.tooFewTries', { least: LEAST_TRIES, tries })
    : null;

/**
 * By what two referrals of one family are recognised: its telephone, else its mail, and its name. Families of one shelter
 * have one telephone. @param name of the family, without accents or capitals
 */
export const familyKeyOf = ({ phone, email }: Pick<Told, 'phone' | 'email'>, name: string): string =>
  `${phone === null ? `mail:${(email ?? '').toLowerCase()}` : `phone:${phone}`} ${name}`;

/** `I. Z.`: enough for the partner who typed the name, too little for whoever stands behind it. */
export const initialsOf = (...names: readonly (string | null)[]): string =>
  names
    .flatMap((name) => (name ?? '').split(/[\s-]+/))
    .flatMap((word) => [...word].slice(0, 1))
    .map((letter) => `${letter.toLocaleUpperCase('fr')}.`)
    .join(' ');
