import { Body, type PipeTransform, type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';

/** `message` is a catalogue key. Its sentence names the field. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
  readonly args?: Record<string, string | number>;
}

/** A submitted form: either checked, or to be shown again with what was typed. */
export type Submitted<T> =
  | { readonly ok: true; readonly value: T; readonly values: Record<string, unknown> }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: Record<string, unknown> };

/**
 * The longest text that a person may type in one field. A longer one is refused with an error at the field, and never
 * cut.
 */
export const LONGEST_TEXT = 2000;
/** An error shows at most this much of the name of an unknown field. */
const LONGEST_NAME = 60;
/** The most errors that one answer lists. Nobody would read more. */
export const MOST_ERRORS = 50;

/** Passwords: whoever chose a space at the end has it (ASVS 5.0, 6.2.8). */
const AS_TYPED: ReadonlySet<string> = new Set(['password', 'current']);

/**
 * What a person can see of a text. Spaces, marks of direction, joiners and the letters that draw nothing (Hangul
 * fillers, the blank of Braille) are not: a name or a reason of these alone would count as given, and nobody could read
 * it.
 */
export const SEEN = /[^\s\p{Cc}\p{Cf}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

const trimText = (text: string): string => (SEEN.test(text) ? text.trim() : '');

function trimmed(body: unknown): Record<string, unknown> {
  // `Object.entries` would also take a text, letter by letter, and a list, item by item. Neither is a form.
  const isForm = typeof body === 'object' && body !== null && !Array.isArray(body);
  const fields = Object.entries(isForm ? (body as Record<string, unknown>) : {}).filter(([name]) => name !== '_csrf');
  return Object.fromEntries(
    fields.map(([name, value]) => [name, typeof value === 'string' && !AS_TYPED.has(name) ? trimText(value) : value]),
  );
}

/**
 * A validator to which we gave no message uses an English sentence ("… must be a string"), recognised by its spaces.
 * Only input that none of our forms sends leads to such a message.
 */
const keyOf = (message: string): string => (message.includes(' ') ? 'web.errors.unreadable' : message);

/**
 * One error for all unknown fields, with the name of the first. Somebody who sends thousands of unknown fields does
 * not get thousands of sentences.
 */
export function unknownFields(names: readonly string[]): FieldError[] {
  const [first] = names;
  if (first === undefined) return [];
  const field = first.slice(0, LONGEST_NAME);
  return [
    {
      field,
      message: names.length === 1 ? 'web.errors.unknownField' : 'web.errors.unknownFields',
      args: { field, count: names.length },
    },
  ];
}

interface Wrong {
  readonly errors: FieldError[];
  readonly unknown: string[];
}

/** Adds the errors of a form, and of the objects within it, to `wrong`. */
function gather(errors: readonly ValidationError[], wrong: Wrong, prefix = ''): Wrong {
  for (const { property, constraints, children } of errors) {
    const field = `${prefix}${property}`;
    const [constraint, message] = Object.entries(constraints ?? {})[0] ?? [];
    if (constraint === 'whitelistValidation') wrong.unknown.push(field);
    else if (message) wrong.errors.push({ field, message: keyOf(message), args: { field } });
    gather(children ?? [], wrong, `${field}.`);
  }
  return wrong;
}

const fieldsByType = new WeakMap<Type<object>, ReadonlySet<string>>();

/** The fields that a class of form checks. */
export function fieldsOf(type: Type<object>): ReadonlySet<string> {
  const known =
    fieldsByType.get(type) ??
    new Set(
      getMetadataStorage()
        .getTargetValidationMetadatas(type, '', false, false)
        .map(({ propertyName }) => propertyName),
    );
  fieldsByType.set(type, known);
  return known;
}

/**
 * Checks a form against its class (class-validator); unknown fields are refused. Every `message` is a catalogue key.
 */
export function checkForm<T extends object>(type: Type<T>, body: unknown): Submitted<T> {
  const values = trimmed(body);
  const known = fieldsOf(type);
  const tooLong = new Set([...known].filter((name) => isTooLong(values[name])));
  // Texts that are too long and unknown fields are not validated any further. The other fields still are, so that all
  // errors are shown at once.
  const filled = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== '' && known.has(name) && !tooLong.has(name)),
  );
  const value = plainToInstance(type, filled, { exposeDefaultValues: true });
  const wrong = gather(
    validateSync(value, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false }),
    { errors: [], unknown: Object.keys(values).filter((name) => !known.has(name) && values[name] !== '') },
  );
  const errors = [
    ...[...tooLong].map((field): FieldError => ({ field, message: 'web.errors.tooLong', args: { max: LONGEST_TEXT } })),
    ...wrong.errors.filter(({ field }) => !tooLong.has(field)),
    ...unknownFields(wrong.unknown),
  ];
  return errors.length === 0 ? { ok: true, value, values } : { ok: false, errors, values };
}

const isTooLong = (value: unknown): boolean => typeof value === 'string' && value.length > LONGEST_TEXT;

class FormPipe<T extends object> implements PipeTransform<unknown, Submitted<T>> {
  constructor(private readonly type: Type<T>) {}
  transform(body: unknown): Submitted<T> {
    return checkForm(this.type, body);
  }
}

/** The body of a form route: `@Form(AdultForm) form: Submitted<AdultForm>`. */
export const Form = <T extends object>(type: Type<T>): ParameterDecorator => Body(new FormPipe(type));
