import { Injectable } from '@nestjs/common';
import { And, In, LessThan, MoreThanOrEqual, Not } from 'typeorm';
import { SchoolCalendars, type SchoolCalendar } from '../../../territory/calendar/index.js';
import { instantAt } from '../../../foundation/kernel/time.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import type { Actor } from '../../../foundation/platform/security/index.js';
import { Bodies } from '../bodies/bodies.js';
import { CommissionSession, type Body } from '../persistence/commission.entities.js';
import { SittingDays, type DatedSitting } from '../session/sitting-days.js';

export interface YearOfSessions {
  readonly year: number;
  /** The bodies that the actor may read, whether or not they sit in that year. */
  readonly bodies: readonly Body[];
  /** Each day on which a session sits, soonest first, without the cancelled ones. */
  readonly sessions: readonly DatedSitting[];
  /** Null until a school calendar is imported. */
  readonly school: Pick<SchoolCalendar, 'zone' | 'holidays'> | null;
}

/** A civil year of all bodies side by side. */
@Injectable()
export class YearCalendar {
  constructor(
    private readonly reader: Reader,
    private readonly bodies: Bodies,
    private readonly days: SittingDays,
    private readonly schoolCalendars: SchoolCalendars,
  ) {}

  async readYear(actor: Actor, year: number): Promise<YearOfSessions> {
    const bodies = await this.bodies.readableBy(actor);
    const [before, from, to] = [year - 1, year, year + 1].map((each) => instantAt(`${each}-01-01`)) as [
      string,
      string,
      string,
    ];
    // A session of the year before may go on in this year after a pause.
    const sessions = await this.reader.find(CommissionSession, {
      where: {
        bodyId: In(bodies.map((body) => body.id)),
        state: Not('cancelled'),
        startsAt: And(MoreThanOrEqual(before), LessThan(to)),
      },
      order: { startsAt: 'ASC', id: 'ASC' },
    });
    const dated = (await this.days.datesOf(this.reader, sessions)).filter(
      ({ startsAt }) => from <= startsAt && startsAt < to,
    );
    return { year, bodies, sessions: dated, school: await this.schoolCalendars.inForce() };
  }
}
