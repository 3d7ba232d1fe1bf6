import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const CALENDAR_PAGES: readonly StaffPage[] = [
  {
    code: 'schoolHolidays',
    permission: Permission.PlanSession,
    href: '/calendrier/vacances-scolaires',
    parent: '/commissions',
  },
];
