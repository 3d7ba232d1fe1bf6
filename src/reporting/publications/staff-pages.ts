import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const PUBLICATION_PAGES: readonly StaffPage[] = [
  {
    code: 'publications',
    place: 'observatory',
    order: 65,
    subject: 'told',
    permission: Permission.ReadIndicators,
    href: '/rapport/publications',
  },
];
