import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const COUNCIL_PAGES: readonly StaffPage[] = [
  {
    code: 'councils',
    place: 'observatory',
    order: 70,
    subject: 'told',
    permission: Permission.ReadCouncilPage,
    href: '/conseils',
  },
];
