import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const MAILROOM_PAGES: readonly StaffPage[] = [
  {
    code: 'letters',
    place: 'families',
    order: 40,
    permission: Permission.PostLetters,
    href: '/courrier',
    elsewhere: { without: Permission.EnterDossier, place: 'commissions' },
  },
  {
    code: 'messages',
    place: 'families',
    order: 50,
    permission: Permission.WatchMessages,
    href: '/messages',
    elsewhere: { without: Permission.EnterDossier, place: 'organisation', subject: 'running' },
  },
  { code: 'letterBatch', permission: Permission.PostLetters, href: '/courrier/lots/:batchId', isStep: true },
];
