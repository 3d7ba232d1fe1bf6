import { unknownFields, type FieldError } from '../../../foundation/platform/web/index.js';
import { COLUMN_USES, type ColumnUse } from '../domain/columns.js';
import { Text } from '../../../foundation/platform/web/index.js';

export class UploadForm {
  @Text('refusal.import.whichDesk', 80) desk?: string;
}

export const NO_OWNER = 'none';

export interface ColumnsAnswer {
  /** In the order of the file. */
  readonly uses: readonly ColumnUse[];
  readonly establishmentId: string | null;
}
export type ColumnsForm =
  | { readonly ok: true; readonly value: ColumnsAnswer; readonly values: Record<string, unknown> }
  | { readonly ok: false; readonly errors: FieldError[]; readonly values: Record<string, unknown> };

/** One field for each column of the file (`column0`, `column1`…), and the establishment whose list it is. */
export function readColumnsForm(body: unknown, headers: readonly string[]): ColumnsForm {
  const { _csrf, ...values } = (body ?? {}) as Record<string, unknown>;
  const said = headers.map((_, index) => values[`column${index}`]);
  const errors: FieldError[] = said.flatMap((use, index) =>
    (COLUMN_USES as readonly unknown[]).includes(use)
      ? []
      : [{ field: `column${index}`, message: 'triage.importPage.errors.use', args: { column: headers[index]! } }],
  );
  said.forEach((use, index) => {
    const other = said.indexOf(use);
    if (other === index || use === 'note' || use === 'ignore' || errors.some(({ field }) => field === `column${index}`))
      return;
    errors.push({
      field: `column${index}`,
      message: 'triage.importPage.errors.twice',
      args: { column: headers[index]!, other: headers[other]! },
    });
  });
  const expected = new Set(['establishment', ...headers.map((_, index) => `column${index}`)]);
  errors.push(...unknownFields(Object.keys(values).filter((name) => !expected.has(name))));
  const { establishment } = values;
  if (typeof establishment !== 'string' || establishment === '')
    errors.push({ field: 'establishment', message: 'triage.importPage.errors.establishment' });
  if (errors.length > 0) return { ok: false, errors, values };
  return {
    ok: true,
    value: {
      uses: said as ColumnUse[],
      establishmentId: establishment === NO_OWNER ? null : (establishment as string),
    },
    values,
  };
}
