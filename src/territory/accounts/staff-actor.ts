import type { Actor } from '../../foundation/platform/security/index.js';
import type { StaffAccount } from './persistence/accounts.entities.js';

export type StaffActor = Actor & { readonly kind: 'staff' };

/** The person of an account that is signing in. */
export const staffActorOf = ({ id, name, grants }: StaffAccount): StaffActor => ({
  kind: 'staff',
  accountId: id,
  name,
  grants,
});
