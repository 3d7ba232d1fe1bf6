import { Injectable } from '@nestjs/common';
import { ChildminderRecords, keepsChildminder } from '../../places/childminders/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, NotFound, refuse, type Refusal } from '../../foundation/kernel/refusal.js';
import { addDays, dayOf, instantAt } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { SealedFiles, type FileOwner } from '../../foundation/platform/sealed-files/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { Supply, type NewProvider } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { isStruckLine, ListReader, type ListedSheet, type ListFile } from '../waiting-lists/index.js';
import { countKnownColumns, minderColumns, type MinderField } from './domain/minder-columns.js';
import { minderKey, readMinder, type KnownNames, type MinderEntry, type MinderProblem } from './domain/read-minder.js';
import { MinderList } from './persistence/minder-list.entity.js';

/** How long a list is kept to be looked at. */
const KEPT_DAYS = 30;

export interface MinderLine {
  readonly line: number;
  readonly name: string;
  /** As they are read: those of the file, or as a person wrote them anew. */
  readonly cells: readonly string[];
  /** `known`: she is there already, or on a line above. */
  readonly state: 'entered' | 'ready' | 'known' | 'blank' | 'wrong';
  readonly entry: MinderEntry | null;
  readonly problems: readonly MinderProblem[];
  readonly childminderId: Id | null;
}

export interface OpenMinderList {
  readonly list: MinderList;
  /** Null once the file is erased, or while nobody has said which of its sheets is meant. */
  readonly file: ListFile | null;
  readonly headers: readonly string[];
  /** What each column holds; null where nothing of it is kept. */
  readonly uses: readonly (MinderField | null)[];
  /** Headers that nobody knows, of which nothing is kept. */
  readonly unread: readonly string[];
  readonly lines: readonly MinderLine[];
}

const fileOf = (id: Id): FileOwner => ({ kind: 'minder-list', id });

/**
 * Lists of childminders: sent, looked at, entered, taken back. What becomes of a line is worked out anew each time
 * from the file and from who is known, so a preview is never out of date. Each person sees the lists that it sent.
 */
