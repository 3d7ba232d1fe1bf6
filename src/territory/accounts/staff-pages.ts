import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const ACCOUNT_PAGES: readonly StaffPage[] = [
  {
    code: 'ownSignIn',
    place: 'organisation',
    order: 10,
    subject: 'own',
    permission: Permission.UseStaffPages,
    href: '/personnel/ma-connexion',
  },
  { code: 'ownPasskeys', permission: Permission.UseStaffPages, href: '/personnel/ma-connexion/cles' },
  {
    code: 'readings',
    place: 'organisation',
    order: 12,
    subject: 'own',
    permission: Permission.ReadDossier,
    href: '/personnel/lectures',
  },
  {
    code: 'accounts',
    place: 'organisation',
    order: 20,
    subject: 'people',
    permission: Permission.ManageAccounts,
    href: '/administration',
  },
  { code: 'newAccount', permission: Permission.ManageAccounts, href: '/administration/comptes/nouveau' },
  {
    code: 'proposals',
    place: 'organisation',
    order: 21,
    subject: 'people',
    permission: Permission.AgreeOnAccounts,
    href: '/personnel/accords',
  },
  {
    code: 'rights',
    place: 'organisation',
    order: 22,
    subject: 'people',
    permission: Permission.AgreeOnAccounts,
    href: '/personnel/droits',
  },
  {
    code: 'portals',
    place: 'organisation',
    order: 23,
    subject: 'people',
    permission: Permission.ManageAccounts,
    href: '/administration/portails',
  },
];
