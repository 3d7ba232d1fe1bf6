import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const CHILDMINDER_PAGES: readonly StaffPage[] = [
  {
    code: 'childminders',
    place: 'offer',
    order: 11,
    permission: Permission.KeepChildminders,
    href: '/assistantes-maternelles',
  },
  { code: 'newChildminder', permission: Permission.KeepChildminders, href: '/assistantes-maternelles/nouvelle' },
  { code: 'retirements', permission: Permission.DrawZones, href: '/assistantes-maternelles/departs' },
  {
    code: 'childminder',
    permission: Permission.KeepChildminders,
    href: '/assistantes-maternelles/:providerId',
    isStep: true,
  },
  {
    code: 'introductions',
    permission: Permission.RecordAgreement,
    href: '/rpe/demandes/:requestId/mises-en-relation',
    isStep: true,
  },
];