@Injectable()
export class MinderLists {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly reading: ListReader,
    private readonly audit: Audit,
    private readonly supply: Supply,
    private readonly territory: Territory,
    private readonly files: SealedFiles,
    private readonly records: ChildminderRecords,
  ) {}

  /** @returns the list, or why the file is no readable list */
  async storeList(actor: Actor, fileName: string, bytes: Buffer): Promise<MinderList | Refusal> {
    const opened = await this.reading.openList(fileName, bytes, countKnownColumns);
    if (!opened.ok) return opened.refusal;
    const file = this.files.judgeFile(opened.mediaType, bytes);
    if ('code' in file) return file;
    const now = this.clock.now();
    const list: MinderList = {
      id: newId(),
      at: now,
      fileName: fileName.slice(0, 200),
      sentBy: actorRef(actor),
      rows: opened.file?.rows.length ?? 0,
      state: 'draft',
      entered: {},
      mended: null,
      workbook: opened.choice,
    };
    await this.unitOfWork.run(async (tx) => {
      await tx.insert(MinderList, list);
      await this.files.keepFile(tx, fileOf(list.id), file, instantAt(addDays(dayOf(now), KEPT_DAYS)));
      await this.audit.changed(
        tx,
        actor,
        'minderList.upload',
        { kind: 'minder-list', id: list.id },
        { rows: list.rows },
      );
    });
    return list;
  }

  /** Those that the actor sent, the latest first. */
  listOwn(actor: Actor): Promise<MinderList[]> {
    return this.reader.find(MinderList, { where: { sentBy: actorRef(actor) }, order: { at: 'DESC' } });
  }

  /** @throws NotFound when it is not there, or somebody else sent it */
  async openOwn(actor: Actor, listId: Id): Promise<OpenMinderList> {
    const list = await this.reader.findOne(MinderList, { id: listId, sentBy: actorRef(actor) });
    if (!list) throw new NotFound('minder-list');
    return this.readLines(actor, list, await this.readFile(list));
  }

  /** The sheets among which the actor says which one is meant. */
  async listSheets(actor: Actor, listId: Id): Promise<{ list: MinderList; sheets: ListedSheet[] }> {
    const { list, bytes } = await this.requireWorkbook(actor, listId);
    return { list, sheets: await this.reading.listSheets(bytes, list.workbook!) };
  }

  /**
   * Reads the sheet that the actor says, while nobody of another is entered.
   * @throws DomainError when the sheet is not one of those that hold a list
   */
  async chooseSheet(actor: Actor, listId: Id, sheet: string): Promise<void> {
    const sent = await this.requireWorkbook(actor, listId);
    const { file, choice } = await this.reading.chooseSheet(sent.bytes, sent.list.workbook!, sheet);
    await this.unitOfWork.run(async (tx) => {
      const list = await this.lockOwn(tx, actor, listId);
      if (list.state !== 'draft') throw new Conflict(refuse('workbook.sheetTaken'));
      const rows = file.rows.length;
      await tx.update(MinderList, { id: listId }, { workbook: choice, rows, mended: null });
      await this.audit.changed(tx, actor, 'minderList.sheet', { kind: 'minder-list', id: listId }, { rows });
    });
  }

  private async requireWorkbook(actor: Actor, listId: Id): Promise<{ list: MinderList; bytes: Buffer }> {
    const list = await this.reader.findOne(MinderList, { id: listId, sentBy: actorRef(actor) });
    const bytes = list && (await this.files.readFile(this.reader, fileOf(listId)));
    if (!list?.workbook || !bytes) throw new NotFound('minder-list');
    return { list, bytes };
  }

  /**
   * Writes the cells of a line anew.
   * @throws Conflict when its childminder was entered meanwhile, or the list was taken back
   */
  async mendLine(actor: Actor, listId: Id, line: number, cells: readonly string[]): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const list = await this.lockOwn(tx, actor, listId);
      if (list.state === 'undone') throw new Conflict(refuse('minderList.undone'));
      if (list.entered[line] !== undefined) throw new Conflict(refuse('minderList.entered', { line }));
      await tx.update(MinderList, { id: listId }, { mended: { ...list.mended, [line]: cells } });
      await this.audit.changed(tx, actor, 'minderList.mend', { kind: 'minder-list', id: listId }, { line });
    });
  }

  /** Enters everybody whose line is whole. @returns how many */
  async enterReady(actor: Actor, listId: Id): Promise<number> {
    // Before the unit of work: a workbook is read in a thread, and nobody else writes meanwhile.
    const { list: sent, file } = await this.openOwn(actor, listId);
    const count = await this.unitOfWork.run(async (tx) => {
      const list = await this.lockOwn(tx, actor, listId);
      if (list.state === 'undone') throw new Conflict(refuse('minderList.undone'));
      if (list.workbook?.sheet !== sent.workbook?.sheet) throw new Conflict(refuse('workbook.sheetChanged'));
      const entered: Record<number, Id> = { ...list.entered };
      const ready = this.readLines(actor, list, file).lines.filter(({ state }) => state === 'ready');
      for (const { line, entry } of ready) entered[line] = await this.enterOne(tx, actor, entry!);
      await tx.update(MinderList, { id: listId }, { entered, state: 'taken' });
      await this.audit.changed(
        tx,
        actor,
        'minderList.enter',
        { kind: 'minder-list', id: listId },
        { entered: ready.length },
      );
      return ready.length;
    });
    await this.supply.reload();
    return count;
  }

  /** Takes back everybody who came by the list. @throws DomainError when one was changed since, or is waited for */
  async undoList(actor: Actor, listId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const list = await this.lockOwn(tx, actor, listId);
      if (list.state !== 'taken') throw new Conflict(refuse('minderList.undone'));
      const ids = Object.values(list.entered);
      for (const id of ids) await this.records.takeBackIn(tx, actor, id);
      await tx.update(MinderList, { id: listId }, { state: 'undone', entered: {}, mended: null });
      await this.files.eraseFiles(tx, 'minder-list', [listId]);
      await this.audit.changed(
        tx,
        actor,
        'minderList.undo',
        { kind: 'minder-list', id: listId },
        { removed: ids.length },
      );
    });
    await this.supply.reload();
  }

  private enterOne(tx: Tx, actor: Actor, entry: MinderEntry): Promise<Id> {
    const { name, communeCode, places, phone, email, address, mamId, agreementFrom, agreementTo, birthYear } = entry;
    const provider: NewProvider = {
      kind: 'childminder',
      name,
      communeCode,
      mamId,
      authorisedCapacity: places,
      address,
      phone,
      email,
      webPage: null,
      establishmentKind: null,
      manager: null,
      funding: null,
      hourlyCents: null,
      agreedBands: null,
      avip: false,
      atypicalHours: entry.atypical,
    };
    return this.records.createIn(tx, actor, provider, { agreementFrom, agreementTo, birthYear });
  }

  private async lockOwn(tx: Tx, actor: Actor, listId: Id): Promise<MinderList> {
    const list = await tx.lock(MinderList, { id: listId, sentBy: actorRef(actor) });
    if (!list) throw new NotFound('minder-list');
    return list;
  }

  /** Null once the file is erased, or while nobody has said which of its sheets is meant. */
  private async readFile({ id, state, workbook }: MinderList): Promise<ListFile | null> {
    if (state === 'undone' || workbook?.sheet === null) return null;
    const bytes = await this.files.readFile(this.reader, fileOf(id));
    return bytes && this.reading.readList(bytes, workbook);
  }

  private readLines(actor: Actor, list: MinderList, file: ListFile | null): OpenMinderList {
    if (!file || list.state === 'undone') return { list, file: null, headers: [], uses: [], unread: [], lines: [] };
    const uses = minderColumns(file.headers);
    const names = this.knownNames(actor);
    const known = new Set(
      this.supply
        .openProviders()
        .filter(({ kind }) => kind === 'childminder')
        .map((provider) => minderKey(provider)),
    );
    const lines = file.rows.map((row): MinderLine => {
      const mended = list.mended?.[row.line];
      const cells = mended ?? file.headers.map((header) => row.cells[header] ?? '');
      const shown = { line: row.line, name: cells[uses.indexOf('name')] ?? '', cells, childminderId: null };
      if (row.blank && !mended) return { ...shown, state: 'blank', entry: null, problems: [] };
      if (row.reason && !mended)
        return {
          ...shown,
          state: 'wrong',
          entry: null,
          problems: [{ field: 'line', value: row.raw, reason: row.reason }],
        };
      if (!mended && isStruckLine(file.headers, cells))
        return { ...shown, state: 'wrong', entry: null, problems: [{ field: 'line', value: '', reason: 'struck' }] };
      const { entry, problems } = readMinder(cells, uses, names);
      const childminderId = list.entered[row.line] ?? null;
      if (childminderId)
        return { ...shown, name: entry?.name ?? shown.name, state: 'entered', entry, problems, childminderId };
      if (entry === null) return { ...shown, state: 'wrong', entry, problems };
      const isKnown = known.has(minderKey(entry));
      known.add(minderKey(entry));
      return { ...shown, name: entry.name, state: isKnown ? 'known' : 'ready', entry, problems };
    });
    const unread = file.headers.filter((_, index) => uses[index] === null);
    return { list, file, headers: file.headers, uses, unread, lines };
  }

  private knownNames(actor: Actor): KnownNames {
    return {
      communes: this.territory
        .communes()
        .filter(({ firstDeskId }) => keepsChildminder(actor, firstDeskId))
        .map(({ code, name }) => ({ id: code, name })),
      mams: this.supply
        .openProviders()
        .filter(({ kind }) => kind === 'mam')
        .map(({ id, name }) => ({ id, name })),
      today: this.clock.today(),
    };
  }
}
