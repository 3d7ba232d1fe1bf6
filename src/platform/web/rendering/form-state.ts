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

/** The value of a field that may be sent several times: browsers send one value alone, several as a list. */
export const listOf = (form: FormState | undefined, field: string): string[] =>
  [valueOf(form, field) ?? []].flat().map(String);

/** The first message about a field; the summary lists them all. */
export const errorOf = (form: FormState | undefined, field: string): string | undefined =>
  form?.errors?.find((error) => error.field === field)?.message;

/** A day is typed in three boxes: what is wrong with it is said once, however many of them are wrong. */
const dayOf = (field: string): string => field.replace(/(Day|Month|Year)$/, '');

export function summaryItems(form: FormState | undefined): { text: string; href: string }[] {
  const said = new Set<string>();
  return (form?.errors ?? []).flatMap(({ field, message }) => {
    const what = JSON.stringify([message, dayOf(field)]);
    if (said.has(what)) return [];
    said.add(what);
    return [{ text: message, href: `#${field}` }];
  });
}
