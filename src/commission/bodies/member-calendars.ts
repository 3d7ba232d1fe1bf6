import { Injectable } from '@nestjs/common';
import { BusyCalendars, BusyReading, type BusyCalendar } from '../../calendar/index.js';
import { DomainError, NotFound, refuse } from '../../kernel/refusal.js';
import { Audit } from '../../platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../platform/database/index.js';
import { Permission, type Actor } from '../../platform/security/index.js';
import { Bodies } from './bodies.js';
import { isMember, runsBody } from './body-scope.js';

export interface MemberCalendar {
  readonly personKey: string;
  readonly label: string;
  /** Null as long as none was given. */
  readonly calendar: BusyCalendar | null;
  /** Moments kept of it. */
  readonly moments: number;
}

/**
 * When members are not available, from their own calendars: given and taken back by the member, or by who plans for
 * them.
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

  /** The people for whom an actor may say so: oneself, and the members of the bodies that one plans. */
  async all(actor: Actor, from: Reader | Tx = this.reader): Promise<MemberCalendar[]> {
    const members = (await this.bodies.members(from)).filter(
      (member) => runsBody(actor, member.bodyId, Permission.PlanSession) || isMember(actor, member),
    );
    const people = new Map(members.map(({ personKey, label }) => [personKey, label]));
    const [calendars, counts] = [await this.busy.of(from, [...people.keys()]), await this.busy.counts(from)];
    return [...people].map(([personKey, label]) => {
      const calendar = calendars.find((one) => one.personKey === personKey) ?? null;
      return { personKey, label, calendar, moments: calendar ? (counts.get(calendar.id) ?? 0) : 0 };
    });
  }

  /** @throws NotFound for who is not there, or not the actor's to speak for */
  async of(actor: Actor, personKey: string, from: Reader | Tx = this.reader): Promise<MemberCalendar> {
    const found = (await this.all(actor, from)).find((one) => one.personKey === personKey);
    if (!found) throw new NotFound('member');
    return found;
  }

  /** Keeps the busy moments of a file. @throws DomainError when it is no calendar */
  async takeFile(actor: Actor, personKey: string, text: string): Promise<void> {
    await this.of(actor, personKey);
    const read = await this.reading.text(text);
    if (!read.ok) throw new DomainError(refuse(`busyCalendar.${read.failure}`));
    await this.write(actor, personKey, 'busy-calendar.file', (tx) => this.busy.takeFile(tx, personKey, read.periods));
  }

  /** Reads an address from now on, once a day. @throws DomainError when it leads nowhere we may go */
  follow(actor: Actor, personKey: string, address: string): Promise<void> {
    return this.write(actor, personKey, 'busy-calendar.follow', (tx) => this.busy.follow(tx, personKey, address));
  }

  readAgain(actor: Actor, personKey: string): Promise<void> {
    return this.write(actor, personKey, 'busy-calendar.read', (tx) => this.busy.readAgain(tx, personKey));
  }

  /** Nothing of it is left. */
  erase(actor: Actor, personKey: string): Promise<void> {
    return this.write(actor, personKey, 'busy-calendar.erase', (tx) => this.busy.erase(tx, personKey));
  }

  /** @param work answers the calendar's id; null when there was nothing to do */
  private async write(
    actor: Actor,
    personKey: string,
    action: string,
    work: (tx: Tx) => Promise<string | null>,
  ): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.of(actor, personKey, tx);
      const id = await work(tx);
      if (id !== null) await this.audit.changed(tx, actor, action, { kind: 'busy-calendar', id });
    });
  }
}
