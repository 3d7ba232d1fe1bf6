/** What a form page shows again after a refusal: the input as typed, and what is wrong with it. */
export interface FormState {
  /** By field name, exactly as received. */
  readonly values: Readonly<Record<string, unknown>>;
  /** `field` is the id of the control the summary links to; `message` is a translated sentence. */
  readonly errors: readonly FormError[];
}

export interface FormError {
  readonly field: string;
  readonly message: string;
}

export const emptyForm = (values: FormState['values'] = {}): FormState => ({ values, errors: [] });

export const valueOf = (form: FormState | undefined, field: string): unknown => form?.values?.[field];

/**
 * The values of a field that may be sent several times. Browsers send a single value as a text, and several as a list.
 */
export const listOf = (form: FormState | undefined, field: string): string[] =>
  [valueOf(form, field) ?? []].flat().map(String);

/** The first error of a field. The summary at the top of the page lists all of them. */
export const errorOf = (form: FormState | undefined, field: string): string | undefined =>
  form?.errors?.find((error) => error.field === field)?.message;

/** A day has three boxes but one error, however many of its boxes are wrong. This is the name that they share. */
const dayOf = (field: string): string => field.replace(/(Day|Month|Year)$/, '');

// The name of a list of fields ends in brackets, which no address may hold.
export function summaryItems(form: FormState | undefined): { text: string; href: string }[] {
  const said = new Set<string>();
  return (form?.errors ?? []).flatMap(({ field, message }) => {
    const key = JSON.stringify([message, dayOf(field)]);
    if (said.has(key)) return [];
    said.add(key);
    return [{ text: message, href: `#${field.replace('[]', '')}` }];
  });
}
