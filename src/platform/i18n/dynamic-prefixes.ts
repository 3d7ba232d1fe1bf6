/**
 * Beginnings of keys that are composed at run time (`t('refusal.' + code)`): the spec that finds unused
 * messages leaves everything under them alone. Add yours here, with its final dot, and nowhere else.
 */
export const DYNAMIC_PREFIXES: readonly string[] = [
  'i18n.',
  'refusal.',
  'state.',
  'act.',
  'role.',
  'permission.',
  'error.',
  'job.',
  'audit.',
  'reason.',
  'enum.',
  'validation.',
  'mail.',
  'gap.',
  'owner.',
  'action.',
  'track.',
  'web.errorPages.',
  'web.notice.',
  'web.steps.',
  'family.plain.',
  'dossier.choice.',
];
