import { gapWords, type AnswersPresenter } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { deskNoteOf } from '../desk-note.js';
import type { PreviewRow } from '../import-preview.js';
import { withdrawnWords } from './import-row.presenter.js';
import { fieldName, problemCell } from './imports.presenter.js';

export interface RowNames {
  readonly communeName: (code: string) => string;
  readonly deskName: (id: string) => string;
  readonly answers: Pick<AnswersPresenter, 'answerSections'>;
  /** The note of the desk is written in the first language, whatever the reader's. */
  readonly noteWords: Translator;
}

type Model = Record<string, unknown>;

/** One line in short: the child, how the family is reached, and what will be done. */
export function rowCells(
  { report, request, withdrawn, joins, raw }: PreviewRow,
  names: RowNames,
  translator: Translator,
): unknown[] {
  const { t, shortDay } = translator;
  const outcome = t(`triage.import.outcome.${report.outcome}`);
  const problems =
    withdrawn === null || report.outcome !== 'withdrawn'
      ? problemCell(report.problems, translator)
      : { text: withdrawnWords(withdrawn, t) };
  if (request === null) return [report.line, { text: raw }, '', '', '', '', outcome, problems];
  const child = request.form.children[0]!;
  const [adult] = request.form.adults;
  const { birthDate, dueDate } = child;
  return [
    report.line,
    [child.firstName, child.surname].filter(Boolean).join(' '),
    birthDate === null ? dueDate && t('triage.importPage.due', { day: shortDay(dueDate) }) : shortDay(birthDate),
    [adult?.phone, adult?.email].filter(Boolean).join(' '),
    adult?.communeCode ? names.communeName(adult.communeCode) : (adult?.communeName ?? ''),
    child.need.wantedFrom === null ? '' : shortDay(child.need.wantedFrom),
    { text: outcome, hint: [...joinsWords(joins, names, translator), ...doubtWords(report, translator)].join('. ') },
    problems,
  ];
}

const doubtWords = ({ possibleDuplicates: count }: PreviewRow['report'], { t }: Translator): string[] =>
  count > 0 ? [t('triage.importPage.doubt', { count })] : [];

/** Which dossier the child joins. The family of another desk is not named. */
function joinsWords(joins: PreviewRow['joins'], { deskName }: RowNames, { t }: Translator): string[] {
  if (joins === null) return [];
  const { surname, number, line, elsewhere } = joins;
  if (elsewhere !== null)
    return [t('triage.importPage.joins.elsewhere', { number: number ?? '', desk: deskName(elsewhere) })];
  const family = surname ?? t('triage.importPage.joins.unnamed');
  return [
    line === null
      ? t('triage.importPage.joins.known', { family, number: number ?? '' })
      : t('triage.importPage.joins.line', { family, line }),
  ];
}

/** A line of a family that no longer waits, to be ticked by whoever takes it all the same. */
export function withdrawnItem({ report, request, withdrawn }: PreviewRow, { t }: Translator): Model {
  const child = request?.form.children[0];
  return {
    value: String(report.line),
    text: t('triage.importPage.withdrawn.line', {
      line: report.line,
      child: [child?.firstName, child?.surname].filter(Boolean).join(' '),
    }),
    hint: {
      text: [
        ...(withdrawn === null ? [] : [withdrawnWords(withdrawn, t)]),
        ...(report.requestId === null ? [] : [t('triage.importPage.withdrawn.tied')]),
      ].join('. '),
    },
  };
}

/** All that will be written of one line, and what each of its cells was read as; null for a blank line. */
export function rowDetails(row: PreviewRow, names: RowNames, translator: Translator): Model | null {
  const { t } = translator;
  const { report, cells } = row;
  if (report.outcome === 'blank') return null;
  const reasonWords = (reason: string): string => t(`triage.import.reason.${reason}`);
  const { withdrawn } = row;
  return {
    title: t('triage.importPage.detail.title', { line: report.line }),
    ...writtenModel(row, names, translator),
    about: [
      ...(withdrawn === null ? [] : [withdrawnWords(withdrawn, t)]),
      ...(withdrawn !== null && report.requestId !== null ? [t('triage.importPage.withdrawn.tied')] : []),
      ...cells.rest.map(({ field, reason }) => `${fieldName(field, translator)} : ${reasonWords(reason)}`),
    ],
    cellsTitle: t('triage.importPage.detail.cells'),
    cells: cells.cells.map(({ header, text, use, reasons }) => ({
      header,
      text,
      use: t(`triage.importPage.use.${use}`),
      reasons: reasons.map(reasonWords),
    })),
  };
}

function writtenModel({ report, request, gaps }: PreviewRow, names: RowNames, translator: Translator): Model {
  const { t, day } = translator;
  if (request === null || report.outcome === 'repeated')
    return { written: [], unsaid: null, nothing: t('triage.importPage.detail.nothing') };
  const sections = names.answers
    .answerSections(translator.inVoice('atDesk'), request.form)
    .map(({ title, rows }) => ({
      title,
      rows: rows.filter(({ value, lines }) => Boolean(value) || (lines?.length ?? 0) > 0),
    }));
  const note = deskNoteOf(request, names.noteWords);
  const rest = [
    {
      key: t('triage.import.field.requestedOn'),
      value: request.requestedOn === null ? t('triage.importPage.detail.dayOfImport') : day(request.requestedOn),
    },
    ...(note === null ? [] : [{ key: t('triage.importPage.detail.note'), lines: note.split('\n') }]),
  ];
  const owed = gaps.map((gap) => gapWords(translator.inVoice('atDesk'), gap, request.form.adults));
  return {
    written: [
      ...sections.filter(({ rows }) => rows.length > 0),
      { title: t('triage.importPage.detail.rest'), rows: rest },
    ],
    unsaid: owed.length === 0 ? null : { title: t('triage.importPage.detail.unsaid'), answers: owed },
    nothing: null,
  };
}
