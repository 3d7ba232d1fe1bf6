import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { Provider } from '../../../offer/supply/index.js';
import { COLUMN_USES } from '../domain/columns.js';
import type { DraftList } from '../import-drafts.js';
import { NO_OWNER } from './columns.form.js';

const SAMPLES = 3;
const LONGEST_SAMPLE = 60;

/** Each column with its content. Columns that nobody recognised come first. */
export function columnsModel(
  { batch, file }: DraftList,
  establishments: readonly Pick<Provider, 'id' | 'name'>[],
  { t }: Translator,
): Record<string, unknown> {
  const columns = batch.columns.map(({ header, use }, index) => {
    const samples = samplesOf(file.rows.map(({ cells }) => cells[header] ?? ''));
    return {
      name: `column${index}`,
      header,
      use,
      hint:
        samples.length === 0
          ? t('triage.importPage.noSample')
          : t('triage.importPage.samples', { values: samples.join(' · ') }),
    };
  });
  return {
    title: t('triage.importPage.columnsTitle', { name: batch.fileName }),
    batchId: batch.id,
    uses: COLUMN_USES.map((value) => ({ value, text: t(`triage.importPage.use.${value}`) })),
    asked: columns.filter(({ use }) => use === null),
    recognised: columns.filter(({ use }) => use !== null),
    establishments: [
      ...establishments.map(({ id, name }) => ({ value: id, text: name })),
      { value: NO_OWNER, text: t('triage.importPage.nobodys') },
    ],
    form: {
      values: {
        ...Object.fromEntries(columns.map(({ name, use }) => [name, use ?? ''])),
        establishment: batch.establishmentId ?? '',
      },
      errors: [],
    },
  };
}

function samplesOf(cells: readonly string[]): string[] {
  const said = [...new Set(cells.filter((cell) => cell !== ''))].slice(0, SAMPLES);
  return said.map((cell) => (cell.length > LONGEST_SAMPLE ? `${cell.slice(0, LONGEST_SAMPLE)}…` : cell));
}
