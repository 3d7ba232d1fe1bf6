import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const STEERING_PAGES: readonly StaffPage[] = [
  {
    code: 'reports',
    place: 'observatory',
    order: 60,
    subject: 'told',
    permission: Permission.ReadIndicators,
    href: '/rapport/comites',
  },
  { code: 'newReport', permission: Permission.MakeReports, href: '/rapport/comites/nouveau' },
  { code: 'yearReport', permission: Permission.MakeReports, href: '/rapport/comites/bilan' },
];
