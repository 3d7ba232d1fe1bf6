import { Injectable, type OnModuleInit } from '@nestjs/common';
import { findCasesOfFamily, findSessionsOf } from '../commission/index.js';
import { findRequests } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { dayAfterQuarter, quarterOf, type Quarter } from '../../foundation/kernel/quarter.js';
import { findOffersOf } from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import { JobHandlers } from '../../foundation/platform/queue/index.js';
import { FamilyExtracts } from './family-extracts.js';
import { asKept, type KeptMinutes } from './kept-minutes.js';
import { MinutesBook, RENDER } from './minutes-book.js';
import { MinutesDocuments } from './minutes-documents.js';
import { MinutesPrinter } from './minutes-printer.js';
import { sha256Of } from './minutes-writer.js';
import { Minutes, MinutesFile, MinutesSignature, type MinutesDocument } from './persistence/minutes.entities.js';

/**
 * The PDF documents of minutes. A job makes them and they are kept. The document of one family is made when the family
 * asks for it, from content that never changes.
 */
@Injectable()
export class MinutesFiles implements OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
    private readonly book: MinutesBook,
    private readonly documents: MinutesDocuments,
    private readonly extracts: FamilyExtracts,
    private readonly printer: MinutesPrinter,
  ) {}

  onModuleInit(): void {
    this.handlers.register({
      type: RENDER,
      outside: async ({ minutesId }) => {
        const kept = await this.keptOf(minutesId);
        return kept ? Promise.all(documentsOf(kept).map((document) => this.made(kept, document))) : [];
      },
      // Two jobs at once make the same document, and the first one is kept.
      handle: (tx, _payload, files) => tx.insertMissing(MinutesFile, files),
    });
  }

  /** The document for members: the signed one as soon as it is signed. */
  readFull(kept: KeptMinutes): Promise<Buffer> {
    return this.readDocument(kept, kept.signature ? 'signed' : 'full');
  }

  /** The document for a member who stepped aside from cases. @param hidden their numbers */
  readWithout(kept: KeptMinutes, hidden: readonly number[]): Promise<Buffer> {
    const names = [kept.minutes.id, kept.signature?.id ?? '', 'without', ...hidden.map(String)];
    return this.printer.printOnce(names, () => this.documents.buildWithout(kept, hidden));
  }

  async readPublic(sessionId: Id): Promise<Buffer> {
    return this.readDocument(await this.book.readMinutes(sessionId), 'public');
  }

  /**
   * The decisions of the small sessions of a body in a quarter, made when it is asked for.
   * @throws NotFound while the quarter lasts, and when the body closed no session in it
   */
  async readQuarter(bodyId: Id, quarter: Quarter): Promise<Buffer> {
    if (this.clock.today() < dayAfterQuarter(quarter)) throw new NotFound('minutes');
    const sessions = (await findSessionsOf(this.reader, bodyId, ['closed', 'signed'])).filter(
      ({ closedAt }) => closedAt !== null && quarterOf(closedAt) === quarter,
    );
    const kept = await Promise.all(sessions.map(({ id }) => this.book.findMinutes(id)));
    const contents = kept.flatMap((minutes) => minutes?.content ?? []);
    if (contents.length === 0) throw new NotFound('minutes');
    const names = [bodyId, quarter, ...kept.flatMap((minutes) => minutes?.minutes.id ?? [])];
    return this.printer.printOnce(names, () => this.documents.buildQuarter(contents.at(-1)!.body, quarter, contents));
  }

  /** The document of one family. @throws NotFound when the session judged none of its requests */
  async readMasked(words: Translator, dossierId: Id, sessionId: Id): Promise<Buffer> {
    const own = await findCasesOfFamily(this.reader, dossierId, sessionId);
    if (own.length === 0) throw new NotFound('minutes');
    const kept = await this.book.readMinutes(sessionId);
    const numbers = own.map(({ agendaNumber }) => agendaNumber);
    const names = [kept.minutes.id, kept.signature?.id ?? '', words.lang, ...numbers.map(String)];
    const requests = await findRequests(
      this.reader,
      own.map(({ requestId }) => requestId),
    );
    const offers = await findOffersOf(
      this.reader,
      own.map(({ requestId }) => requestId),
    );
    // A first name may be told, and a place accepted, after the document was first made.
    names.push(
      ...requests.flatMap(({ firstName, state }) => [firstName ?? '', state]),
      ...offers.flatMap(({ id, state }) => [id, state]),
    );
    return this.printer.printOnce(names, () => this.extracts.buildExtract(words, kept, own, requests, offers));
  }

  /** The kept document. Before the job has kept it, it is made here: the same content gives the same bytes. */
  private async readDocument(kept: KeptMinutes, document: MinutesDocument): Promise<Buffer> {
    const known = await this.reader.findOne(MinutesFile, { minutesId: kept.minutes.id, document });
    return Buffer.from((known ?? (await this.made(kept, document))).bytes, 'base64');
  }

  private async made(kept: KeptMinutes, document: MinutesDocument): Promise<MinutesFile> {
    const bytes = await this.printer.printDocument(kept, document);
    return {
      id: newId(),
      minutesId: kept.minutes.id,
      document,
      bytes: bytes.toString('base64'),
      sha256: sha256Of(bytes),
      madeAt: this.clock.now(),
    };
  }

  private async keptOf(minutesId: Id): Promise<KeptMinutes | null> {
    const minutes = await this.reader.findOne(Minutes, { id: minutesId });
    if (!minutes) return null;
    return asKept(minutes, await this.reader.findOne(MinutesSignature, { minutesId }));
  }
}

const documentsOf = ({ signature }: KeptMinutes): MinutesDocument[] =>
  signature ? ['signed', 'public'] : ['full', 'public'];
