import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { addDays, addMonths, instantAt } from '../../foundation/kernel/time.js';
import { busyPeriodsOf, readCalendar, type BusyPeriod } from '../../foundation/platform/calendar/index.js';
import { OutboundText, type FetchFailure } from '../../foundation/platform/outbound/index.js';

/** How many months ahead a commission is planned. */
const HORIZON_MONTHS = 18;

/** Why a calendar could not be read. Each reason has its sentence in the catalogue. */
export type BusyFailure = FetchFailure | 'notCalendar' | 'tooMuch';
export type BusyRead =
  | { readonly ok: true; readonly periods: readonly BusyPeriod[] }
  | { readonly ok: false; readonly failure: BusyFailure };

/** Reads the busy moments of a person's calendar. Nothing else of the calendar leaves this class. */
@Injectable()
export class BusyReading {
  private readonly ourSuffix: string;

  constructor(
    private readonly clock: Clock,
    private readonly outbound: OutboundText,
    { BASE_URL }: Config,
  ) {
    this.ourSuffix = `@${new URL(BASE_URL).hostname}`;
  }

  async readText(text: string): Promise<BusyRead> {
    const calendar = readCalendar(text);
    if (!calendar) return { ok: false, failure: 'notCalendar' };
    const today = this.clock.today();
    const window = { from: instantAt(addDays(today, -1)), to: instantAt(addMonths(today, HORIZON_MONTHS)) };
    const periods = await busyPeriodsOf(calendar, window, (uid) => uid.endsWith(this.ourSuffix));
    return periods ? { ok: true, periods } : { ok: false, failure: 'tooMuch' };
  }

  async readAddress(address: string): Promise<BusyRead> {
    const fetched = await this.outbound.fetchText(address);
    return fetched.ok ? this.readText(fetched.text) : { ok: false, failure: fetched.reason };
  }
}
