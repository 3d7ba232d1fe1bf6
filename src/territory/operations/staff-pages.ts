import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const OPERATIONS_PAGES: readonly StaffPage[] = [
  {
    code: 'tasks',
    place: 'organisation',
    order: 40,
    subject: 'running',
    permission: Permission.OperateQueue,
    href: '/administration/taches',
  },
];
