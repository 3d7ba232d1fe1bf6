import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { addDays, dayOf, instantAt } from '../../foundation/kernel/time.js';
import {
  PresentChildren,
  PresentPlans,
  type Derogation,
  type EntryFate,
  type PresentEntry,
} from '../../places/placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { SealedFiles, type FileOwner } from '../../foundation/platform/sealed-files/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { isClosedOn, numberOfCode, Supply, type Provider } from '../../offer/supply/index.js';
import { isStruckLine, ListReader, type ListedSheet, type ListFile } from '../../lists/waiting-lists/index.js';
import { CommissionDoor } from './commission-door.js';
import { countKnownColumns, presentColumns, type PresentUse } from './domain/present-columns.js';
import { readBeside } from './domain/present-rows.js';
import { readPresent, type LineProblem } from './domain/read-present.js';
import { PresentList } from './persistence/present-list.entities.js';

/** How long a list is kept for its lines to be mended. */
const KEPT_DAYS = 30;

/** What becomes of a line, or became of it. */
export type LineState = 'entered' | 'blank' | 'beside' | 'wrong' | EntryFate['fate'];

export interface PresentLine {
  readonly line: number;
  readonly cells: readonly string[];
  readonly state: LineState;
  readonly entry: PresentEntry | null;
  readonly problems: readonly LineProblem[];
  readonly fate: EntryFate | null;
}

export interface OpenList {
  readonly list: PresentList;
  /** Null once the file is erased. */
  readonly file: ListFile | null;
  readonly uses: readonly PresentUse[];
  readonly lines: readonly PresentLine[];
}

const fileOf = (id: Id): FileOwner => ({ kind: 'present-list', id });

