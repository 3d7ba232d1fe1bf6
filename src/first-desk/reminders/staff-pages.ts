import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const REMINDER_PAGES: readonly StaffPage[] = [
  { code: 'reminders', place: 'requests', order: 17, permission: Permission.TriageRequests, href: '/rpe/rappels' },
  {
    code: 'requestReminders',
    permission: Permission.TriageRequests,
    href: '/rpe/demandes/:requestId/rappels',
    isStep: true,
  },
];
