import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const FIRST_DAY_PAGES: readonly StaffPage[] = [
  { code: 'laterPlaces', permission: Permission.TellVacancies, href: '/disponibilites/plus-tard' },
  { code: 'nurseryLaterPlaces', permission: Permission.DeclarePlaces, href: '/eaje/:establishmentId/places-plus-tard' },
  {
    code: 'askedFirstDays',
    permission: Permission.TriageRequests,
    href: '/rpe/demandes/:requestId/place-plus-tard',
    isStep: true,
  },
];
