import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { PdfRenderer } from '../../foundation/platform/pdf/index.js';
import type { KeptMinutes } from './kept-minutes.js';
import { MinutesDocuments } from './minutes-documents.js';
import type { MinutesDocument } from './persistence/minutes.entities.js';

/** How many documents are remembered: the members of a session all read the same ones. */
const MOST_MADE = 8;

/** Prints minutes as PDF. Nothing is written: who keeps a document is another matter. */
@Injectable()
export class MinutesPrinter {
  /**
   * From this many cases on, minutes are printed while their session closes. Fewer cases are printed at once when
   * somebody asks. Tests lower it.
   */
  fewestAhead = 100;
  /** Documents that were made lately or are being made. Minutes never change, so several readers share one document. */
  private readonly lately = new LRUCache<string, Promise<Buffer>>({ max: MOST_MADE });

  constructor(
    private readonly documents: MinutesDocuments,
    private readonly pdf: PdfRenderer,
  ) {}

  /** Gets ready to print so many cases. A printer that does not start says so when it has to print. */
  warmUp(cases: number): void {
    if (cases >= this.fewestAhead) this.pdf.warmUp().catch(() => undefined);
  }

  /**
   * Begins to print minutes whose transaction is not over. Should it be undone, nobody ever asks for what was printed:
   * the id of the minutes is gone with them. A failure is met by whoever asks.
   */
  printAhead(kept: KeptMinutes): void {
    if (kept.content.cases.length >= this.fewestAhead) this.printDocument(kept, 'full').catch(() => undefined);
  }

  printDocument(kept: KeptMinutes, document: MinutesDocument): Promise<Buffer> {
    return this.printOnce([kept.minutes.id, document], () => this.documents.buildDocument(kept, document));
  }

  /** @param names of the document: the same ones for the same bytes */
  printOnce(names: readonly string[], contentOf: () => object): Promise<Buffer> {
    const key = names.join(' ');
    const known = this.lately.get(key);
    if (known) return known;
    const making = this.make(contentOf);
    this.lately.set(key, making);
    making.catch(() => this.lately.delete(key));
    return making;
  }

  // A content that cannot be made is a failure of the printer, as one that cannot be printed.
  private async make(contentOf: () => object): Promise<Buffer> {
    return this.pdf.render('minutes/minutes', contentOf());
  }
}
