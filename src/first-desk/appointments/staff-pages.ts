import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

const DESK = Permission.TriageRequests;
const NURSERY = Permission.DeclarePlaces;

export const APPOINTMENT_PAGES: readonly StaffPage[] = [
  { code: 'appointments', place: 'requests', order: 16, permission: DESK, href: '/rpe/rendez-vous' },
  { code: 'appointmentSlots', permission: DESK, href: '/rpe/rendez-vous/creneaux' },
  { code: 'openAppointments', permission: DESK, href: '/rpe/rendez-vous/ouvrir' },
  { code: 'appointmentSlot', permission: DESK, href: '/rpe/rendez-vous/creneaux/:slotId', isStep: true },
  { code: 'meetings', permission: DESK, href: '/rpe/rendez-vous/reunions' },
  { code: 'openMeeting', permission: DESK, href: '/rpe/rendez-vous/reunions/ouvrir' },
  { code: 'meeting', permission: DESK, href: '/rpe/rendez-vous/reunions/:meetingId', isStep: true },
  { code: 'requestAppointments', permission: DESK, href: '/rpe/demandes/:requestId/rendez-vous', isStep: true },
  { code: 'nurseryAppointments', permission: NURSERY, href: '/eaje/:establishmentId/rendez-vous' },
  { code: 'nurserySlots', permission: NURSERY, href: '/eaje/:establishmentId/rendez-vous/creneaux' },
  { code: 'openVisits', permission: NURSERY, href: '/eaje/:establishmentId/rendez-vous/ouvrir' },
  {
    code: 'nurserySlot',
    permission: NURSERY,
    href: '/eaje/:establishmentId/rendez-vous/creneaux/:slotId',
    isStep: true,
  },
];
