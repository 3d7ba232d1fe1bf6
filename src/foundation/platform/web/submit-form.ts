import { refusedWith, type Refused } from '../../kernel/refused-by.js';
import type { Refusal } from '../../kernel/refusal.js';
import { TooManyAttempts } from '../security/index.js';
import type { FieldError, Submitted } from './form.js';
import { refusedPage, waitPage, type Page, type Redirect } from './page.js';
import { emptyForm } from './rendering/index.js';

type Model = Record<string, unknown>;

/** What a page shows again after a refusal. */
interface ShownAgain {
  /** What is added to the usual model of the page. */
  readonly model?: Model;
  /** The values shown in the fields; when absent, those that were typed. */
  readonly values?: Record<string, unknown>;
  readonly errors?: readonly FieldError[];
}

/** The page of a form, which is shown again when the form is refused. */
export interface FormPage {
  readonly view: string;
  /** Called only when the page is shown again, so that the page tells the situation at that moment. */
  readonly model: () => Model | Promise<Model>;
  /**
   * How the page shows a refusal: as an error of one of its fields, or in another way. Null shows the general error
   * page.
   */
  readonly refused: (refused: Refused) => FieldError | ShownAgain | null | Promise<FieldError | ShownAgain | null>;
  /** Set when the page itself says when to send the form again after too many tries (429). */
  readonly saysWhenAgain?: true;
}

/**
 * Does what a form asks for. When that is refused, shows the page again with what was typed and what is wrong: 422, or
 * 409 when somebody else changed the thing first.
 * @param act does the work and returns where to go next
 */
export async function submitForm<T>(
  form: Submitted<T>,
  { view, model, refused, saysWhenAgain }: FormPage,
  act: (value: T) => Promise<Page | Redirect>,
): Promise<Page | Redirect> {
  if (!form.ok) return refusedPage(view, await model(), { ...form, errors: asOnPage(form) });
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

/**
 * The errors in the order in which the page sent its fields, so that the list above the form goes down with it. A field
 * that sends nothing, such as a choice that nobody made, stays before the one that its form names next.
 */
function asOnPage({
  errors,
  values,
}: {
  errors: readonly FieldError[];
  values: Record<string, unknown>;
}): FieldError[] {
  const sent = Object.keys(values);
  const groups: { readonly place: number; readonly errors: FieldError[] }[] = [];
  let unsent: FieldError[] = [];
  for (const error of errors) {
    const exact = sent.indexOf(error.field);
    // A date is sent in parts: dayDay, dayMonth, dayYear.
    const place = exact >= 0 ? exact : sent.findIndex((name) => name.startsWith(error.field));
    unsent.push(error);
    if (place < 0) continue;
    groups.push({ place, errors: unsent });
    unsent = [];
  }
  return [...groups.sort((a, b) => a.place - b.place).flatMap((group) => group.errors), ...unsent];
}

/**
 * The form with further errors beside those of its class, so that all are shown at once. A field whose value could not
 * be read has that error alone.
 */
export function alsoWrong<T>(form: Submitted<T>, wrong: readonly FieldError[]): Submitted<T> {
  if (wrong.length === 0) return form;
  const known = form.ok ? [] : form.errors;
  const further = wrong.filter(({ field }) => known.every((error) => error.field !== field));
  return { ok: false, values: form.values, errors: [...known, ...further] };
}

/** The error that shows a refusal at a field. The facts of the refusal fill its sentence. */
export const refusedField = (field: string, { code, facts }: Refusal): FieldError => ({
  field,
  message: `refusal.${code}`,
  args: Object.fromEntries(
    Object.entries(facts ?? {}).filter((fact): fact is [string, string | number] => fact[1] !== undefined),
  ),
});
