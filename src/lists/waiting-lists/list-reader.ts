import { Injectable } from '@nestjs/common';
import { Config } from '../../foundation/config/index.js';
import { DomainError, refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { workbookKindOf, WorkbookThreads, XLSX, type Workbook } from '../../foundation/platform/workbooks/index.js';
import type { SheetChoice } from './domain/sheet-choice.js';
import {
  refusalOfSheet,
  refusalOfSheets,
  sortSheets,
  type CountKnown,
  type ListedSheet,
} from './reader/choose-sheet.js';
import { readList, type ListFile } from './reader/read-list.js';
import { openText, whyRefused, type LineLimits } from './reader/refuse-file.js';
import { headOf, listOfSheet } from './reader/sheet-list.js';

export interface OpenedList {
  readonly ok: true;
  /** Null when a person has to say which sheet is meant. */
  readonly file: ListFile | null;
  /** Null for a file of text. */
  readonly choice: SheetChoice | null;
  /** What the file is kept as. */
  readonly mediaType: 'text/csv' | typeof XLSX;
}
export type Refused = { readonly ok: false; readonly refusal: Refusal };

const refused = (refusal: Refusal): Refused => ({ ok: false, refusal });

/** Reads the lists that people send: files of text, and sheets of workbooks in a thread of their own. */
@Injectable()
export class ListReader {
  constructor(
    private readonly config: Config,
    private readonly workbooks: WorkbookThreads,
  ) {}

  /**
   * Opens a file that somebody sent. A file that is no readable list is refused, with a sentence that says what to do.
   * @param countKnown how many of a sheet's headers the import knows: it tells lists from other sheets
   */
  async openList(fileName: string, bytes: Uint8Array, countKnown: CountKnown): Promise<OpenedList | Refused> {
    const kind = workbookKindOf(bytes);
    if (kind === null) {
      const opened = openText(fileName, bytes, this.limits());
      return opened.ok ? { ...opened, choice: null, mediaType: 'text/csv' } : opened;
    }
    // An archive that was cut has lost the names of what it holds.
    if (kind === 'archive' && /\.xlsx$/i.test(fileName)) return refused(refuse('workbook.damaged'));
    if (kind !== 'xlsx') return refused(refuse(`workbook.${kind}`));
    const answer = await this.workbooks.readWorkbook(bytes);
    if (!answer.ok) return refused(refuse(`workbook.${answer.code}`, answer.facts));
    const { lists, others } = sortSheets(answer.workbook, countKnown);
    if (lists.length === 0) return refused(refusalOfSheets(answer.workbook));
    const names = lists.map(({ name }) => name);
    const opened = { ok: true, mediaType: XLSX } as const;
    if (lists.length > 1) return { ...opened, file: null, choice: { sheet: null, lists: names, others } };
    const choice = { sheet: names[0]!, lists: names, others };
    const file = this.listIn(answer.workbook, choice);
    return 'code' in file ? refused(file) : { ...opened, file, choice };
  }

  /** The fullest of several sheets, for an import that asks nobody. The others are among those that are not read. */
  async openFullest(
    fileName: string,
    bytes: Uint8Array,
    countKnown: CountKnown,
  ): Promise<(OpenedList & { file: ListFile }) | Refused> {
    const opened = await this.openList(fileName, bytes, countKnown);
    if (!opened.ok || opened.file !== null) return opened as (OpenedList & { file: ListFile }) | Refused;
    const lists = await this.listSheets(bytes, opened.choice!);
    const { name } = lists.reduce((best, sheet) => (sheet.lines > best.lines ? sheet : best));
    const choice = { ...opened.choice!, sheet: name };
    const file = this.listIn(await this.readAgain(bytes), choice);
    return 'code' in file ? refused(file) : { ...opened, file, choice };
  }

  /** Reads a list again that was opened before. @param choice which sheet is meant; null for a file of text */
  async readList(bytes: Uint8Array, choice: SheetChoice | null): Promise<ListFile> {
    if (choice === null) return readList(bytes);
    const file = this.listIn(await this.readAgain(bytes), choice);
    if ('code' in file) throw new DomainError(file);
    return file;
  }

  /** The sheets among which a person says which one is meant. */
  async listSheets(bytes: Uint8Array, { lists }: SheetChoice): Promise<ListedSheet[]> {
    const { sheets } = await this.readAgain(bytes);
    return sheets.filter(({ name }) => lists.includes(name)).map((sheet) => ({ name: sheet.name, ...headOf(sheet) }));
  }

  /**
   * Reads the sheet that a person named.
   * @throws DomainError when it is not one of those asked about, or too large
   */
  async chooseSheet(
    bytes: Uint8Array,
    choice: SheetChoice,
    sheet: string,
  ): Promise<{ file: ListFile; choice: SheetChoice }> {
    if (!choice.lists.includes(sheet)) throw new DomainError(refuse('workbook.whichSheet'));
    const chosen = { ...choice, sheet };
    return { file: await this.readList(bytes, chosen), choice: chosen };
  }

  private listIn({ sheets }: Workbook, choice: SheetChoice): ListFile | Refusal {
    const sheet = sheets.find(({ name }) => name === choice.sheet);
    if (!sheet) return refuse('workbook.noList');
    // Before its lines are made: a sheet may be much larger than a list.
    const why = refusalOfSheet(sheet);
    if (why) return why;
    const file = listOfSheet(sheet);
    return whyRefused(file, this.limits()) ?? file;
  }

  private async readAgain(bytes: Uint8Array): Promise<Workbook> {
    const answer = await this.workbooks.readWorkbook(bytes);
    if (!answer.ok) throw new DomainError(refuse(`workbook.${answer.code}`, answer.facts));
    return answer.workbook;
  }

  private limits(): LineLimits {
    return { columns: this.config.IMPORT_LINE_COLUMNS, kilobytes: this.config.IMPORT_LINE_KILOBYTES };
  }
}
