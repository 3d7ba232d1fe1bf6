import type { Translator } from '../../foundation/platform/i18n/index.js';
import { numberOfCode } from './domain/section-code.js';
import type { Section } from './persistence/supply.entities.js';

/** What a section is called on pages and in messages: its age group, and what tells it from others of that group. */
export function sectionWords(
  { t }: Translator,
  { code, ageGroup, name }: Pick<Section, 'code' | 'ageGroup' | 'name'>,
): string {
  const group = t(`supply.section.${ageGroup}`);
  if (name !== null) return t('supply.sectionNamed', { group, name });
  const number = numberOfCode(code);
  return number === 1 ? group : t('supply.sectionNumbered', { group, number });
}
