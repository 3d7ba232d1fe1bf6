import { ApiClient, StaffAccount, StaffSession } from './persistence/accounts.entities.js';

export { ApiClient, StaffAccount, StaffSession };
export const ACCOUNTS_ENTITIES = [StaffAccount, StaffSession, ApiClient];
export { AccountsModule } from './accounts.module.js';
export { createApiClient } from './api-clients.js';
export { StaffMessages } from './staff-messages.js';
export { StaffAccounts } from './staff-accounts.js';
export { SessionSearches } from './session-searches.js';
export { hashPassword } from './passwords.js';
export { ensureAccount, STAFF_COOKIE, StaffSessions } from './staff-sessions.js';
