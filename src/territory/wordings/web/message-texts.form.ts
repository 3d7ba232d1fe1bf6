import { IsString, Length, Matches } from 'class-validator';
import type { MessageText, TextProblem } from '../../../foundation/platform/outbox/index.js';
import { Text, Ticked, type FieldError } from '../../../foundation/platform/web/index.js';

const LONGEST_REASON = 300;

/** The texts of one kind of message in one language, as they are typed. */
export class MessageTextForm {
  @Text('messageText.errors.subject') subject?: string;
  @Text('messageText.errors.body', 2000) body?: string;
  @Text('messageText.errors.shortText', 1000) shortText?: string;
  @IsString({ message: 'messageText.errors.reason' })
  @Length(1, LONGEST_REASON, { message: 'messageText.errors.reason' })
  reason: string;

  /** The number of the version that the person saw in force. */
  @Matches(/^\d{1,3}$/, { message: 'messageText.errors.version' }) version: string;
}

/** The same, seen on examples. */
export class ConfirmedTextForm extends MessageTextForm {
  /** The other language may stay as it is. */
  @Ticked('messageText.errors.otherSeen') otherSeen?: 'yes';
  /** Goes back to the form instead. */
  @Ticked('messageText.errors.again') again?: 'yes';
}

/** A straight apostrophe would quote the variable that follows it, and looks poor. */
const typed = (text: string | undefined): string => (text ?? '').replaceAll("'", '’');
const oneLine = (text: string | undefined): string => typed(text).replace(/\s*[\r\n]+\s*/g, ' ');
const lines = (text: string | undefined): string =>
  typed(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n');

export const textOf = (form: Partial<MessageTextForm>, hasShort: boolean): MessageText => ({
  subject: oneLine(form.subject),
  body: lines(form.body),
  shortText: hasShort ? oneLine(form.shortText) : null,
});

export const fieldsOf = ({ subject, body, shortText }: MessageText): Record<string, string> => ({
  subject,
  body,
  ...(shortText === null ? {} : { shortText }),
});

export const problemErrors = (problems: readonly TextProblem[]): FieldError[] =>
  problems.map(({ field, code, args }) => ({
    field,
    message: `messageText.problem.${code}`,
    args: { ...args, field },
  }));
