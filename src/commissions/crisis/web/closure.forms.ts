import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { Day } from '../../../foundation/kernel/time.js';
import {
  Choice,
  DatePart,
  OneOf,
  readDay,
  WholeNumber,
  type FieldError,
} from '../../../foundation/platform/web/index.js';
import { ANSWER_HOURS, CLOSURE_REASONS, type ClosureReason } from '../domain/closure.js';
import { TEMPORARY_ANSWERS, type TemporaryAnswer } from '../domain/temporary-offer.js';

/** A press on the page of a closure. */
export class VersionForm {
  /** The version of the closure that the person saw. */
  @WholeNumber('crisis.errors.version') version?: string;
}

export class ReturnForm extends VersionForm {
  @DatePart('crisis.errors.returnOn') returnOnDay?: string;
  @DatePart('crisis.errors.returnOn') returnOnMonth?: string;
  @DatePart('crisis.errors.returnOn') returnOnYear?: string;
  @Choice(['yes'], 'crisis.errors.returnOn') unknown?: string;
}

export class DeclareForm {
  @IsOptional() @IsString({ each: true, message: 'crisis.errors.sections' }) sections?: string | string[];
  @DatePart('crisis.errors.from') fromDay?: string;
  @DatePart('crisis.errors.from') fromMonth?: string;
  @DatePart('crisis.errors.from') fromYear?: string;
  @DatePart('crisis.errors.returnOn') returnOnDay?: string;
  @DatePart('crisis.errors.returnOn') returnOnMonth?: string;
  @DatePart('crisis.errors.returnOn') returnOnYear?: string;
  @OneOf(CLOSURE_REASONS, 'crisis.errors.reason') reason: ClosureReason;
  @OneOf(ANSWER_HOURS.map(String), 'crisis.errors.answerHours') answerHours: string;
}

type Values = Readonly<Record<string, unknown>>;

/** A day of a closure. Adds an error when it is no day, or when it is needed and missing. */
export function dayIn(values: Values, field: 'from' | 'returnOn', needed: boolean, wrong: FieldError[]): Day | null {
  const day = readDay(values, field);
  if (day === 'invalid' || (needed && day === null)) {
    wrong.push({ field, message: `crisis.errors.${field}` });
    return null;
  }
  return day;
}

/** The sections that were ticked. */
export const tickedSections = (typed: unknown): string[] => [typed ?? []].flat().map(String);

/** The field beside which each refusal of the forms of a closure is shown. */
const FIELDS: Readonly<Record<string, string>> = {
  'closure.sections': 'sections',
  'closure.returnOn': 'returnOn',
  'closure.sameReturn': 'returnOn',
};
export const fieldOf = (code: string): string => FIELDS[code] ?? 'from';

export class AskForm extends VersionForm {
  @IsOptional() @IsString({ each: true, message: 'crisis.errors.establishments' }) establishments?: string | string[];
}

/** How many seats each section lends: two lists of the same length. */
export class LendForm {
  @IsOptional() @IsString({ each: true, message: 'crisis.errors.seats' }) section?: string | string[];
  @IsOptional() @Matches(/^\d{0,3}$/, { each: true, message: 'crisis.errors.seats' }) seats?: string | string[];
}

export const readLent = ({ section, seats }: LendForm): Record<string, number> => {
  const counts = tickedSections(seats);
  return Object.fromEntries(tickedSections(section).map((id, index) => [id, Number(counts[index] ?? 0)]));
};

export class ChoiceForm extends VersionForm {
  @IsString({ message: 'crisis.errors.section' })
  @MaxLength(80, { message: 'crisis.errors.section' })
  section: string;
}

export class AnswerForm {
  @OneOf(TEMPORARY_ANSWERS, 'crisis.errors.answer') answer: TemporaryAnswer;
}
