import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const SATISFACTION_PAGES: readonly StaffPage[] = [
  {
    code: 'satisfaction',
    place: 'observatory',
    order: 40,
    subject: 'figures',
    permission: Permission.ReadIndicators,
    href: '/satisfaction',
  },
];
