import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const SAVED_VIEW_PAGES: readonly StaffPage[] = [
  {
    code: 'savedViews',
    place: 'organisation',
    order: 11,
    subject: 'own',
    permission: Permission.UseStaffPages,
    href: '/personnel/vues',
  },
  { code: 'newView', permission: Permission.UseStaffPages, href: '/personnel/vues/nouvelle', isStep: true },
];
