import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const SUPPLY_PAGES: readonly StaffPage[] = [
  { code: 'offer', place: 'offer', order: 10, isMain: true, permission: Permission.ManageProviders, href: '/offre' },
  { code: 'newProvider', permission: Permission.KeepChildminders, href: '/offre/nouveau' },
  { code: 'provider', permission: Permission.ManageProviders, href: '/offre/:providerId', isStep: true },
];
