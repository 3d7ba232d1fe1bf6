import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { readTime, type FieldError } from '../../../../foundation/platform/web/index.js';
import { ATTENDANCE_STATUSES, type AttendanceStatus } from '../../domain/quorum.js';
import { SessionVersionForm } from '../../planning/web/planning.form.js';
import type { NotedMember } from '../attendances.js';

/** More people than any body seats. */
const MOST_MEMBERS = 40;
const STATUS = new RegExp(`^[0-9a-f-]{36}:(${ATTENDANCE_STATUSES.join('|')})$`);
const ID = /^[0-9a-f-]{36}$/;

/**
 * For the member on line `n`: `m<n>` tells how they take part, `b<n>` who speaks for them, `a<n>` when they came in and
 * `l<n>` when they left.
 */
export class AttendanceForm extends SessionVersionForm {
  [field: `m${number}` | `b${number}` | `a${number}` | `l${number}`]: string | undefined;
  /** Every member is there, whatever was chosen line by line. */
  @IsOptional() @IsIn(['present'], { message: 'commission.errors.attendance' }) everybody?: 'present';
}

for (let line = 0; line < MOST_MEMBERS; line += 1) {
  for (const [name, pattern] of [
    [`m${line}`, STATUS],
    [`b${line}`, ID],
  ] as const) {
    IsOptional()(AttendanceForm.prototype, name);
    Matches(pattern, { message: 'commission.errors.attendance' })(AttendanceForm.prototype, name);
  }
  for (const name of [`a${line}`, `l${line}`]) {
    IsOptional()(AttendanceForm.prototype, name);
    MaxLength(8, { message: 'commission.errors.attendanceTime' })(AttendanceForm.prototype, name);
  }
}

export const statusValue = (memberId: string, status: AttendanceStatus): string => `${memberId}:${status}`;

/** The members about whom something was entered. */
export function notedIn(form: AttendanceForm): NotedMember[] {
  return Array.from({ length: MOST_MEMBERS }, (_, line) => line).flatMap((line): NotedMember[] => {
    const [memberId, status] = form[`m${line}`]?.split(':') ?? [];
    if (!memberId) return [];
    const [arrivedAt, leftAt] = [readTime(form[`a${line}`]), readTime(form[`l${line}`])];
    return [
      {
        memberId,
        status: status as AttendanceStatus,
        byId: form[`b${line}`] ?? null,
        arrivedAt: arrivedAt === 'invalid' ? null : arrivedAt,
        leftAt: leftAt === 'invalid' ? null : leftAt,
      },
    ];
  });
}

/** The times that cannot be read. */
export const unreadableTimes = (values: Readonly<Record<string, unknown>>): FieldError[] =>
  Object.entries(values)
    .filter(([name, value]) => /^[al]\d+$/.test(name) && readTime(value) === 'invalid')
    .map(([field]) => ({ field, message: 'commission.errors.attendanceTime' }));
