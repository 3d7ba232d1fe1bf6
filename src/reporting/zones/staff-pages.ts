import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const ZONE_PAGES: readonly StaffPage[] = [
  {
    code: 'zones',
    place: 'observatory',
    order: 20,
    subject: 'figures',
    permission: Permission.ReadIndicators,
    href: '/zones',
  },
  { code: 'placeFigures', permission: Permission.ReadIndicators, href: '/zones/lieux' },
  { code: 'equity', permission: Permission.ReadIndicators, href: '/zones/equite' },
  { code: 'areas', permission: Permission.ReadIndicators, href: '/zones/bassins' },
  { code: 'newArea', permission: Permission.DrawZones, href: '/zones/bassins/nouveau' },
  { code: 'scenarios', permission: Permission.ReadIndicators, href: '/zones/scenarios' },
  { code: 'newScenario', permission: Permission.DrawZones, href: '/zones/scenarios/nouveau' },
  { code: 'counts', permission: Permission.DrawZones, href: '/zones/enfants' },
];
