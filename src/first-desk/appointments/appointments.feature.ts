import { In } from 'typeorm';
import { DossierModule, keepsOfFamily, RequestMoves, tellsDesk, tellsFamilyOnce } from '../../dossier/dossier/index.js';
import { feature, join } from '../../foundation/platform/feature/index.js';
import { JobHandlers } from '../../foundation/platform/queue/index.js';
import { Navigation } from '../../foundation/platform/web/index.js';
import { SupplyModule } from '../../offer/supply/index.js';
import { TerritoryModule } from '../../territory/territory/index.js';
import { AppointmentHosts } from './appointment-hosts.js';
import { AppointmentLetters, PATH } from './appointment-letters.js';
import { AppointmentReading } from './appointment-reading.js';
import { AppointmentSlots } from './appointment-slots.js';
import { Appointments } from './appointments.js';
import { booksForItself, mayArrange } from './appointments.policy.js';
import { REMIND, REMIND_MEETING } from './jobs.js';
import { MeetingLetters } from './meeting-letters.js';
import { Meetings } from './meetings.js';
import {
  APPOINTMENT_BOOKED,
  APPOINTMENT_CANCELLED,
  APPOINTMENT_PROPOSED,
  APPOINTMENT_REMINDER,
} from './message-kinds.js';
import { Appointment, AppointmentBook, AppointmentSlot } from './persistence/appointment.entities.js';
import { CollectiveMeeting, MeetingBooking } from './persistence/meeting.entities.js';
import { OwnHeldHours } from './own-held-hours.js';
import { APPOINTMENT_PAGES } from './staff-pages.js';
import { AppointmentFiles } from './web/appointment-files.js';
import { AppointmentLines, DayOfDeskAppointments, DayOfVisits } from './web/day-of-appointments.js';
import { RequestAppointments } from './web/desk-request.pages.js';
import { FamilyAppointments } from './web/family.pages.js';
import { DeskMeetings } from './web/meetings.pages.js';
import { DeskAppointments, NurseryAppointments } from './web/receiving.pages.js';
import { ReceivingPresenter } from './web/receiving.presenter.js';
import { DeskSlots, NurserySlots } from './web/slots.pages.js';

/** Rendez-vous and collective meetings: hours that are opened, and chosen by families without an account. */
export const appointments = feature('appointments', {
  uses: [DossierModule, SupplyModule, TerritoryModule],
  tables: [AppointmentBook, AppointmentSlot, Appointment, CollectiveMeeting, MeetingBooking],
  services: [
    AppointmentHosts,
    AppointmentLetters,
    AppointmentSlots,
    AppointmentReading,
    Appointments,
    Meetings,
    OwnHeldHours,
  ],
  own: [MeetingLetters, AppointmentFiles, ReceivingPresenter, AppointmentLines, DayOfDeskAppointments, DayOfVisits],
  pages: [
    FamilyAppointments,
    RequestAppointments,
    DeskMeetings,
    DeskAppointments,
    NurseryAppointments,
    DeskSlots,
    NurserySlots,
  ],
  sends: [APPOINTMENT_PROPOSED, APPOINTMENT_BOOKED, APPOINTMENT_CANCELLED, APPOINTMENT_REMINDER],
  joins: [
    join([Navigation], (navigation) => navigation.add(...APPOINTMENT_PAGES)),
    join([JobHandlers, Appointments, Meetings], (handlers, all, meetings) => {
      handlers.register({ type: REMIND, handle: (tx, { appointmentId }) => all.remind(tx, appointmentId) });
      handlers.register({ type: REMIND_MEETING, handle: (tx, { bookingId }) => meetings.remind(tx, bookingId) });
    }),
    join([RequestMoves, Appointments, Meetings], ({ moved }, all, meetings) =>
      moved.join('appointments gives back the hours of a request that is withdrawn', async (tx, moves) => {
        await all.endMoved(tx, moves);
        await meetings.endMoved(tx, moves);
      }),
    ),
    keepsOfFamily('appointments deletes what was proposed and booked', [AppointmentReading], (reading) => ({
      forget: (tx, requestIds) => tx.delete(Appointment, { requestId: In([...requestIds]) }),
      exported: { name: 'appointments', read: (requestIds) => reading.listRows(requestIds) },
    })),
    keepsOfFamily('appointments deletes the seats at meetings', [Meetings], (meetings) => ({
      forget: (tx, requestIds) => tx.delete(MeetingBooking, { requestId: In([...requestIds]) }),
      exported: { name: 'meetings', read: (requestIds) => meetings.listRows(requestIds) },
    })),
    tellsDesk('appointments tells the next one, and those that nobody has noted', [AppointmentReading], (reading) => ({
      may: mayArrange,
      read: (requestIds) => reading.listDeskNotices(requestIds),
    })),
    tellsFamilyOnce(
      'appointments leads to the hours to choose',
      [AppointmentReading, Meetings],
      (reading, meetings) => ({
        may: booksForItself,
        read: async (_dossierId, requestIds) =>
          (await reading.findFamilyNotice(requestIds)) ??
          ((await meetings.hasForFamily(requestIds)) ? { waits: null, path: PATH, link: 'meeting.link' } : null),
      }),
    ),
  ],
});
