import { Matches } from 'class-validator';
import { isDay, type Day } from '../../../../foundation/kernel/time.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import {
  DatePart,
  dayInputs,
  PersonName,
  readDay,
  type FieldError,
} from '../../../../foundation/platform/web/index.js';
import { doubtBirth } from '../../domain/births.js';
import type { ChildRequest } from '../../persistence/dossier.entities.js';
import type { Birth } from '../births.js';

/** The version of the request that the person saw. */
export class StopForm {
  @Matches(/^\d{1,9}$/, { message: 'birth.errors.version' })
  version: string;
}

/** The birth of a child who was expected: as told by its family, or noted by its desk. */
export class BirthForm extends StopForm {
  @DatePart('birth.errors.date') birthDay?: string;
  @DatePart('birth.errors.date') birthMonth?: string;
  @DatePart('birth.errors.date') birthYear?: string;
  @PersonName('birth.errors.firstName', 'birth.errors.firstNameSigns') firstName?: string;
}

type Typed = Partial<Omit<BirthForm, 'version'>>;

export function birthErrors(typed: Typed, dueDate: Day, today: Day): FieldError[] {
  const birth = readDay({ ...typed }, 'birth');
  if (!isDay(birth)) return [{ field: 'birth', message: 'birth.errors.date' }];
  const doubt = doubtBirth(birth, dueDate, today);
  return doubt ? [{ field: 'birth', message: `birth.errors.${doubt}` }] : [];
}

/** What was typed, once {@link birthErrors} finds nothing. */
export const birthOf = (typed: Typed): Birth => ({
  birthDate: readDay({ ...typed }, 'birth') as Day,
  firstName: typed.firstName?.trim() || null,
});

interface BornChild {
  readonly request: Pick<ChildRequest, 'id' | 'version' | 'birthDate' | 'dueDate' | 'firstName' | 'transferFromId'>;
  readonly siblings: readonly Pick<ChildRequest, 'id' | 'dueDate' | 'transferFromId'>[];
}

/**
 * Which of the children expected on the same day it is, in the order in which they were written down. A transfer is the
 * child of the request that it continues.
 */
function rankAmongTwins({ id, dueDate, transferFromId }: BornChild['request'], siblings: BornChild['siblings']) {
  const child = transferFromId ?? id;
  const others = siblings.filter((other) => other.transferFromId === null && other.dueDate === dueDate);
  const twins = [...new Set([child, ...others.map((other) => other.id)])].sort();
  return { rank: twins.indexOf(child) + 1, twins: twins.length };
}

/** The model of `dossier/answers/birth.njk`. @param base address of the request's pages */
export function birthModel(words: Translator, { request, siblings }: BornChild, base: string): Record<string, unknown> {
  const { t, day } = words;
  const { version, birthDate, dueDate, firstName } = request;
  return {
    title: t('birth.title', { child: firstName ?? 'none', ...rankAmongTwins(request, siblings) }),
    base,
    version,
    due: t('birth.due', { day: day(dueDate!) }),
    told: birthDate === null ? null : t('birth.told', { day: day(birthDate) }),
    values: { ...dayInputs('birth', birthDate), firstName: firstName ?? '' },
  };
}
