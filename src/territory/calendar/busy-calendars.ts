import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import { Clock } from '../../foundation/kernel/clock.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import type { Instant } from '../../foundation/kernel/time.js';
import type { BusyPeriod } from '../../foundation/platform/calendar/index.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import { OutboundText } from '../../foundation/platform/outbound/index.js';
import { JobHandlers, Nightly, Queue } from '../../foundation/platform/queue/index.js';
import { BusyReading, type BusyRead } from './busy-reading.js';
import {
  listBusyPeriods,
  countBusyPeriods,
  deleteBusyPeriodsBefore,
  type PersonBusy,
} from './persistence/busy-periods.queries.js';
import { BusyCalendar, BusyPeriodRow } from './persistence/calendar.entities.js';

const READ = jobType<{ calendarId: Id }>('calendar.read');
const NIGHTLY = jobType('calendar.nightly');
const HOUR = '04:30';

interface Tried {
  readonly address: string;
  readonly read: BusyRead;
}

/**
 * When people are busy, according to their own calendars. Only the moments are kept: no title, no place, no other
 * person. Another feature knows the people, and decides who may give, see and withdraw a calendar.
 */
@Injectable()
export class BusyCalendars implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly nightly: Nightly,
    private readonly outbound: OutboundText,
    private readonly reading: BusyReading,
  ) {}

  async onModuleInit(): Promise<void> {
    this.handlers.register<{ calendarId: Id }, Tried | null>({
      type: READ,
      outside: ({ calendarId }) => this.tryAddress(calendarId),
      handle: (tx, { calendarId }, tried) => this.keepTried(tx, calendarId, tried),
    });
    await this.nightly.every(NIGHTLY, HOUR, (tx) => this.everyNight(tx));
  }

  listCalendars(from: Reader | Tx, personKeys: readonly string[]): Promise<BusyCalendar[]> {
    return from.find(BusyCalendar, { where: { personKey: In([...personKeys]) } });
  }

  /** How many busy moments are kept of each calendar. */
  countMoments(from: Reader | Tx): Promise<ReadonlyMap<Id, number>> {
    return countBusyPeriods(from);
  }

  /** When these people are busy between two moments, soonest first. */
  listBusyMoments(
    reader: Reader | Tx,
    personKeys: readonly string[],
    from: Instant,
    to: Instant,
  ): Promise<PersonBusy[]> {
    return listBusyPeriods(reader, personKeys, { from, to });
  }

  /** Replaces what was known of the person by the moments of a file. @returns the calendar's id */
  async takeFile(tx: Tx, personKey: string, periods: readonly BusyPeriod[]): Promise<Id> {
    const calendar = await this.replaceCalendar(tx, personKey, null);
    await this.storeMoments(tx, calendar.id, periods);
    return calendar.id;
  }

  /**
   * Follows a calendar by its address from now on. @throws DomainError when the address is one that this server may not
   * ask
   */
  async followAddress(tx: Tx, personKey: string, given: string): Promise<Id> {
    const address = given.replace(/^webcals?:/i, 'https:');
    const refusal = this.outbound.judgeAddress(address);
    if (refusal) throw new DomainError(refuse(`busyCalendar.${refusal}`));
    const calendar = await this.replaceCalendar(tx, personKey, address);
    await this.readSoon(tx, calendar.id);
    return calendar.id;
  }

  /** Reads the calendar of a person again soon. @returns its id, or null when it has no address */
  async readAgain(tx: Tx, personKey: string): Promise<Id | null> {
    const calendar = await tx.findOne(BusyCalendar, { personKey });
    if (!calendar?.address) return null;
    await this.readSoon(tx, calendar.id);
    return calendar.id;
  }

  /** Deletes the calendar of a person and all its moments. @returns its id, or null when there was none */
  async eraseCalendar(tx: Tx, personKey: string): Promise<Id | null> {
    const calendar = await tx.lock(BusyCalendar, { personKey });
    if (!calendar) return null;
    await tx.delete(BusyPeriodRow, { calendarId: calendar.id });
    await tx.delete(BusyCalendar, { id: calendar.id });
    await this.queue.cancel(tx, keyOf(calendar.id));
    return calendar.id;
  }

  private async replaceCalendar(tx: Tx, personKey: string, address: string | null): Promise<BusyCalendar> {
    await this.eraseCalendar(tx, personKey);
    const calendar: BusyCalendar = {
      id: newId(),
      personKey,
      address,
      since: this.clock.now(),
      triedAt: null,
      readAt: null,
      failure: null,
    };
    await tx.insert(BusyCalendar, calendar);
    return calendar;
  }

  private readSoon(tx: Tx, calendarId: Id): Promise<void> {
    return this.queue.plan(tx, READ, { calendarId }, { key: keyOf(calendarId) });
  }

  /** Reads an address outside any transaction, because another server may answer slowly. */
  private async tryAddress(calendarId: Id): Promise<Tried | null> {
    const address = (await this.reader.findOne(BusyCalendar, { id: calendarId }))?.address;
    return address ? { address, read: await this.reading.readAddress(address) } : null;
  }

  private async keepTried(tx: Tx, calendarId: Id, tried: Tried | null): Promise<void> {
    const calendar = await tx.lock(BusyCalendar, { id: calendarId });
    if (!calendar || !tried || calendar.address !== tried.address) return;
    if (tried.read.ok) await this.storeMoments(tx, calendarId, tried.read.periods);
    // The moments read before are kept: nobody becomes free because a calendar cannot be reached for a day.
    else await tx.update(BusyCalendar, { id: calendarId }, { triedAt: this.clock.now(), failure: tried.read.failure });
  }

  private async storeMoments(tx: Tx, calendarId: Id, periods: readonly BusyPeriod[]): Promise<void> {
    const now = this.clock.now();
    await tx.delete(BusyPeriodRow, { calendarId });
    await tx.insert(
      BusyPeriodRow,
      periods.map(({ startsAt, endsAt }) => ({ id: newId(), calendarId, startsAt, endsAt })),
    );
    await tx.update(BusyCalendar, { id: calendarId }, { triedAt: now, readAt: now, failure: null });
  }

  /** Plans that every address is read again, and deletes the moments that are over. */
  private async everyNight(tx: Tx): Promise<boolean> {
    await deleteBusyPeriodsBefore(tx, this.clock.now());
    for (const { id } of await tx.find(BusyCalendar, { where: { address: Not(IsNull()) } }))
      await this.readSoon(tx, id);
    return false;
  }
}

const keyOf = (calendarId: Id): string => `${READ}:${calendarId}`;