/** Lists of children who are there already: sent, looked at, mended, entered, and taken back. */
@Injectable()
export class PresentLists {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly reading: ListReader,
    private readonly audit: Audit,
    private readonly supply: Supply,
    private readonly files: SealedFiles,
    private readonly plans: PresentPlans,
    private readonly children: PresentChildren,
    private readonly commissions: CommissionDoor,
  ) {}

  /** @returns the list, or why the file is no readable list */
  async storeList(actor: Actor, provider: Provider, fileName: string, bytes: Buffer): Promise<PresentList | Refusal> {
    const opened = await this.reading.openList(fileName, bytes, countKnownColumns);
    if (!opened.ok) return opened.refusal;
    const file = this.files.judgeFile(opened.mediaType, bytes);
    if ('code' in file) return file;
    const now = this.clock.now();
    const list: PresentList = {
      id: newId(),
      providerId: provider.id,
      at: now,
      fileName: fileName.slice(0, 200),
      sentBy: actorRef(actor),
      rows: opened.file?.rows.length ?? 0,
      state: 'draft',
      columns: {},
      mended: {},
      version: 1,
      takenAt: null,
      workbook: opened.choice,
    };
    await this.unitOfWork.run(async (tx) => {
      await tx.insert(PresentList, list);
      await this.files.keepFile(tx, fileOf(list.id), file, instantAt(addDays(dayOf(now), KEPT_DAYS)));
      await this.audit.changed(tx, actor, 'present.upload', { kind: 'present-list', id: list.id }, { rows: list.rows });
    });
    return list;
  }

  async listLists(provider: Provider): Promise<PresentList[]> {
    return this.reader.find(PresentList, { where: { providerId: provider.id }, order: { at: 'DESC' } });
  }

  /** @throws NotFound when it is not there, or another establishment's */
  async openList(provider: Provider, listId: Id): Promise<OpenList> {
    const list = await this.reader.findOne(PresentList, { id: listId, providerId: provider.id });
    if (!list) throw new NotFound('present-list');
    return this.readLines(this.reader, provider, list, await this.readFile(list));
  }

  /** The sheets among which the director says which one is meant; empty for a file of text. */
  async listSheets(provider: Provider, listId: Id): Promise<{ list: PresentList; sheets: ListedSheet[] }> {
    const { list, bytes } = await this.requireWorkbook(provider, listId);
    return { list, sheets: await this.reading.listSheets(bytes, list.workbook!) };
  }

  /**
   * Reads the sheet that the director says, while no child of another is entered.
   * @throws DomainError when the sheet is not one of those that hold a list
   */
  async chooseSheet(actor: Actor, provider: Provider, listId: Id, sheet: string): Promise<void> {
    const sent = await this.requireWorkbook(provider, listId);
    const { file, choice } = await this.reading.chooseSheet(sent.bytes, sent.list.workbook!, sheet);
    await this.unitOfWork.run(async (tx) => {
      const list = await this.requireOpen(tx, provider, listId);
      if (list.state !== 'draft') throw new Conflict(refuse('workbook.sheetTaken'));
      await this.writeList(tx, list, { workbook: choice, rows: file.rows.length, columns: {}, mended: {} });
      await this.audit.changed(
        tx,
        actor,
        'present.sheet',
        { kind: 'present-list', id: listId },
        { rows: file.rows.length },
      );
    });
  }

  private async requireWorkbook(provider: Provider, listId: Id): Promise<{ list: PresentList; bytes: Buffer }> {
    const list = await this.reader.findOne(PresentList, { id: listId, providerId: provider.id });
    const bytes = list && (await this.files.readFile(this.reader, fileOf(listId)));
    if (!list?.workbook || !bytes) throw new NotFound('present-list');
    return { list, bytes };
  }

  async settleColumns(actor: Actor, provider: Provider, listId: Id, uses: readonly PresentUse[]): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const list = await this.requireOpen(tx, provider, listId);
      await this.writeList(tx, list, { columns: { ...uses } });
      await this.audit.changed(tx, actor, 'present.columns', { kind: 'present-list', id: listId });
    });
  }

  /** Writes the cells of a line anew. @throws Conflict when its child was entered meanwhile */
  async mendLine(actor: Actor, provider: Provider, listId: Id, line: number, cells: readonly string[]): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const list = await this.requireOpen(tx, provider, listId);
      if ((await this.children.ofList(tx, listId)).has(line))
        throw new Conflict(refuse('present.alreadyEntered', { line }));
      await this.writeList(tx, list, { mended: { ...list.mended, [line]: cells } });
      await this.audit.changed(tx, actor, 'present.mend', { kind: 'present-list', id: listId }, { line });
    });
  }

  /** Enters every child of the list for whom there is room. @returns how many */
  async enterReady(actor: Actor, provider: Provider, listId: Id): Promise<number> {
    return this.enterLines(actor, provider, listId, ({ state }) => state === 'placed', null);
  }

  /** Enters children beyond the places of their sections, as their director decides. @returns how many */
  async enterExceeding(
    actor: Actor,
    provider: Provider,
    listId: Id,
    lines: readonly number[],
    derogation: Derogation,
  ): Promise<number> {
    return this.enterLines(
      actor,
      provider,
      listId,
      ({ state, line }) => state === 'full' && lines.includes(line),
      derogation,
    );
  }

  private async enterLines(
    actor: Actor,
    provider: Provider,
    listId: Id,
    isAsked: (line: PresentLine) => boolean,
    derogation: Derogation | null,
  ): Promise<number> {
    // Before the unit of work: a workbook is read in a thread, and nobody else writes meanwhile.
    const { list: sent, file } = await this.requireFile(provider, listId);
    return this.unitOfWork.run(async (tx) => {
      const list = await this.requireOpen(tx, provider, listId);
      if (list.workbook?.sheet !== sent.workbook?.sheet) throw new Conflict(refuse('workbook.sheetChanged'));
      let entered = 0;
      for (const { line, entry } of (await this.readLines(tx, provider, list, file)).lines.filter(isAsked)) {
        const context = { providerId: provider.id, line: { listId, line }, derogation };
        const fate = await this.children.enterChild(tx, actor, entry!, context);
        if (fate.fate === 'placed') entered += 1;
        else if (derogation && fate.fate === 'refused') throw new DomainError(fate.refusal);
      }
      await this.writeList(tx, list, { state: 'taken', takenAt: this.clock.now() });
      await this.audit.changed(tx, actor, 'present.enter', { kind: 'present-list', id: listId }, { entered });
      return entered;
    });
  }

  /** Takes back every child who came by the list. @throws DomainError when a session has counted with them */
  async undoList(actor: Actor, provider: Provider, listId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const list = await tx.lock(PresentList, { id: listId, providerId: provider.id });
      if (!list) throw new NotFound('present-list');
      if (list.state !== 'taken') throw new DomainError(refuse('present.nothingToUndo'));
      const frozen = await this.commissions.frozenSince(tx, provider.id, list.takenAt!);
      if (frozen) throw new DomainError(refuse('present.sessionCounted', { day: dayOf(frozen) }));
      const ids = [...(await this.children.ofList(tx, listId)).values()];
      if (ids.length > 0) await this.children.removeChildren(tx, actor, provider.id, ids);
      await this.writeList(tx, list, { state: 'undone', mended: {} });
      await this.files.eraseFiles(tx, 'present-list', [listId]);
      await this.audit.changed(
        tx,
        actor,
        'present.undo',
        { kind: 'present-list', id: listId },
        { removed: ids.length },
      );
    });
  }

  /** Enters one child by hand. Nothing is written unless the answer is `placed`. */
  async enterOne(
    actor: Actor,
    provider: Provider,
    entry: PresentEntry,
    derogation: Derogation | null,
  ): Promise<EntryFate> {
    return this.unitOfWork.run((tx) =>
      this.children.enterChild(tx, actor, entry, { providerId: provider.id, line: null, derogation }),
    );
  }

  private async requireOpen(tx: Tx, provider: Provider, listId: Id): Promise<PresentList> {
    const list = await tx.lock(PresentList, { id: listId, providerId: provider.id });
    if (!list) throw new NotFound('present-list');
    if (list.state === 'undone') throw new Conflict(refuse('present.nothingToUndo'));
    return list;
  }

  private async writeList(tx: Tx, { id, version }: PresentList, change: Partial<PresentList>): Promise<void> {
    await tx.update(PresentList, { id, version }, { ...change, version: version + 1 });
  }

  /** Null once the file is erased, or while nobody has said which of its sheets is meant. */
  private async readFile({ id, state, workbook }: PresentList): Promise<ListFile | null> {
    if (state === 'undone' || workbook?.sheet === null) return null;
    const bytes = await this.files.readFile(this.reader, fileOf(id));
    return bytes && this.reading.readList(bytes, workbook);
  }

  private async requireFile(provider: Provider, listId: Id): Promise<{ list: PresentList; file: ListFile | null }> {
    const list = await this.reader.findOne(PresentList, { id: listId, providerId: provider.id });
    if (!list) throw new NotFound('present-list');
    return { list, file: await this.readFile(list) };
  }

  private async readLines(
    from: Reader | Tx,
    provider: Provider,
    list: PresentList,
    file: ListFile | null,
  ): Promise<OpenList> {
    if (!file || list.state === 'undone') return { list, file: null, uses: [], lines: [] };
    const uses = presentColumns(file.headers, list.columns);
    const sections = this.supply
      .sectionsOf(provider.id)
      .filter((section) => !isClosedOn(section, this.clock.today()))
      .map(({ id, ageGroup, code, name }) => ({ id, group: ageGroup, number: numberOfCode(code), name }));
    const entered = await this.children.ofList(from, list.id);
    let group = '';
    const read = file.rows.map((row) => {
      const mended = list.mended[row.line];
      const cells = mended ?? file.headers.map((header) => row.cells[header] ?? '');
      const none = { line: row.line, cells, entry: null, problems: [] };
      if (row.blank && !mended) return { ...none, state: 'blank' as const };
      if (row.reason && !mended)
        return {
          line: row.line,
          cells,
          entry: null,
          problems: [{ field: 'line' as const, value: row.raw, reason: row.reason }],
        };
      if (!mended && isStruckLine(file.headers, cells))
        return {
          line: row.line,
          cells,
          entry: null,
          problems: [{ field: 'line' as const, value: '', reason: 'struck' }],
        };
      const beside = readBeside(cells, file.headers, uses, sections);
      if (beside?.kind === 'group') group = beside.section;
      if (beside) return { ...none, state: 'beside' as const };
      return { line: row.line, cells, ...readPresent(cells, uses, sections, this.clock.today(), group) };
    });
    const open = read.filter(({ line, entry }) => entry !== null && !entered.has(line));
    const fates = await this.plans.planEntries(
      from,
      provider.id,
      open.map(({ entry }) => entry!),
    );
    const lines = read.map((one): PresentLine => {
      const fate = fates[open.indexOf(one)] ?? null;
      const state = entered.has(one.line) ? 'entered' : 'state' in one ? one.state : (fate?.fate ?? 'wrong');
      return { line: one.line, cells: one.cells, entry: one.entry, problems: one.problems, fate, state };
    });
    return { list, file, uses, lines };
  }
}
