import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { Hooks } from '../../foundation/kernel/hooks.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day, Instant } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { readCalendar, wholeDaysOf } from '../../foundation/platform/calendar/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { holidaysAmong, judgeSchoolHolidays, type SchoolHoliday } from './domain/school-holidays.js';
import { SchoolCalendar } from './persistence/calendar.entities.js';
import { maySetSchoolHolidays } from './school-calendar.policy.js';

/** A meeting that is planned within school holidays, though its body does not sit then. */
export interface MeetingWithin {
  readonly body: string;
  readonly day: Day;
  /** Its page. */
  readonly href: string;
}

type MeetingsWithin = (from: Reader, holidays: readonly SchoolHoliday[]) => Promise<readonly MeetingWithin[]>;

/** The school holidays of the territory. A new list replaces the whole one, after somebody has looked at it. */
@Injectable()
export class SchoolCalendars {
  /** Asked before a list is put in force: the meetings that would then fall within holidays. */
  readonly looked = new Hooks<MeetingsWithin>('school holidays are looked at before they are put in force');

  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  inForce(from: Reader | Tx = this.reader): Promise<SchoolCalendar | null> {
    return from.findOne(SchoolCalendar, { id: 'in_force' });
  }

  /** The meetings already planned within these holidays, soonest first. */
  async listMeetingsWithin(holidays: readonly SchoolHoliday[]): Promise<MeetingWithin[]> {
    const found = await Promise.all(this.looked.all.map((meetings) => meetings(this.reader, holidays)));
    return found.flat().sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  findProposed(): Promise<SchoolCalendar | null> {
    return this.reader.findOne(SchoolCalendar, { id: 'proposed' });
  }

  /**
   * Reads a file and keeps it to be looked at; the holidays in force do not change yet.
   * @throws DomainError when the file holds no school holidays
   */
  async proposeFile(actor: Actor, zone: string, text: string): Promise<void> {
    assertCoordinates(actor);
    const calendar = readCalendar(text);
    if (!calendar) throw new DomainError(refuse('schoolHolidays.unreadable'));
    const holidays = holidaysAmong(wholeDaysOf(calendar));
    const refusal = judgeSchoolHolidays(holidays, this.clock.today());
    if (refusal) throw new DomainError(refusal);
    await this.unitOfWork.run(async (tx) => {
      await tx.delete(SchoolCalendar, { id: 'proposed' });
      await tx.insert(SchoolCalendar, { id: 'proposed', zone, holidays, importedAt: this.clock.now() });
    });
  }

  /**
   * @param seenAt the moment of the proposal that the person looked at
   * @throws Conflict when another file was sent since, or the proposal was dropped
   */
  confirmProposal(actor: Actor, seenAt: Instant): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      assertCoordinates(actor);
      const proposed = await tx.lock(SchoolCalendar, { id: 'proposed' });
      if (proposed?.importedAt !== seenAt) throw new Conflict(refuse('schoolHolidays.changed'));
      await tx.delete(SchoolCalendar, { id: 'in_force' });
      await tx.update(SchoolCalendar, { id: 'proposed' }, { id: 'in_force', importedAt: this.clock.now() });
      await this.audit.changed(
        tx,
        actor,
        'school-holidays.replace',
        { kind: 'school-holidays', id: 'in_force' },
        { count: proposed.holidays.length },
      );
    });
  }

  dropProposal(actor: Actor): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      assertCoordinates(actor);
      await tx.delete(SchoolCalendar, { id: 'proposed' });
    });
  }
}

/** @throws NotFound for who may not replace the school holidays */
export function assertCoordinates(actor: Actor): void {
  if (!maySetSchoolHolidays(actor)) throw new NotFound('school-holidays');
}
