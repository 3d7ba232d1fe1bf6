import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

export const SETTINGS_PAGES: readonly StaffPage[] = [
  {
    code: 'settings',
    place: 'organisation',
    order: 32,
    subject: 'territory',
    permission: Permission.ChangeSettings,
    href: '/administration/reglages',
  },
];
