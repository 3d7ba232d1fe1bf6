import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const GRID_PAGES: readonly StaffPage[] = [
  { code: 'grids', place: 'commissions', order: 40, permission: Permission.ManageGrids, href: '/grilles' },
  { code: 'gridsCompared', permission: Permission.ManageGrids, href: '/grilles/comparer', isStep: true },
  { code: 'grid', permission: Permission.ManageGrids, href: '/grilles/:id', isStep: true },
];
