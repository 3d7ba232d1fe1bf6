import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

const DESK = Permission.LogEnquiry;
const KEEPS = Permission.KeepPartners;

export const REFERRAL_PAGES: readonly StaffPage[] = [
  { code: 'referrals', place: 'families', order: 22, permission: DESK, href: '/rpe/orientations' },
  { code: 'noteReferral', permission: DESK, href: '/rpe/orientations/noter' },
  { code: 'referral', permission: DESK, href: '/rpe/orientations/:referralId', isStep: true },
  // Set once: the line of the families is for what an agent opens every day.
  {
    code: 'referralPartners',
    place: 'organisation',
    order: 46,
    subject: 'people',
    permission: KEEPS,
    href: '/orientations/services',
  },
  { code: 'newReferralPartner', permission: KEEPS, href: '/orientations/services/nouveau' },
  {
    code: 'referralFigures',
    place: 'observatory',
    order: 66,
    subject: 'figures',
    permission: Permission.ReadIndicators,
    href: '/chiffres/orientations',
  },
];
