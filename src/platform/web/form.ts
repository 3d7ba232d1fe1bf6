import { Body, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';

/** `message` is a key of the catalogue: the sentence names the field. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
  readonly args?: Record<string, string | number>;
}

/** A form as it came in: checked, or to be shown again with what was typed. */
export type Submitted<T> =
  | { readonly ok: true; readonly value: T; readonly values: Record<string, unknown> }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: Record<string, unknown> };

/** The largest text a person types in one field; longer is refused by name, not cut. */
export const LONGEST_TEXT = 2000;

function trimmed(body: unknown): Record<string, unknown> {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>).filter(([name]) => name !== '_csrf');
  return Object.fromEntries(fields.map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value]));
}

/** A validator without a message of ours speaks English ("… must be a string"): only what no form of ours sends gets there. */
const keyOf = (message: string): string => (message.includes(' ') ? 'web.errors.unreadable' : message);

function fieldErrors(errors: readonly ValidationError[], prefix = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = `${prefix}${error.property}`;
    const [constraint, message] = Object.entries(error.constraints ?? {})[0] ?? [];
    const own = message ? [{ field, message: constraint === 'whitelistValidation' ? 'web.errors.unknownField' : keyOf(message), args: { field } }] : [];
    return [...own, ...fieldErrors(error.children ?? [], `${field}.`)];
  });
}

/** Checks a form against its class (class-validator); unknown fields are refused. Every `message` is a catalogue key. */
export function checkForm<T extends object>(type: Type<T>, body: unknown): Submitted<T> {
  const values = trimmed(body);
  const tooLong = new Set(Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' && value.length > LONGEST_TEXT ? [name] : [])));
  // A text that long is looked at no further; what is wrong elsewhere is said at the same time.
  const filled = Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== '' && !tooLong.has(name)));
  const value = plainToInstance(type, filled, { exposeDefaultValues: true });
  const others = fieldErrors(validateSync(value, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false }));
  const errors = [
    ...[...tooLong].map((field): FieldError => ({ field, message: 'web.errors.tooLong', args: { max: LONGEST_TEXT } })),
    ...others.filter(({ field }) => !tooLong.has(field)),
  ];
  return errors.length === 0 ? { ok: true, value, values } : { ok: false, errors, values };
}

class FormPipe<T extends object> implements PipeTransform<unknown, Submitted<T>> {
  constructor(private readonly type: Type<T>) {}
  transform(body: unknown): Submitted<T> {
    return checkForm(this.type, body);
  }
}

/** The body of a form route: `@Form(AdultForm) form: Submitted<AdultForm>`. */
export const Form = <T extends object>(type: Type<T>): ParameterDecorator => Body(new FormPipe(type));
