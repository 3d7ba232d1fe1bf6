import { Type } from 'class-transformer';
import { IsInt, IsOptional } from 'class-validator';
import { OPINION_REASONS, type OpinionReason } from '../../../commissions/admission/index.js';
import { isMobile, readPhone } from '../../../foundation/kernel/phone-number.js';
import {
  alsoWrong,
  DatePart,
  Email,
  OneOf,
  Phone,
  readDay,
  Text,
  type FieldError,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import type { NewQuestion } from '../asked-opinions.js';
import {
  DECLINE_REASONS,
  EXPERT_ROLES,
  LONGEST_NOTE,
  type DeclineReason,
  type ExpertRole,
} from '../domain/asked-opinion.js';

export class AskForm {
  @Text('askedOpinion.errors.name', 100, 'askedOpinion.errors.longName') name?: string;
  @OneOf(EXPERT_ROLES, 'askedOpinion.errors.role') role: ExpertRole;
  @Email('askedOpinion.errors.email') email?: string;
  @Phone('askedOpinion.errors.mobile') mobile?: string;
  @Text('askedOpinion.errors.note', LONGEST_NOTE) note?: string;
  @OneOf(['1', '2'], 'askedOpinion.errors.agreedBy') agreedBy: string;
  @DatePart('askedOpinion.errors.agreedOn') agreedDay?: string;
  @DatePart('askedOpinion.errors.agreedOn') agreedMonth?: string;
  @DatePart('askedOpinion.errors.agreedOn') agreedYear?: string;
}

/** In the order of the page: a choice that nobody made sends nothing by which its place is known. */
const ON_PAGE = ['name', 'role', 'email', 'mobile', 'note', 'agreedBy', 'agreed'];

/** The form with what its class cannot judge: what is missing, and a telephone that takes no text message. */
export function checkAsked(form: Submitted<AskForm>): Submitted<AskForm> {
  const { values } = form;
  const said = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
  const day = readDay(values, 'agreed');
  const mobile = readPhone(said('mobile'));
  const wrong: FieldError[] = [
    ...(said('name') === '' ? [{ field: 'name', message: 'askedOpinion.errors.name' }] : []),
    ...(said('email') === '' && said('mobile') === '' ? [{ field: 'email', message: 'askedOpinion.errors.way' }] : []),
    ...(mobile !== null && !isMobile(mobile) ? [{ field: 'mobile', message: 'askedOpinion.errors.mobile' }] : []),
    ...(day === null || day === 'invalid' ? [{ field: 'agreed', message: 'askedOpinion.errors.agreedOn' }] : []),
  ];
  const checked = alsoWrong(form, wrong);
  if (checked.ok) return checked;
  const place = ({ field }: FieldError): number => ON_PAGE.indexOf(field);
  return { ...checked, errors: [...checked.errors].sort((a, b) => place(a) - place(b)) };
}

export const readAsked = (criterion: string, form: AskForm, values: Record<string, unknown>): NewQuestion => ({
  criterion,
  name: form.name!,
  role: form.role,
  email: form.email ?? null,
  mobile: form.mobile ? readPhone(form.mobile) : null,
  note: form.note ?? null,
  agreedBy: Number(form.agreedBy),
  agreedOn: String(readDay(values, 'agreed')),
});

/** The field at which a refusal of a question is shown, by its code. */
export const ASK_FIELDS: Readonly<Record<string, string>> = {
  'askedOpinion.noWay': 'email',
  'askedOpinion.notHeard': 'role',
  'askedOpinion.agreedLater': 'agreed',
  'askedOpinion.agreedByNobody': 'agreedBy',
};

export class CodeForm {
  @Text('askedOpinion.errors.code', 20) code?: string;
}

export class AnswerForm {
  /** Absent where the grid leaves no choice of points. */
  @IsOptional() @Type(() => Number) @IsInt({ message: 'askedOpinion.errors.points' }) points?: number;
  @OneOf(OPINION_REASONS, 'askedOpinion.errors.reason') reason: OpinionReason;
  @Text('askedOpinion.errors.words', LONGEST_NOTE) words?: string;
}

export class DeclineForm {
  @OneOf(DECLINE_REASONS, 'askedOpinion.errors.declined') declined: DeclineReason;
}
