import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';

export interface NamedChild {
  readonly firstName: string | null;
  readonly dueDate: Day | null;
}

/**
 * Children as a message names them: by their first names, and those to be born by the day on which they are expected:
 * `Lina et Noé`, `vos enfants attendus le 3 mai 2027`. A child that keeps a place and hopes for another is named once.
 */
export function childWords({ t, day, list }: Translator, children: readonly NamedChild[]): string {
  const named = children.flatMap(({ firstName }) => firstName ?? []);
  const expected = groupedBy(
    children.filter(({ firstName, dueDate }) => firstName === null && dueDate !== null),
    ({ dueDate }) => dueDate!,
  );
  const said = [
    ...new Set(named),
    ...[...expected].map(([due, twins]) => t('familyMessage.expected', { date: day(due), count: twins.length })),
  ];
  return said.length > 0 ? list(said) : t('familyMessage.yourChild');
}

/**
 * One child as staff names it: `Lina Petit`, `l’enfant Petit, attendu le 3 mai 2027`. {@link childWords} speaks to its
 * family, and says “your child”.
 */
export function childForStaff(
  { t, day }: Translator,
  { firstName, surname, dueDate }: NamedChild & { readonly surname: string | null },
): string {
  if (firstName !== null) return [firstName, surname].filter(Boolean).join(' ');
  const named = { surname: surname ?? '', isNamed: surname ? 'yes' : 'no' };
  return dueDate === null ? t('staffChild.unnamed', named) : t('staffChild.expected', { ...named, date: day(dueDate) });
}
