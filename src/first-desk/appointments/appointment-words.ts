import { dayOf, timeOf } from '../../foundation/kernel/time.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import type { AppointmentKind } from './domain/appointment.js';
import type { Interval } from './domain/slots.js';
import type { AppointmentSlot } from './persistence/appointment.entities.js';

/** Whoever reads it: "chez vous" is "chez la famille" for who receives. */
export type WordsReader = 'family' | 'staff';

/** "Rendez-vous au guichet", "Visite de Les Lutins". @param host the name of who receives */
export const whatWords = (
  { t }: Translator,
  kind: AppointmentKind,
  host: string,
  reader: WordsReader = 'family',
): string => t(reader === 'staff' ? 'appointment.whatForStaff' : 'appointment.what', { kind, host });

/** Where it is: a call and a visit at the family's are not at the desk. */
export const placeWords = (
  { t }: Translator,
  { kind, place }: Pick<AppointmentSlot, 'kind' | 'place'>,
  reader: WordsReader = 'family',
): string =>
  place === '' ? t(reader === 'staff' ? 'appointment.whereForStaff' : 'appointment.where', { kind }) : place;

/** "lundi 1er mars 2027 à 10 h". */
export const momentWords = ({ t, fullDay, time }: Translator, { startsAt }: Pick<Interval, 'startsAt'>): string =>
  t('appointment.moment', { day: fullDay(dayOf(startsAt)), time: time(timeOf(startsAt)) });
