import { Matches } from 'class-validator';
import type { Day } from '../../../foundation/kernel/time.js';
import { WEEKDAYS, type Weekday } from '../../../foundation/kernel/week-schedule.js';
import {
  alsoWrong,
  Choice,
  DatePart,
  Days,
  readDay,
  readTime,
  Text,
  TimePart,
  WholeNumber,
  type FieldError,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { APPOINTMENT_KINDS, type AppointmentKind } from '../domain/appointment.js';
import type { NewSlots } from '../appointment-slots.js';
import type { NewMeeting } from '../meetings.js';

/** `to-note`: past days of which nobody has said what became of them. `past`: all that was. */
export const LISTED = ['a-noter', 'passes'] as const;

/** Filters of the list of appointments, kept in the address. */
export class AppointmentsQuery {
  @Choice(APPOINTMENT_KINDS, 'web.errors.unreadable') genre?: AppointmentKind;
  @Text('web.errors.unreadable', 10) jour?: string;
  @Choice(LISTED, 'web.errors.unreadable') etat?: (typeof LISTED)[number];
}

/** The version of an appointment that the list showed. */
export class SeenForm {
  @Matches(/^\d{1,9}$/, { message: 'appointment.errors.version' }) version: string;
}

export class SlotsForm {
  /** One of the actor's desks, where it has several. */
  @Text('appointment.errors.desk', 80) desk?: string;
  @Choice(APPOINTMENT_KINDS, 'appointment.errors.kind') kind?: AppointmentKind;
  @Text('appointment.errors.place', 200, 'appointment.errors.longPlace') place?: string;
  @DatePart('appointment.errors.from') fromDay?: string;
  @DatePart('appointment.errors.from') fromMonth?: string;
  @DatePart('appointment.errors.from') fromYear?: string;
  @DatePart('appointment.errors.to') toDay?: string;
  @DatePart('appointment.errors.to') toMonth?: string;
  @DatePart('appointment.errors.to') toYear?: string;
  @Days('appointment.errors.weekdays') weekdays?: string | string[];
  @TimePart('appointment.errors.start') start?: string;
  @TimePart('appointment.errors.end') end?: string;
  @WholeNumber('appointment.errors.minutes') minutes?: string;
}

export class MeetingForm {
  @Text('appointment.errors.desk', 80) desk?: string;
  @Text('meeting.errors.subject', 120, 'meeting.errors.longSubject') subject?: string;
  @Text('meeting.errors.place', 200, 'appointment.errors.longPlace') place?: string;
  @DatePart('meeting.errors.day') onDay?: string;
  @DatePart('meeting.errors.day') onMonth?: string;
  @DatePart('meeting.errors.day') onYear?: string;
  @TimePart('meeting.errors.time') time?: string;
  @WholeNumber('appointment.errors.minutes') minutes?: string;
  @WholeNumber('meeting.errors.seats') seats?: string;
}

/** The field that each refusal is about. */
export const FIELD_OF: Readonly<Record<string, string>> = {
  'appointment.pastDay': 'from',
  'appointment.backwards': 'to',
  'appointment.tooLong': 'to',
  'appointment.hours': 'start',
  'appointment.length': 'minutes',
  'appointment.tooShort': 'minutes',
};
export const MEETING_FIELD_OF: Readonly<Record<string, string>> = {
  'appointment.hours': 'time',
  'appointment.length': 'minutes',
  'meeting.seats': 'seats',
};

/** A value that was typed, or what is wrong with it. */
const dayTyped = (values: Record<string, unknown>, field: string): Day | null => {
  const day = readDay(values, field);
  return day === null || day === 'invalid' ? null : day;
};
const timeTyped = (value: unknown): string | null => {
  const time = readTime(value);
  return time === null || time === 'invalid' ? null : time;
};
const textTyped = (value: unknown): string => String(value ?? '').trim();
const missing = (field: string, message: string, isThere: boolean): FieldError[] =>
  isThere ? [] : [{ field, message }];

/** Kinds for which no place is asked: whoever receives goes or rings there. */
const WITHOUT_PLACE: readonly string[] = ['phone', 'home'];

/** What is to be opened, and the form with what is wrong. @param only the kind of a host that has one alone */
export function readSlots(
  form: Submitted<SlotsForm>,
  only: AppointmentKind | null,
): { form: Submitted<SlotsForm>; wanted: NewSlots } {
  const { values } = form;
  const kind = only ?? textTyped(values['kind']);
  const from = dayTyped(values, 'from');
  const isOneDay = readDay(values, 'to') === null;
  const to = isOneDay ? from : dayTyped(values, 'to');
  const [start, end] = [timeTyped(values['start']), timeTyped(values['end'])];
  const place = textTyped(values['place']);
  const minutes = textTyped(values['minutes']);
  const ticked = [values['weekdays'] ?? []].flat();
  return {
    form: alsoWrong(form, [
      ...missing('kind', 'appointment.errors.kind', kind !== ''),
      ...missing('place', 'appointment.errors.place', place !== '' || WITHOUT_PLACE.includes(kind)),
      ...missing('from', 'appointment.errors.from', from !== null),
      ...missing('to', 'appointment.errors.to', isOneDay || to !== null),
      ...missing('start', 'appointment.errors.start', start !== null),
      ...missing('end', 'appointment.errors.end', end !== null),
      ...missing('minutes', 'appointment.errors.minutes', minutes !== ''),
    ]),
    wanted: {
      kind: kind as AppointmentKind,
      place,
      from: from ?? '',
      to: to ?? '',
      weekdays: WEEKDAYS.filter((weekday): weekday is Weekday => ticked.includes(weekday)),
      start: start ?? '',
      end: end ?? '',
      minutes: Number(minutes),
    },
  };
}

export function readMeeting(
  form: Submitted<MeetingForm>,
  usualDesk: string,
): { form: Submitted<MeetingForm>; wanted: NewMeeting } {
  const { values } = form;
  const [subject, place] = [textTyped(values['subject']), textTyped(values['place'])];
  const day = dayTyped(values, 'on');
  const time = timeTyped(values['time']);
  const [minutes, seats] = [textTyped(values['minutes']), textTyped(values['seats'])];
  return {
    form: alsoWrong(form, [
      ...missing('subject', 'meeting.errors.subject', subject !== ''),
      ...missing('place', 'meeting.errors.place', place !== ''),
      ...missing('on', 'meeting.errors.day', day !== null),
      ...missing('time', 'meeting.errors.time', time !== null),
      ...missing('minutes', 'appointment.errors.minutes', minutes !== ''),
      ...missing('seats', 'meeting.errors.seats', seats !== ''),
    ]),
    wanted: {
      deskId: textTyped(values['desk']) || usualDesk,
      subject,
      place,
      day: day ?? '',
      time: time ?? '',
      minutes: Number(minutes),
      seats: Number(seats),
    },
  };
}
