import { Injectable } from '@nestjs/common';
import { Config } from '../../../foundation/config/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { icalendarOf, type CalendarEvent } from '../../../foundation/platform/calendar/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Download } from '../../../foundation/platform/web/index.js';
import { AppointmentHosts } from '../appointment-hosts.js';
import { PATH } from '../appointment-letters.js';
import type { StandingAppointment } from '../appointment-reading.js';
import { placeWords, whatWords, type WordsReader } from '../appointment-words.js';
import type { OwnMeeting } from '../meetings.js';

const NAME = 'rendez-vous.ics';
const TYPE = 'text/calendar; charset=utf-8';

/** Appointments as calendar programs take them. No file names a child, because calendars are kept elsewhere. */
@Injectable()
export class AppointmentFiles {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly hosts: AppointmentHosts,
  ) {}

  /** Of one family: a file that replaces what the calendar has of it, or takes it away. */
  ofFamily(words: Translator, standing: StandingAppointment): Download {
    return this.download(
      words,
      [this.eventOf(words, standing, `/mon-dossier/${PATH}`, 'family')],
      standing.state === 'cancelled',
    );
  }

  ofMeeting(words: Translator, { meeting, own }: OwnMeeting): Download {
    const event = {
      uid: this.uid(own!.id),
      startsAt: meeting.startsAt,
      endsAt: meeting.endsAt,
      summary: words.t('meeting.what', { subject: meeting.subject }),
      location: meeting.place,
      url: this.url(`/mon-dossier/${PATH}`),
      sequence: own!.version,
      cancelled: false,
    };
    return this.download(words, [event], false);
  }

  /** All that somebody receives. @param base the page of each is below it */
  ofStaff(
    words: Translator,
    all: readonly StandingAppointment[],
    pageOf: (one: StandingAppointment) => string,
  ): Download {
    const events = all.map((one) => this.eventOf(words, one, pageOf(one), 'staff'));
    return this.download(words, events, false);
  }

  private eventOf(
    words: Translator,
    { row, slot, state }: StandingAppointment,
    path: string,
    reader: WordsReader,
  ): CalendarEvent {
    const what = whatWords(words, row.kind, this.hosts.nameOf(row.host), reader);
    const cancelled = state === 'cancelled';
    return {
      uid: this.uid(row.id),
      startsAt: slot!.startsAt,
      endsAt: slot!.endsAt,
      summary: cancelled ? words.t('appointment.calendar.cancelled', { what }) : what,
      location: placeWords(words, slot!, reader),
      url: this.url(path),
      sequence: row.version,
      cancelled,
    };
  }

  private download(words: Translator, events: readonly CalendarEvent[], isTakenBack: boolean): Download {
    const method = isTakenBack ? 'CANCEL' : 'PUBLISH';
    return new Download(
      icalendarOf(words.t('appointment.calendar.name'), events, this.clock.now(), method),
      NAME,
      TYPE,
    );
  }

  private uid(id: string): string {
    return `${id}@${new URL(this.config.BASE_URL).hostname}`;
  }

  private url(path: string): string {
    return new URL(path, this.config.BASE_URL).href;
  }
}
