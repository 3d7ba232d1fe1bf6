import { IsOptional, IsString } from 'class-validator';
import { readPhone } from '../../../foundation/kernel/phone-number.js';
import type { ParentContact } from '../../../places/placement/index.js';
import { DatePart, Name, Phone, Text } from '../../../foundation/platform/web/index.js';

/** The decision that a child is there beyond the places of its section. */
export class DerogationForm {
  @Text('eaje.errors.reasonLong', 300) reason?: string;
  @DatePart('eaje.errors.untilNotADay') untilDay?: string;
  @DatePart('eaje.errors.untilNotADay') untilMonth?: string;
  @DatePart('eaje.errors.untilNotADay') untilYear?: string;
}

/** Whom to call about a child who was entered. */
export class ParentForm {
  @Name('eaje.errors.parentName') parentName?: string;
  @Phone('eaje.errors.parentPhone') parentPhone?: string;
}

/** Null where no number was written: a name alone says nobody to call. */
export function readParent({ parentName, parentPhone }: Record<string, unknown>): ParentContact | null {
  const phone = readPhone(String(parentPhone ?? ''));
  return phone === null ? null : { name: String(parentName ?? '').trim() || null, phone };
}

export class PresentChildForm extends DerogationForm {
  @Name('eaje.errors.parentName') parentName?: string;
  @Phone('eaje.errors.parentPhone') parentPhone?: string;

  @Name('eaje.errors.firstName') firstName?: string;
  @Name('eaje.errors.surname') surname?: string;
  @DatePart('eaje.errors.birthNotADay') birthDay?: string;
  @DatePart('eaje.errors.birthNotADay') birthMonth?: string;
  @DatePart('eaje.errors.birthNotADay') birthYear?: string;
  @Text('eaje.errors.sectionMissing', 80) sectionId?: string;
  @IsOptional() @IsString({ each: true, message: 'eaje.errors.slots' }) slots?: string | string[];
  @DatePart('eaje.errors.fromNotADay') fromDay?: string;
  @DatePart('eaje.errors.fromNotADay') fromMonth?: string;
  @DatePart('eaje.errors.fromNotADay') fromYear?: string;
  @DatePart('eaje.errors.toNotADay') toDay?: string;
  @DatePart('eaje.errors.toNotADay') toMonth?: string;
  @DatePart('eaje.errors.toNotADay') toYear?: string;
}

/** The lines of a list that are decided together. */
export class ExceedingForm extends DerogationForm {
  @IsOptional() @IsString({ each: true, message: 'eaje.errors.lines' }) lines?: string | string[];
}
