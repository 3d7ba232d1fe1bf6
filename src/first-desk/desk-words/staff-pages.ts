import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const DESK_WORDS_PAGES: readonly StaffPage[] = [
  { code: 'deskWords', permission: Permission.TriageRequests, href: '/rpe/demandes/:requestId/ecrire', isStep: true },
];
