import {
  AccountLink,
  AccountProposal,
  AccountRoleChange,
  ApiClient,
  StaffAccount,
  StaffFactor,
  StaffGrant,
  StaffIdentity,
  StaffPasskey,
  StaffSession,
} from './accounts.entities.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const ACCOUNTS_ENTITIES = [
  StaffAccount,
  StaffSession,
  StaffFactor,
  StaffPasskey,
  StaffIdentity,
  StaffGrant,
  AccountLink,
  AccountProposal,
  AccountRoleChange,
  ApiClient,
];
