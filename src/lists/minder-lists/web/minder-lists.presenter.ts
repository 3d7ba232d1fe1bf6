import { Injectable } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { LARGEST_UPLOAD_BYTES, type FieldError } from '../../../foundation/platform/web/index.js';
import { LIST_FILES, MOST_ROWS, sheetModel, sheetWords, type ListedSheet } from '../../waiting-lists/index.js';
import type { MinderProblem } from '../domain/read-minder.js';
import type { MinderLine, OpenMinderList } from '../minder-lists.js';
import type { MinderList } from '../persistence/minder-list.entity.js';

type Model = Record<string, unknown>;
export const HERE = '/assistantes-maternelles/listes';
const TONES = { entered: 'success', ready: 'info', known: 'neutral', blank: 'neutral', wrong: 'danger' } as const;
const MEGABYTES = LARGEST_UPLOAD_BYTES / 1024 / 1024;

/** The pages by which a desk enters a list of childminders. */
@Injectable()
export class MinderListsPresenter {
  listsModel({ t, shortInstant }: Translator, lists: readonly MinderList[]): Model {
    return {
      title: t('minderList.title'),
      accept: LIST_FILES,
      limits: t('minderList.limits', { rows: MOST_ROWS, megabytes: MEGABYTES }),
      table: {
        caption: t('minderList.sent'),
        columns: ['file', 'sentAt', 'rows', 'state'].map((name) => ({ text: t(`minderList.column.${name}`) })),
        rows: lists.map((list) => [
          { text: list.fileName, href: `${HERE}/${list.id}` },
          shortInstant(list.at),
          list.rows,
          t(`minderList.listState.${list.state}`),
        ]),
        empty: t('minderList.noList'),
      },
    };
  }

  sheetModel(words: Translator, list: MinderList, sheets: readonly ListedSheet[]): Model {
    const asked = { back: HERE, action: `${HERE}/${list.id}/feuille`, choice: list.workbook!, sheets };
    return sheetModel(words, { fileName: list.fileName, ...asked });
  }

  listModel(words: Translator, { list, file, unread, lines }: OpenMinderList): Model {
    const { t } = words;
    const here = `${HERE}/${list.id}`;
    return {
      title: list.fileName,
      here,
      state: list.state,
      hasFile: file !== null,
      sheet: sheetWords(words, list.workbook, file?.said),
      otherSheet: list.state === 'draft' && (list.workbook?.lists.length ?? 0) > 1 ? `${here}/feuille` : null,
      ready: lines.filter(({ state }) => state === 'ready').length,
      unread: unread.length > 0 ? t('minderList.unread', { names: unread.join(', ') }) : null,
      table: {
        caption: t('minderList.lines'),
        columns: ['line', 'name', 'lineState', 'problems'].map((name) => ({ text: t(`minderList.column.${name}`) })),
        rows: lines.map((line) => [
          mayBeMended(line)
            ? {
                text: String(line.line),
                href: `${HERE}/${list.id}/lignes/${line.line}`,
                label: t('minderList.mendLine', { line: line.line }),
              }
            : line.line,
          {
            text: line.name,
            ...(line.childminderId ? { href: `/assistantes-maternelles/${line.childminderId}` } : {}),
          },
          { text: '', tag: { text: t(`minderList.state.${line.state}`), tone: TONES[line.state] } },
          this.problems(t, line),
        ]),
        empty: t('minderList.noLine'),
      },
    };
  }

  lineModel({ t }: Translator, { list, headers, uses }: OpenMinderList, line: MinderLine): Model {
    const here = `${HERE}/${list.id}`;
    return {
      title: t('minderList.lineTitle', { line: line.line }),
      fileName: list.fileName,
      back: here,
      here: `${here}/lignes/${line.line}`,
      why: line.problems.map((problem) => this.problemOf(t, problem)),
      mayBeMended: mayBeMended(line),
      cells: headers.map((header, index) => ({
        name: `cell${index}`,
        header,
        hint: uses[index] ? t(`minderList.field.${uses[index]}`) : t('minderList.unreadColumn'),
      })),
      form: { values: Object.fromEntries(line.cells.map((cell, index) => [`cell${index}`, cell])), errors: [] },
    };
  }

  /** What is wrong with a line, each at the cell that it is about. */
  errorsOf({ t }: Translator, { uses }: OpenMinderList, { problems }: MinderLine): FieldError[] {
    return problems.map((problem) => ({
      field: `cell${Math.max(
        0,
        uses.findIndex((use) => use === problem.field),
      )}`,
      message: 'minderList.error',
      args: { text: this.problemOf(t, problem) },
    }));
  }

  private problems(t: Translator['t'], { problems }: MinderLine): string {
    return problems.map((problem) => this.problemOf(t, problem)).join(' ');
  }

  private problemOf(t: Translator['t'], { field, value, reason }: MinderProblem): string {
    return t('minderList.problem', {
      field: t(`minderList.field.${field}`),
      reason: t(`minderList.reason.${field === 'line' && reason !== 'struck' ? 'line' : reason}`),
      value: value.slice(0, 60),
      said: value === '' ? 'no' : 'yes',
    });
  }
}

const mayBeMended = ({ state }: MinderLine): boolean => state !== 'entered';
