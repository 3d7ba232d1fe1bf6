import { refusedWith, type Refused } from '../../kernel/refused-by.js';
import type { Refusal } from '../../kernel/refusal.js';
import { TooManyAttempts } from '../security/index.js';
import type { FieldError, Submitted } from './form.js';
import { refusedPage, waitPage, type Page, type Redirect } from './page.js';
import { emptyForm } from './rendering/index.js';

type Model = Record<string, unknown>;

/** What a page shows again after a refusal. */
interface ShownAgain {
  /** Beside what the page shows anyway. */
  readonly model?: Model;
  /** As they were typed unless said. */
  readonly values?: Record<string, unknown>;
  readonly errors?: readonly FieldError[];
}

/** The page of a form, as it is shown again. */
export interface FormPage {
  readonly view: string;
  /** Asked for when the page is shown again, so that it says what is true then. */
  readonly model: () => Model | Promise<Model>;
  /**
   * What a refusal is on the page: an error about one of its fields, or whatever else it shows of it. Null leaves it to
   * the page of errors.
   */
  readonly refused: (refused: Refused) => FieldError | ShownAgain | null | Promise<FieldError | ShownAgain | null>;
  /** The page says when to send it again where too much was asked for (429). */
  readonly saysWhenAgain?: true;
}

/**
 * Does what a form asks, or shows its page again with what was typed and what is wrong: 422, or 409 when somebody
 * changed the thing first.
 * @param act answers where to go on
 */
export async function submitForm<T>(
  form: Submitted<T>,
  { view, model, refused, saysWhenAgain }: FormPage,
  act: (value: T) => Promise<Page | Redirect>,
): Promise<Page | Redirect> {
  if (!form.ok) return refusedPage(view, await model(), form);
  try {
    return await act(form.value);
  } catch (error) {
    if (saysWhenAgain && error instanceof TooManyAttempts)
      return waitPage(view, { ...(await model()), form: emptyForm(form.values) }, error);
    const no = refusedWith(error);
    const said = no && (await refused(no));
    if (!said) throw error;
    const shown: ShownAgain = 'field' in said ? { errors: [said] } : said;
    return refusedPage(
      view,
      { ...(await model()), ...shown.model },
      { values: shown.values ?? form.values, errors: shown.errors ?? [] },
      no.status,
    );
  }
}

/** The form with what is wrong in it beside what its class says. */
export const alsoWrong = <T>(form: Submitted<T>, wrong: readonly FieldError[]): Submitted<T> =>
  wrong.length === 0 ? form : { ok: false, values: form.values, errors: [...(form.ok ? [] : form.errors), ...wrong] };

/** A refusal about a field, filled with its facts as they are. */
export const refusedField = (field: string, { code, facts }: Refusal): FieldError => ({
  field,
  message: `refusal.${code}`,
  args: Object.fromEntries(
    Object.entries(facts ?? {}).filter((fact): fact is [string, string | number] => fact[1] !== undefined),
  ),
});
