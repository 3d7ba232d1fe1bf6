import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const MINUTES_PAGES: readonly StaffPage[] = [
  { code: 'minutes', permission: Permission.ReadSession, href: '/commissions/:id/compte-rendu', isStep: true },
  {
    code: 'signature',
    permission: Permission.ReadSession,
    href: '/commissions/:id/compte-rendu/signature',
    isStep: true,
  },
];
