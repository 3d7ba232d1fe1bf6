import { gapsInShort } from '../../../dossier/dossier/index.js';
import { dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import type { ListFile } from '../../../foundation/platform/web/index.js';
import type { FiledRequests } from '../inbox-files.js';
import { communeWords, type Places } from './request-words.js';

const COLUMNS = [
  ['number', 12],
  ['surname', 20],
  ['firstName', 16],
  ['birth', 12],
  ['expected', 12],
  ['commune', 22],
  ['wanted', 12],
  ['submitted', 12],
  ['state', 22],
  ['nextAct', 28],
  ['owner', 16],
  ['due', 12],
  ['late', 10],
  ['look', 30],
  ['missing', 40],
] as const;

/** The requests of a desk as a spreadsheet reads them: names apart, days that sort, and all that the list tells. */
export function inboxFile(
  { rows, marks, missing }: FiledRequests,
  today: Day,
  words: Translator,
  places: Places,
): ListFile {
  const { t } = words;
  return {
    name: 'demandes',
    sheet: t('triage.inbox.title'),
    columns: COLUMNS.map(([name, width]) => ({ text: t(`triage.inbox.file.${name}`), width })),
    rows: rows.map((row) => {
      const missed = missing.get(row.id);
      return [
        row.number,
        row.surname,
        row.firstName,
        row.birthDate,
        row.dueDate,
        communeWords(row.communeCode, words, places),
        row.wantedFrom,
        dayOf(row.submittedAt),
        t(`state.${row.state}`),
        t(`triage.inbox.act.${row.nextAct}`),
        t(`owner.${row.nextActOwner}`),
        row.nextActDue,
        row.nextActDue < today ? t('triage.inbox.late') : null,
        (marks.get(row.id) ?? []).map((mark) => t(`triage.enum.mark.${mark}`)).join(', ') || null,
        missed ? gapsInShort(words, missed.gaps, missed.adults) : null,
      ];
    }),
  };
}
