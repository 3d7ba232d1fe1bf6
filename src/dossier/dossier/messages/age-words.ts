import { ageInMonths, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';

/** `8 mois`, `2 ans et 3 mois`. A birth date opens the links of a family: a list says the age in its place. */
export function ageWords({ t }: Translator, birthDate: Day, today: Day): string {
  const months = ageInMonths(birthDate, today);
  return t('dossier.age', {
    years: Math.floor(months / 12),
    months: months % 12,
    young: months < 24 ? 'yes' : 'no',
    all: months,
  });
}
