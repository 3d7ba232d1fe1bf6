import type { Instant } from '../../kernel/time.js';
import type { TooManyAttempts } from '../security/index.js';
import type { FormState } from './rendering/index.js';
import type { FieldError } from './form.js';

/** What a controller answers: the edge (PageInterceptor) makes HTML, a redirection or a file of it. */
export class Page {
  constructor(
    /** `feature/name`, for `<feature>/web/views/<name>.njk`; or `feature/room/name`. */
    readonly view: string,
    readonly model: Record<string, unknown>,
    readonly status: number,
    /** When to come back, for a page that answers 429. */
    readonly retryAt?: Instant,
  ) {}
}

export const page = (view: string, model: Record<string, unknown> = {}, status = 200): Page =>
  new Page(view, model, status);

/** The same page again because too much was asked for (429): what was typed is in it, and when to send it again. */
export const waitPage = (view: string, model: Record<string, unknown>, { refusal, retryAt }: TooManyAttempts): Page =>
  new Page(view, { ...model, wait: refusal }, 429, retryAt);

/**
 * What the person was looking at stays what it was while a form does not fit: with the version of now, sending it again
 * would write over what somebody else changed meanwhile. One that was missing or garbled stays so, and the sentence
 * beside it says to read the page again.
 */
function seenVersion({ values, errors }: { values: FormState['values']; errors: readonly FieldError[] }): {
  version?: unknown;
} {
  const isWrong = errors.some(({ field }) => field === 'version');
  return isWrong || values['version'] !== undefined
    ? { version: typeof values['version'] === 'string' ? values['version'] : '' }
    : {};
}

/** The same page again, with what was typed and what is wrong with it (422). Messages are catalogue keys. */
export const refusedPage = (
  view: string,
  model: Record<string, unknown>,
  submitted: { values: FormState['values']; errors: readonly FieldError[] },
  status = 422,
): Page => page(view, { ...model, ...(status === 422 ? seenVersion(submitted) : {}), form: submitted }, status);

export class Redirect {
  constructor(
    readonly to: string,
    /** Catalogue key of a sentence shown once on the next page. */
    readonly notice?: string,
  ) {}
}

/** See other (303): after every form that worked. */
export const redirect = (to: string, notice?: string): Redirect => new Redirect(to, notice);

export class Download {
  constructor(
    readonly content: Buffer | Uint8Array | string,
    readonly fileName: string,
    readonly type: string,
    readonly inline = false,
  ) {}
}
