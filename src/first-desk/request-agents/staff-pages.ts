import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const REQUEST_AGENT_PAGES: readonly StaffPage[] = [
  { code: 'absences', place: 'requests', order: 40, permission: Permission.TriageRequests, href: '/rpe/absences' },
  { code: 'requestAgent', permission: Permission.TriageRequests, href: '/rpe/demandes/:requestId/agent', isStep: true },
];
