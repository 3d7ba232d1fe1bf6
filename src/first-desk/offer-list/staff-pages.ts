import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const OFFER_LIST_PAGES: readonly StaffPage[] = [
  {
    code: 'deskOffers',
    place: 'commissions',
    order: 19,
    permission: Permission.TriageRequests,
    href: '/rpe/propositions',
  },
  {
    code: 'allOffers',
    place: 'commissions',
    order: 20,
    permission: Permission.PlanSession,
    href: '/commissions/propositions',
  },
];
