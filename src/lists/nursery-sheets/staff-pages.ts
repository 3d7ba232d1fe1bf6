import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const NURSERY_SHEET_PAGES: readonly StaffPage[] = [
  { code: 'nurserySheet', permission: Permission.KeepChildminders, href: '/offre/depuis-un-tableau', parent: '/offre' },
];
