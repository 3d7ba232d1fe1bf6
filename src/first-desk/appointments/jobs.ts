import type { Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';

/** Reminds a family the day before. One job of an appointment waits at a time, and it is moved with it. */
export const REMIND = jobType<{ appointmentId: Id }>('appointment.remind');
export const remindKey = (appointmentId: Id): string => `appointment:${appointmentId}:remind`;
/** The same for the seats at a meeting. */
export const REMIND_MEETING = jobType<{ bookingId: Id }>('appointment.remind-meeting');
export const remindMeetingKey = (bookingId: Id): string => `meeting-booking:${bookingId}:remind`;
