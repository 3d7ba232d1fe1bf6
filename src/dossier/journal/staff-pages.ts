import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const JOURNAL_PAGES: readonly StaffPage[] = [
  { code: 'journal', place: 'journal', order: 10, isMain: true, permission: Permission.ReadJournal, href: '/journal' },
];
