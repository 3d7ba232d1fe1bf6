import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

const FILES = Permission.FileAtPoint;
const ACCOUNTS = Permission.ManageAccounts;

export const RECEPTION_POINT_PAGES: readonly StaffPage[] = [
  { code: 'pointFilings', place: 'families', order: 5, permission: FILES, href: '/point-d-accueil' },
  { code: 'pointFiling', permission: FILES, href: '/point-d-accueil/:filingId', isStep: true },
  { code: 'pointProof', place: 'families', order: 11, permission: FILES, href: '/point-d-accueil/completer' },
  { code: 'pointEnquiries', place: 'families', order: 21, permission: FILES, href: '/point-d-accueil/sollicitations' },
  { code: 'pointFigures', place: 'families', order: 31, permission: FILES, href: '/point-d-accueil/chiffres' },
  {
    code: 'figuresByPoint',
    place: 'observatory',
    order: 65,
    subject: 'figures',
    permission: Permission.ReadIndicators,
    href: '/chiffres/points-d-accueil',
  },
  {
    code: 'receptionPoints',
    place: 'organisation',
    order: 24,
    subject: 'people',
    permission: ACCOUNTS,
    href: '/administration/points-d-accueil',
  },
  { code: 'newReceptionPoint', permission: ACCOUNTS, href: '/administration/points-d-accueil/nouveau' },
  { code: 'receptionPoint', permission: ACCOUNTS, href: '/administration/points-d-accueil/:pointId', isStep: true },
  {
    code: 'requestFilers',
    permission: Permission.TriageRequests,
    href: '/rpe/demandes/:requestId/point-d-accueil',
    isStep: true,
  },
];
