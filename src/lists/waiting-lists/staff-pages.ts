import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const WAITING_LIST_PAGES: readonly StaffPage[] = [
  { code: 'imports', place: 'families', order: 30, permission: Permission.ImportLists, href: '/rpe/imports' },
  { code: 'import', permission: Permission.ImportLists, href: '/rpe/imports/:batchId', isStep: true },
];
