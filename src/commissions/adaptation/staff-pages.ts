import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

const AT_DESK = '/rpe/demandes/:requestId/adaptation';
const AT_NURSERY = '/eaje/demandes/:requestId/adaptation';

export const ADAPTATION_PAGES: readonly StaffPage[] = [
  { code: 'deskAdaptation', permission: Permission.TriageRequests, href: AT_DESK, isStep: true },
  { code: 'deskAdaptationStep', permission: Permission.TriageRequests, href: `${AT_DESK}/:step`, isStep: true },
  { code: 'nurseryAdaptation', permission: Permission.DeclarePlaces, href: AT_NURSERY, isStep: true },
  { code: 'nurseryAdaptationStep', permission: Permission.DeclarePlaces, href: `${AT_NURSERY}/:step`, isStep: true },
];
