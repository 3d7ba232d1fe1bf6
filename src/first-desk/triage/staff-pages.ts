import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const TRIAGE_PAGES: readonly StaffPage[] = [
  { code: 'inbox', place: 'requests', order: 10, isMain: true, permission: Permission.TriageRequests, href: '/rpe' },
  {
    code: 'firstContacts',
    place: 'requests',
    order: 15,
    permission: Permission.TriageRequests,
    href: '/rpe/premiers-contacts',
  },
  { code: 'duplicates', place: 'requests', order: 20, permission: Permission.JoinDuplicates, href: '/rpe/doublons' },
  { code: 'enquiries', place: 'families', order: 20, permission: Permission.LogEnquiry, href: '/rpe/sollicitations' },
  {
    code: 'noteEnquiry',
    place: 'families',
    order: 19,
    permission: Permission.LogEnquiry,
    href: '/rpe/sollicitations/noter',
  },
  { code: 'enquiryFigures', permission: Permission.LogEnquiry, href: '/rpe/sollicitations/chiffres' },
  { code: 'enquiryClosing', permission: Permission.LogEnquiry, href: '/rpe/sollicitations/clore', isStep: true },
  { code: 'enquiry', permission: Permission.LogEnquiry, href: '/rpe/sollicitations/:enquiryId', isStep: true },
  { code: 'monenfant', permission: Permission.LogEnquiry, href: '/rpe/sollicitations/monenfant' },
  { code: 'request', permission: Permission.TriageRequests, href: '/rpe/demandes/:requestId', isStep: true },
  { code: 'points', permission: Permission.RecordCriteria, href: '/rpe/demandes/:requestId/points', isStep: true },
  { code: 'answers', permission: Permission.TriageRequests, href: '/rpe/demandes/:requestId/repondre', isStep: true },
];
