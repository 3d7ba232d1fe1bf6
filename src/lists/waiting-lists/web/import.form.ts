import { unknownFields, type FieldError } from '../../../foundation/platform/web/index.js';
import { MOST_ROWS } from '../reader/refuse-file.js';

export type ImportForm =
  | { readonly ok: true; readonly takenAnyway: readonly number[] }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: Record<string, unknown> };

/** The lines that are taken although the list says that the family no longer waits: the numbers of `anyway`. */
export function readImportForm(body: unknown): ImportForm {
  const { _csrf, ...values } = (body ?? {}) as Record<string, unknown>;
  const said = values['anyway'] === undefined ? [] : [values['anyway']].flat();
  const errors = unknownFields(Object.keys(values).filter((field) => field !== 'anyway'));
  if (said.length > MOST_ROWS || said.some((line) => typeof line !== 'string' || !/^\d{1,6}$/.test(line)))
    errors.push({ field: 'anyway', message: 'triage.importPage.errors.anyway' });
  return errors.length > 0 ? { ok: false, errors, values } : { ok: true, takenAnyway: said.map(Number) };
}
