import { addMonths, dayOf, type Day, type Instant } from '../../foundation/kernel/time.js';
import { Permission, ROLE_PERMISSIONS, type Grant, type Role } from '../../foundation/platform/security/index.js';
import { refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { roleKeyOf } from './role-keys.js';

/** What shows families, one by one or in a session. */
const SHOWS_FAMILIES: readonly Permission[] = [
  Permission.EnterDossier,
  Permission.ReadDossier,
  Permission.TriageRequests,
  Permission.ReadSession,
  Permission.UnmaskCase,
];
/** What gives rights to others, and through them everything. */
const GIVES_RIGHTS: readonly Permission[] = [Permission.ManageAccounts, Permission.AgreeOnAccounts];
/** What tells who read which family. */
const SHOWS_READERS: readonly Permission[] = [Permission.ReadJournal];
const REVIEWED_MONTHS = 6;

/** Whether a role is given by two people: whoever holds it reads families, or decides who does. */
export const takesTwo = (role: Role): boolean =>
  ROLE_PERMISSIONS[role].some((permission) =>
    [...SHOWS_FAMILIES, ...GIVES_RIGHTS, ...SHOWS_READERS].includes(permission),
  );

/** What a change of roles does at once, and what waits for a second person. Taking away needs one person only. */
export function splitGrants(
  before: readonly Grant[],
  after: readonly Grant[],
): { readonly now: readonly Grant[]; readonly pending: readonly Grant[] } {
  const held = new Set(before.map(roleKeyOf));
  const waits = (grant: Grant): boolean => takesTwo(grant.role) && !held.has(roleKeyOf(grant));
  return { now: after.filter((grant) => !waits(grant)), pending: after.filter(waits) };
}

/** The roles that somebody has once others are added, each once. */
export function withGrants(held: readonly Grant[], added: readonly Grant[]): Grant[] {
  return [...new Map([...held, ...added].map((grant) => [roleKeyOf(grant), grant])).values()];
}

/** The day on which somebody looks again at whether a person still needs a role. */
export const reviewDueOn = (reviewedAt: Instant): Day => addMonths(dayOf(reviewedAt), REVIEWED_MONTHS);

/** Who agrees to rights, looks at them again, and is told when that is due. */
export const reviewsRights = ({ role }: Grant): boolean => ROLE_PERMISSIONS[role].includes(Permission.AgreeOnAccounts);

/** Whether two of these people can still give a right together: one asks, and another one agrees. */
function canGiveRights(people: readonly (readonly Grant[])[]): boolean {
  const whoMay = (permission: Permission): number[] =>
    people.flatMap((grants, at) =>
      grants.some(({ role }) => ROLE_PERMISSIONS[role].includes(permission)) ? [at] : [],
    );
  const agreeing = whoMay(Permission.AgreeOnAccounts);
  return whoMay(Permission.ManageAccounts).some((asking) => agreeing.some((other) => other !== asking));
}

/**
 * Refuses an act after which nobody could give rights any more: to close an account, or to take a role away.
 * @param before the roles of each person who may sign in, `after` the same once the act is done
 */
export const judgeLoss = (
  before: readonly (readonly Grant[])[],
  after: readonly (readonly Grant[])[],
): Refusal | null => (canGiveRights(before) && !canGiveRights(after) ? refuse('account.lastWhoAgrees') : null);

/** Who is told that rights are asked for. */
export const isToldOfRights = ({ role }: Grant): boolean => role === 'coordinator';
