import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const NURSERY_PAGES: readonly StaffPage[] = [
  { code: 'nursery', place: 'nursery', order: 10, isMain: true, permission: Permission.DeclarePlaces, href: '/eaje' },
  { code: 'nurseryWeek', permission: Permission.DeclarePlaces, href: '/eaje/:establishmentId/semaine' },
  { code: 'nurseryRequests', permission: Permission.DeclarePlaces, href: '/eaje/:establishmentId/demandes' },
  { code: 'nurseryChildren', permission: Permission.DeclarePlaces, href: '/eaje/:establishmentId/accueils' },
  { code: 'movements', permission: Permission.DeclarePlaces, href: '/eaje/:establishmentId/mouvements' },
  { code: 'nurseryPresent', permission: Permission.DeclarePlaces, href: '/eaje/:establishmentId/presents' },
  {
    code: 'presentList',
    permission: Permission.DeclarePlaces,
    href: '/eaje/:establishmentId/presents/listes/:listId',
    isStep: true,
  },
  { code: 'nurseryYear', permission: Permission.DeclarePlaces, href: '/eaje/:establishmentId/annee' },
  { code: 'nurseryDrafts', permission: Permission.DeclarePlaces, href: '/eaje/:establishmentId/annee/essais' },
  {
    code: 'nurseryDraft',
    permission: Permission.DeclarePlaces,
    href: '/eaje/:establishmentId/annee/essais/:draftId',
    isStep: true,
  },
  { code: 'emptyMonths', permission: Permission.DeclarePlaces, href: '/eaje/:establishmentId/annee/mois-libres' },
  { code: 'nurseryStaff', permission: Permission.DeclarePlaces, href: '/eaje/:establishmentId/equipe' },
  { code: 'nurseryPlaces', permission: Permission.DeclarePlaces, href: '/eaje/:establishmentId/places' },
  { code: 'firstCalls', permission: Permission.DeclarePlaces, href: '/eaje/:establishmentId/a-appeler' },
  { code: 'handOver', permission: Permission.DeclarePlaces, href: '/eaje/:establishmentId/transmission' },
  {
    code: 'nurseryChild',
    permission: Permission.DeclarePlaces,
    href: '/eaje/:establishmentId/accueils/:placementId',
    isStep: true,
  },
  { code: 'nurseryRequest', permission: Permission.DeclarePlaces, href: '/eaje/demandes/:requestId', isStep: true },
  {
    code: 'urgentAdmission',
    permission: Permission.AdmitUrgently,
    href: '/eaje/demandes/:requestId/admission',
    isStep: true,
  },
];
