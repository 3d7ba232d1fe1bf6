import type { Instant } from '../../kernel/time.js';
import type { TooManyAttempts } from '../security/index.js';
import type { FormState } from './rendering/index.js';
import type { FieldError } from './form.js';

/** What a controller returns. The PageInterceptor makes HTML, a redirection or a file of it. */
export class Page {
  constructor(
    /** `feature/name`, for `<feature>/web/views/<name>.njk`; or `feature/room/name`. */
    readonly view: string,
    readonly model: Record<string, unknown>,
    readonly status: number,
    /** When to try again, for a page that answers 429. */
    readonly retryAt?: Instant,
  ) {}
}

export const page = (view: string, model: Record<string, unknown> = {}, status = 200): Page =>
  new Page(view, model, status);

/** The same page with 429, because too much was asked for. It keeps what was typed and says when to send it again. */
export const waitPage = (view: string, model: Record<string, unknown>, { refusal, retryAt }: TooManyAttempts): Page =>
  new Page(view, { ...model, wait: refusal }, 429, retryAt);

/**
 * A refused form keeps the version of the data that the person was looking at. With the current version, sending it
 * again would overwrite what somebody else has changed meanwhile. A missing or unreadable version also stays as it is,
 * and its error asks the person to reload the page.
 */
function seenVersion({ values, errors }: { values: FormState['values']; errors: readonly FieldError[] }): {
  version?: unknown;
} {
  const isWrong = errors.some(({ field }) => field === 'version');
  const { version } = values;
  const isReadable = typeof version === 'string' || typeof version === 'number';
  return isWrong || version !== undefined ? { version: isReadable ? String(version) : '' } : {};
}

/** The same page with 422: what was typed, and what is wrong with it. Messages are catalogue keys. */
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

/** A redirection (303 See Other), after every form that succeeded. */
export const redirect = (to: string, notice?: string): Redirect => new Redirect(to, notice);

export class Download {
  constructor(
    readonly content: Buffer | Uint8Array | string,
    readonly fileName: string,
    readonly type: string,
    readonly inline = false,
  ) {}
}
