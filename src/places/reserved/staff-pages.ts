import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const RESERVED_PAGES: readonly StaffPage[] = [
  {
    code: 'reserved',
    permission: Permission.ManageProviders,
    href: '/offre/:providerId/places-reservees',
    isStep: true,
  },
];
