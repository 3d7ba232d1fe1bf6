import { IsISO8601, IsString, MaxLength, MinLength } from 'class-validator';

export class SchoolFileForm {
  @IsString({ message: 'schoolHolidays.errors.zone' })
  @MinLength(1, { message: 'schoolHolidays.errors.zone' })
  @MaxLength(60, { message: 'schoolHolidays.errors.zone' })
  zone: string;
}

export class ConfirmHolidaysForm {
  /** The moment of the proposal that the person looked at. */
  @IsISO8601({}, { message: 'refusal.schoolHolidays.changed' }) seen: string;
}
