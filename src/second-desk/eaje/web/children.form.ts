import { IsIn, IsOptional, IsString, Matches } from 'class-validator';

export class DepartureForm {
  @IsOptional() @IsString() lastDayDay?: string;
  @IsOptional() @IsString() lastDayMonth?: string;
  @IsOptional() @IsString() lastDayYear?: string;
  @IsOptional() @IsString() pastConfirmed?: string;
}

export class ExtensionForm {
  @IsOptional() @IsString() newLastDayDay?: string;
  @IsOptional() @IsString() newLastDayMonth?: string;
  @IsOptional() @IsString() newLastDayYear?: string;
}

export class SectionForm {
  @IsOptional() @IsString() changeDay?: string;
  @IsOptional() @IsString() changeMonth?: string;
  @IsOptional() @IsString() changeYear?: string;
  @IsOptional() @IsString() pastConfirmed?: string;

  @IsString({ message: 'eaje.errors.sectionMissing' })
  sectionId: string;
}

export class DatesForm {
  @IsOptional() @IsString() adaptationDay?: string;
  @IsOptional() @IsString() adaptationMonth?: string;
  @IsOptional() @IsString() adaptationYear?: string;
  @IsOptional() @IsString() startDay?: string;
  @IsOptional() @IsString() startMonth?: string;
  @IsOptional() @IsString() startYear?: string;

  @IsIn(['propose', 'agreed'], { message: 'eaje.errors.agreement' })
  agreement: 'propose' | 'agreed';
}

export class PostponeForm {
  @IsOptional() @IsString() firstDayDay?: string;
  @IsOptional() @IsString() firstDayMonth?: string;
  @IsOptional() @IsString() firstDayYear?: string;
}

export class DaysForm {
  @IsOptional() @IsString() daysFromDay?: string;
  @IsOptional() @IsString() daysFromMonth?: string;
  @IsOptional() @IsString() daysFromYear?: string;

  @IsOptional()
  @IsString({ each: true, message: 'eaje.errors.slots' })
  slots?: string | string[];
}

export class StayForm {
  @IsOptional() @IsString() stayDay?: string;
  @IsOptional() @IsString() stayMonth?: string;
  @IsOptional() @IsString() stayYear?: string;
}

/** The day that the page showed. */
export class ConfirmMoveForm {
  @IsString() on: string;
}

const MOVE = /^[0-9a-f-]{36}:\d{4}-\d{2}-\d{2}$/;

/** The moves that were ticked, or those of the list whose button was pressed: each with the day that the page showed. */
export class ConfirmMovesForm {
  @IsOptional()
  @Matches(MOVE, { each: true, message: 'eaje.errors.moves' })
  'move[]'?: string | string[];
}

/** A form that has a button and no field. */
export class NoShowForm {}
