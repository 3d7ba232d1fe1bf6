import type { Lack } from '../../foundation/kernel/lack.js';

/** What the legal page has to name and does not. */
export const legalLacks = (named: Readonly<Record<'publisher' | 'dataProtection', string>>): Lack[] =>
  (
    [
      ['publisher', named.publisher],
      ['data-protection', named.dataProtection],
    ] as const
  )
    .filter(([, text]) => text.trim() === '')
    .map(([kind]) => ({ kind, group: 'legal', mender: 'administrator', href: '/administration/ouverture/mentions' }));
