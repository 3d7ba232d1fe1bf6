import { ROLES, type Role } from '../../../foundation/platform/security/index.js';
import { checkForm, Choice, listAddress, Text, WholeNumber } from '../../../foundation/platform/web/index.js';

export const ACCOUNT_STATES = ['open', 'shut', 'pending', 'unused'] as const;
export const ACCOUNT_ORDERS = ['name', 'signedIn', 'sessions'] as const;
export type AccountOrder = (typeof ACCOUNT_ORDERS)[number];

/** Filters of the list of accounts, kept in its address: codes only. */
export class AccountQuery {
  @Choice(ROLES, 'accounts.errors.role') role?: Role;
  /** A desk, an establishment, a body or a point d'accueil. */
  @Text('accounts.errors.place', 80) lieu?: string;
  @Choice(ACCOUNT_STATES, 'accounts.errors.state') etat?: (typeof ACCOUNT_STATES)[number];
  /** The order of the list; by name when absent. */
  @Choice(ACCOUNT_ORDERS, 'web.errors.unreadable') ordre?: AccountOrder;
  /** The number of the page, from 1. */
  @WholeNumber('web.errors.unreadable') page?: string;
}

export const ACCOUNT_LIST = '/administration';

/** The list from which an act was pressed, as the address of the act carries it on; the whole list for any other address. */
export function accountsAddress(raw: Record<string, unknown>): string {
  const query = checkForm(AccountQuery, raw);
  return query.ok ? listAddress(ACCOUNT_LIST, query.value) : ACCOUNT_LIST;
}
