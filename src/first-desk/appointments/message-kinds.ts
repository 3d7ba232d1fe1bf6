import { messageKind, ONLY_WRITTEN } from '../../foundation/platform/outbox/index.js';

/** What, when and where, as the sentences of each kind name them. */
const MOMENT = {
  occasion: { type: 'text' },
  day: { type: 'day' },
  time: { type: 'time' },
  where: { type: 'text' },
} as const;

/** Leads a family to the hours among which it chooses. */
export const APPOINTMENT_PROPOSED = messageKind({
  code: 'appointment-proposed',
  to: 'family',
  opens: 'appointments',
  variables: { occasion: { type: 'text' } },
});

/** Confirms what was booked or moved, in writing or not at all: whoever did it has read it or was told. */
export const APPOINTMENT_BOOKED = messageKind({
  code: 'appointment-booked',
  to: 'family',
  opens: 'appointments',
  channels: ONLY_WRITTEN,
  variables: MOMENT,
});

/** Tells that it does not take place. `again`: the family chooses another hour. */
export const APPOINTMENT_CANCELLED = messageKind({
  code: 'appointment-cancelled',
  to: 'family',
  opens: 'appointments',
  variables: { ...MOMENT, next: { type: 'choice', of: ['again', 'none'] } },
});

export const APPOINTMENT_REMINDER = messageKind({
  code: 'appointment-reminder',
  to: 'family',
  opens: 'appointments',
  variables: MOMENT,
});
