import { Injectable } from '@nestjs/common';
import { BusyCalendars, BusyReading, type BusyCalendar } from '../../../territory/calendar/index.js';
import { DomainError, NotFound, refuse } from '../../../foundation/kernel/refusal.js';
import { Audit } from '../../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Bodies } from './bodies.js';
import { mayKeepCalendarOf } from './body.policy.js';

export interface MemberCalendar {
  readonly personKey: string;
  readonly label: string;
  /** Null while no calendar was given. */
  readonly calendar: BusyCalendar | null;
  /** How many busy periods are stored. */
  readonly moments: number;
}

/**
 * When members are not available, from their own calendars. The member gives and removes the calendar, or the person
 * who plans does.
 */
@Injectable()
export class MemberCalendars {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly bodies: Bodies,
    private readonly busy: BusyCalendars,
    private readonly reading: BusyReading,
    private readonly audit: Audit,
  ) {}

  /** The people whose calendars an actor may set: oneself, and the members of the bodies that one plans. */
  async listCalendars(actor: Actor, from: Reader | Tx = this.reader): Promise<MemberCalendar[]> {
    const members = (await this.bodies.listMembers(from)).filter((member) => mayKeepCalendarOf(actor, member));
    const people = new Map(members.map(({ personKey, label }) => [personKey, label]));
    const [calendars, counts] = [
      await this.busy.listCalendars(from, [...people.keys()]),
      await this.busy.countMoments(from),
    ];
    return [...people].map(([personKey, label]) => {
      const calendar = calendars.find((known) => known.personKey === personKey) ?? null;
      return { personKey, label, calendar, moments: calendar ? (counts.get(calendar.id) ?? 0) : 0 };
    });
  }

  /** @throws NotFound for a person who does not exist, or whose calendar the actor may not set */
  async readCalendar(actor: Actor, personKey: string, from: Reader | Tx = this.reader): Promise<MemberCalendar> {
    const found = (await this.listCalendars(actor, from)).find((calendar) => calendar.personKey === personKey);
    if (!found) throw new NotFound('member');
    return found;
  }

  /** Stores the busy periods of a file. @throws DomainError when it is no calendar */
  async takeFile(actor: Actor, personKey: string, text: string): Promise<void> {
    await this.readCalendar(actor, personKey);
    const read = await this.reading.readText(text);
    if (!read.ok) throw new DomainError(refuse(`busyCalendar.${read.failure}`));
    await this.writeAudited(actor, personKey, 'busy-calendar.file', (tx) =>
      this.busy.takeFile(tx, personKey, read.periods),
    );
  }

  /** Reads an address once a day from now on. @throws DomainError when we may not connect to it */
  followAddress(actor: Actor, personKey: string, address: string): Promise<void> {
    return this.writeAudited(actor, personKey, 'busy-calendar.follow', (tx) =>
      this.busy.followAddress(tx, personKey, address),
    );
  }

  readAgain(actor: Actor, personKey: string): Promise<void> {
    return this.writeAudited(actor, personKey, 'busy-calendar.read', (tx) => this.busy.readAgain(tx, personKey));
  }

  /** Deletes the calendar and its busy periods. */
  eraseCalendar(actor: Actor, personKey: string): Promise<void> {
    return this.writeAudited(actor, personKey, 'busy-calendar.erase', (tx) => this.busy.eraseCalendar(tx, personKey));
  }

  /** @param work returns the id of the calendar; null when there was nothing to do */
  private async writeAudited(
    actor: Actor,
    personKey: string,
    action: string,
    work: (tx: Tx) => Promise<string | null>,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.readCalendar(actor, personKey, tx);
      const id = await work(tx);
      if (id !== null) await this.audit.changed(tx, actor, action, { kind: 'busy-calendar', id });
    });
  }
}
