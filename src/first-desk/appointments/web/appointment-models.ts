import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import { dayOf, timeOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { ListMark } from '../../../foundation/platform/web/index.js';
import type { StandingAppointment } from '../appointment-reading.js';
import { momentWords, placeWords, whatWords, type WordsReader } from '../appointment-words.js';
import type { AppointmentState } from '../domain/appointment.js';
import type { AppointmentSlot } from '../persistence/appointment.entities.js';

export type Model = Record<string, unknown>;

const TONES: Readonly<Record<AppointmentState, ListMark['tone']>> = {
  proposed: 'info',
  booked: 'success',
  past: 'action',
  cancelled: 'neutral',
  unused: 'neutral',
  came: 'success',
  missed: 'warning',
};

export const stateTag = ({ t }: Translator, state: AppointmentState): ListMark => ({
  text: t('appointment.state', { state }),
  tone: TONES[state],
});

/** Free hours by their day, each as a button says it. */
export const slotDays = (words: Translator, slots: readonly AppointmentSlot[]): Model[] =>
  [...groupedBy(slots, ({ startsAt }) => dayOf(startsAt))].map(([day, ofDay]) => ({
    day: words.fullDay(day),
    slots: ofDay.map((slot) => ({
      id: slot.id,
      time: words.time(timeOf(slot.startsAt)),
      place: placeWords(words, slot),
    })),
  }));

/** Free hours as a list to choose from. */
export const slotOptions = (words: Translator, slots: readonly AppointmentSlot[]): { value: string; text: string }[] =>
  slots.map((slot) => ({ value: slot.id, text: `${momentWords(words, slot)} – ${placeWords(words, slot, 'staff')}` }));

/** One appointment as both its family and its desk read it. */
export function appointmentModel(
  words: Translator,
  { row, slot, state }: StandingAppointment,
  host: string,
  reader: WordsReader,
): Model {
  return {
    id: row.id,
    version: row.version,
    what: whatWords(words, row.kind, host, reader),
    when: slot && momentWords(words, slot),
    place: slot && placeWords(words, slot, reader),
    state: stateTag(words, state),
    isProposed: state === 'proposed',
    isBooked: state === 'booked',
    mayBeNoted: ['past', 'came', 'missed'].includes(state),
    outcome: row.outcome,
  };
}
