import { Permission } from '../../foundation/platform/security/index.js';
import type { StaffPage } from '../../foundation/platform/web/index.js';

/** @param when whether families have not come yet */
export const openingPages = (when: () => boolean): readonly StaffPage[] => [
  {
    code: 'opening',
    place: 'organisation',
    order: 30,
    subject: 'territory',
    permission: Permission.PrepareOpening,
    href: '/administration/ouverture',
    when,
  },
  { code: 'legalTexts', permission: Permission.PrepareOpening, href: '/administration/ouverture/mentions' },
];
