export { ACCOUNTS_ENTITIES } from './persistence/tables.js';
export { AccountsModule } from './accounts.module.js';
export { ApiClientAccounts } from './api-client-accounts.js';
export { createApiClient } from './api-clients.js';
export { StaffMessages } from './staff-messages.js';
export { grantNamed } from './role-keys.js';
export { RolePlaces } from './role-places.js';
export { RoleUses } from './role-uses.js';
export { StaffAccounts } from './staff-accounts.js';
export { SessionSearches } from './session-searches.js';
export {
  accountIdOf,
  findAccount,
  findAccountsWith,
  findGrantedAccounts,
  findStaffName,
  findRoles,
  findStaffAccounts,
  findStaffActor,
  findStaffNames,
  type KnownAccount,
} from './read-accounts.js';
export { codeAt } from './second-factor/one-time-codes.js';
export { CodeSignIns } from './second-factor/code-sign-ins.js';
export { SecondFactors } from './second-factor/second-factors.js';
export { hashPassword } from './passwords.js';
export type { SessionStart, SignInOrigin } from './session-starts.js';
export { keepSession, originOf } from './web/session-cookies.js';
export { ensureAccount, STAFF_COOKIE, StaffSessions } from './staff-sessions.js';
