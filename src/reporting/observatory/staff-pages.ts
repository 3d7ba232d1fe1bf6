import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const OBSERVATORY_PAGES: readonly StaffPage[] = [
  {
    code: 'observatory',
    place: 'observatory',
    order: 10,
    isMain: true,
    subject: 'figures',
    permission: Permission.ReadIndicators,
    href: '/rapport',
  },
  { code: 'measures', permission: Permission.ReadIndicators, href: '/rapport/commissions' },
  { code: 'framework', permission: Permission.ReadIndicators, href: '/rapport/cadre' },
  { code: 'figureFamilies', permission: Permission.ReadIndicators, href: '/rapport/familles' },
  { code: 'watches', permission: Permission.ReadIndicators, href: '/rapport/abonnements' },
  {
    code: 'celluleCase',
    permission: Permission.HoldCellule,
    href: '/rapport/cellule/:requestId',
    isStep: true,
    parent: '/rapport/familles',
  },
];
