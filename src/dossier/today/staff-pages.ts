import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const TODAY_PAGES: readonly StaffPage[] = [
  { code: 'today', place: 'today', order: 10, isMain: true, permission: Permission.UseStaffPages, href: '/personnel' },
];
