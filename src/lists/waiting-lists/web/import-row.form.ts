import { LONGEST_TEXT, unknownFields, type FieldError } from '../../../foundation/platform/web/index.js';
import { SET_ASIDE_REASONS, type SetAsideReason } from '../domain/set-aside.js';
import { OneOf } from '../../../foundation/platform/web/index.js';

export class SetAsideForm {
  @OneOf(SET_ASIDE_REASONS, 'triage.importPage.errors.setAside') setAside: SetAsideReason;
}

export type CellsForm =
  | { readonly ok: true; readonly cells: readonly string[]; readonly values: Record<string, unknown> }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly values: Record<string, unknown> };

/** As many fields as the list has columns: `cell0`, `cell1`… A cell that is not sent is empty. */
export function readCellsForm(body: unknown, count: number): CellsForm {
  const { _csrf, ...values } = (body ?? {}) as Record<string, unknown>;
  const names = Array.from({ length: count }, (_, index) => `cell${index}`);
  const unknown = unknownFields(Object.keys(values).filter((field) => !names.includes(field)));
  const errors = names.flatMap((field): FieldError[] => {
    const value = values[field] ?? '';
    if (typeof value !== 'string') return [{ field, message: 'web.errors.unreadable', args: { field } }];
    return value.length > LONGEST_TEXT ? [{ field, message: 'web.errors.tooLong', args: { max: LONGEST_TEXT } }] : [];
  });
  return errors.length + unknown.length > 0
    ? { ok: false, errors: [...errors, ...unknown], values }
    : { ok: true, cells: names.map((name) => String(values[name] ?? '').trim()), values };
}
