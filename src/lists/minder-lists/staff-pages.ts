import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const MINDER_LIST_PAGES: readonly StaffPage[] = [
  { code: 'minderLists', permission: Permission.KeepChildminders, href: '/assistantes-maternelles/listes' },
  {
    code: 'minderList',
    permission: Permission.KeepChildminders,
    href: '/assistantes-maternelles/listes/:listId',
    isStep: true,
  },
];
