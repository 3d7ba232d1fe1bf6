import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const CLOSURE_PAGES: readonly StaffPage[] = [
  { code: 'closures', place: 'offer', order: 12, permission: Permission.HandleClosures, href: '/fermetures' },
  {
    code: 'newClosure',
    permission: Permission.HandleClosures,
    href: '/fermetures/declarer/:establishmentId',
    parent: '/fermetures',
  },
  { code: 'closure', permission: Permission.HandleClosures, href: '/fermetures/:closureId', isStep: true },
];
