import { In } from 'typeorm';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import {
  ROLE_PERMISSIONS,
  type Actor,
  type Grant,
  type Permission,
  type Role,
} from '../../foundation/platform/security/index.js';
import { AccountProposal, StaffAccount } from './persistence/accounts.entities.js';

/** What other features read of the people who sign in. Nothing of how they sign in is handed out. */
export type KnownAccount = Pick<StaffAccount, 'id' | 'name' | 'email'>;

export const findAccount = (from: Reader | Tx, accountId: Id): Promise<KnownAccount | null> =>
  from.findOne(StaffAccount, { id: accountId });

/** A member of staff with the roles held now, for what goes on without a session; null when the account is closed. */
export async function findStaffActor(from: Reader | Tx, accountId: Id): Promise<Actor | null> {
  const account = await from.findOne(StaffAccount, { id: accountId });
  return account?.active ? { kind: 'staff', accountId, name: account.name, grants: account.grants } : null;
}

/** Every account of staff by name, those that are closed included. */
export const findStaffAccounts = (from: Reader | Tx): Promise<KnownAccount[]> =>
  from.find(StaffAccount, { order: { name: 'ASC', id: 'ASC' } });

/** The active accounts by name, each with its roles. */
export const findGrantedAccounts = (from: Reader | Tx): Promise<(KnownAccount & Pick<StaffAccount, 'grants'>)[]> =>
  from.find(StaffAccount, { where: { active: true }, order: { name: 'ASC' } });

/** The active accounts with a permission somewhere, by name. */
export async function findAccountsWith(from: Reader | Tx, permission: Permission): Promise<KnownAccount[]> {
  return (await findGrantedAccounts(from)).filter(({ grants }) =>
    grants.some(({ role }) => ROLE_PERMISSIONS[role].includes(permission)),
  );
}

/** The roles that open accounts hold. */
export const findGrants = async (from: Reader): Promise<Grant[]> =>
  (await findGrantedAccounts(from)).flatMap(({ grants }) => grants);

/** The account of a member of staff as history names it (`actorRef`); null for a family, a job or a program. */
export const accountIdOf = (ref: string | null): Id | null => /^staff:(.+)$/.exec(ref ?? '')?.[1] ?? null;

/** The name of the member of staff that history names so; null when it names none. */
export async function findStaffName(from: Reader | Tx, ref: string | null): Promise<string | null> {
  const id = accountIdOf(ref);
  return id === null ? null : ((await findAccount(from, id))?.name ?? null);
}

/** The roles of the members of staff that history names, by account. */
export async function findRoles(from: Reader | Tx, refs: readonly string[]): Promise<Map<Id, Role[]>> {
  const ids = [...new Set(refs.flatMap((ref) => accountIdOf(ref) ?? []))];
  const accounts = await from.find(StaffAccount, { where: { id: In(ids) } });
  return new Map(accounts.map(({ id, grants }) => [id, grants.map(({ role }) => role)]));
}

/** The names of the members of staff that history names, by account: see {@link accountIdOf}. */
export async function findStaffNames(from: Reader | Tx, refs: readonly string[]): Promise<Map<Id, string>> {
  const ids = [...new Set(refs.flatMap((ref) => accountIdOf(ref) ?? []))];
  const accounts = await from.find(StaffAccount, { where: { id: In(ids) } });
  return new Map(accounts.map(({ id, name }) => [id, name]));
}

/** How many rights were asked for and wait for a second person. */
export const countOpenProposals = (from: Reader): Promise<number> => from.count(AccountProposal, {});
