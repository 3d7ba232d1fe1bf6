import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const WORKING_TIME_PAGES: readonly StaffPage[] = [
  {
    code: 'workingTime',
    place: 'organisation',
    order: 11,
    subject: 'own',
    permission: Permission.EnterWorkingTime,
    href: '/rpe/temps',
  },
  { code: 'workingTotals', permission: Permission.EnterWorkingTime, href: '/rpe/temps/totaux' },
  {
    code: 'teamTime',
    place: 'observatory',
    order: 30,
    subject: 'figures',
    permission: Permission.ReadIndicators,
    href: '/temps-des-equipes',
  },
];
