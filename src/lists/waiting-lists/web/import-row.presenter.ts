import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { FieldError, FormState } from '../../../foundation/platform/web/index.js';
import { headerOfProblem } from '../domain/problem-cells.js';
import type { WithdrawnReading } from '../domain/read-row.js';
import { SET_ASIDE_REASONS } from '../domain/set-aside.js';
import type { OpenRow } from '../import-mending.js';

type Problems = readonly { readonly field: string; readonly reason: string }[];
type Model = Record<string, unknown> & { readonly form: FormState };

/** The original line, its problems, and its cells to be rewritten. */
export function rowModel(open: OpenRow, { t }: Translator): Model {
  const { batch, row, cells, mendedAs } = open;
  const here = `/rpe/imports/${batch.id}/lignes/${row.id}`;
  return {
    title: t('triage.importPage.line', { line: row.line, name: batch.fileName }),
    batchId: batch.id,
    here,
    state: row.outcome,
    withdrawn: open.withdrawn === null ? null : withdrawnWords(open.withdrawn, t),
    raw: row.raw,
    why: problemsOf(open, 'row').map((reason) => t(`triage.import.reason.${reason}`)),
    cells: batch.columns.map(({ header, use }, index) => ({
      name: `cell${index}`,
      header,
      hint: [
        t(`triage.importPage.use.${use ?? 'note'}`),
        ...problemsOf(open, header).map((reason) => t(`triage.import.reason.${reason}`)),
      ].join('. '),
    })),
    reasons: SET_ASIDE_REASONS.map((value) => ({ value, text: t(`triage.importPage.setAsideReason.${value}`) })),
    setAside: row.setAside === null ? null : t(`triage.importPage.setAsideReason.${row.setAside}`),
    mended: mendedAs === null ? null : { raw: mendedAs.raw, outcome: t(`triage.import.outcome.${mendedAs.outcome}`) },
    form: { values: Object.fromEntries(cells.map((cell, index) => [`cell${index}`, cell])), errors: [] },
  };
}

/** `La famille a trouvé une place : « placé en MAM »`. */
export const withdrawnWords = ({ why, words }: Pick<WithdrawnReading, 'why' | 'words'>, t: Translator['t']): string =>
  t('triage.importPage.withdrawn.said', { why: t(WHY[why]), words });

const WHY: Readonly<Record<WithdrawnReading['why'], string>> = {
  struck_through: 'triage.importPage.withdrawn.why.struck_through',
  cancelled: 'triage.importPage.withdrawn.why.cancelled',
  place_found: 'triage.importPage.withdrawn.why.place_found',
  moved_away: 'triage.importPage.withdrawn.why.moved_away',
  needs_no_more: 'triage.importPage.withdrawn.why.needs_no_more',
  declined_place: 'triage.importPage.withdrawn.why.declined_place',
};

/** The reasons about one cell, or about the whole row. */
const problemsOf = ({ row, columns }: OpenRow, where: string): string[] =>
  row.problems.filter(({ field }) => (headerOfProblem(columns, field) ?? 'row') === where).map(({ reason }) => reason);

/** The errors of the form, each at its cell. An error about the whole row is shown at the first cell. */
export function problemErrors({ batch, columns }: OpenRow, problems: Problems): FieldError[] {
  const headers = batch.columns.map(({ header }) => header);
  return problems.map(({ field, reason }) => ({
    field: `cell${Math.max(0, headers.indexOf(headerOfProblem(columns, field) ?? ''))}`,
    message: `triage.import.reason.${reason}`,
  }));
}
