import { HttpException } from '@nestjs/common';
import type { Refusal } from '../../kernel/refusal.js';
import type { Translator } from '../i18n/index.js';
import { MOST_ERRORS, type FieldError } from './form.js';

/** Thrown by API routes for input with invalid fields, which it names. */
export class InvalidInput extends HttpException {
  constructor(
    readonly errors: readonly FieldError[],
    status = 422,
  ) {
    super('invalid input', status);
  }
}

/** An RFC 9457 problem document. `errors` names the first fifty invalid fields by their JSON pointers. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { pointer: string; detail: string }[];
}

export function problemOf(
  error: unknown,
  failure: { status: number; kind: string; refusal?: Refusal; facts?: Record<string, number> },
  { t }: Translator,
): Problem {
  const title = t(`web.errorPages.${failure.kind}.heading`);
  const problem = { type: 'about:blank', title, status: failure.status };
  if (error instanceof InvalidInput) {
    return {
      ...problem,
      detail: t('web.errors.fields', { count: error.errors.length }),
      errors: error.errors
        .slice(0, MOST_ERRORS)
        .map((error) => ({ pointer: `/${error.field.replaceAll('.', '/')}`, detail: t(error.message, error.args) })),
    };
  }
  const detail = failure.refusal
    ? t(`refusal.${failure.refusal.code}`, failure.refusal.facts)
    : t(`web.errorPages.${failure.kind}.message`, failure.facts);
  return { ...problem, detail };
}
