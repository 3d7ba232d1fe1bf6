import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

const DESK = Permission.TriageRequests;

export const OPINION_PAGES: readonly StaffPage[] = [
  { code: 'opinions', place: 'requests', order: 18, permission: DESK, href: '/rpe/avis' },
  { code: 'requestOpinions', permission: DESK, href: '/rpe/demandes/:requestId/avis', isStep: true },
  { code: 'askOpinion', permission: DESK, href: '/rpe/demandes/:requestId/avis/:criterion', isStep: true },
  {
    code: 'askOpinionAgain',
    permission: DESK,
    href: '/rpe/demandes/:requestId/avis/:criterion/comme/:opinionId',
    isStep: true,
  },
];
