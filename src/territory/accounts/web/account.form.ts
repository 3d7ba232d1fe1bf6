import { IsEmail, IsOptional, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import type { Grant } from '../../../foundation/platform/security/index.js';
import type { FieldError, Submitted } from '../../../foundation/platform/web/index.js';
import { grantNamed, roleKeyOf } from '../role-keys.js';
import type { AccountInput, AccountLine } from '../staff-accounts.js';

/** The most roles that one person may hold. */
const MOST_ROLES = 40;

export class AccountForm {
  @IsEmail({}, { message: 'accounts.errors.email' })
  email: string;

  @IsString({ message: 'accounts.errors.name' })
  @MinLength(2, { message: 'accounts.errors.name' })
  @MaxLength(100, { message: 'accounts.errors.name' })
  name: string;

  /** Keys of roles: one text or several. */
  @IsOptional()
  @IsString({ each: true, message: 'accounts.errors.roles' })
  @MaxLength(160, { each: true, message: 'accounts.errors.roles' })
  roles?: string | string[];

  /** The version of the account that the page showed; absent for a new account. */
  @IsOptional()
  @Matches(/^\d{1,9}$/, { message: 'accounts.errors.roles' })
  version?: string;

  /** Given by the page that says what will change. */
  @IsOptional()
  @Matches(/^yes$/, { message: 'accounts.errors.roles' })
  confirmed?: string;
}

/** The roles chosen; null when one of them cannot be read. */
function grantsIn(roles: unknown): Grant[] | null {
  const keys = [...new Set([roles ?? []].flat().map(String))];
  const grants = keys.flatMap((key) => grantNamed(key) ?? []);
  return keys.length > MOST_ROLES || grants.length < keys.length ? null : grants;
}

/** What is wrong with the roles chosen. @param own whether it is the actor's own account, whose page offers no roles */
export const wrongRoles = (form: Submitted<AccountForm>, own: boolean): FieldError[] =>
  !own && !grantsIn(form.values['roles'])?.length ? [{ field: 'roles', message: 'accounts.errors.roles' }] : [];

/** @param kept the roles of the actor's own account, which its page does not offer */
export const accountIn = (form: AccountForm, kept: readonly Grant[] | null = null): AccountInput => ({
  email: form.email,
  name: form.name,
  grants: kept ?? grantsIn(form.roles) ?? [],
});

export const valuesOf = ({ email, name, grants, version }: AccountLine): Record<string, unknown> => ({
  email,
  name,
  roles: grants.map(roleKeyOf),
  version: String(version),
});
