import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Translator } from '../../foundation/platform/i18n/index.js';
import { PdfRenderer } from '../../foundation/platform/pdf/index.js';
import type { SteeringReport } from './persistence/steering-report.entity.js';

const TEMPLATE = 'steering/report';
/** How many documents are remembered: those who prepare a committee open the same one again and again. */
const MOST_MADE = 4;

/** The PDF documents of reports, made in a thread. */
@Injectable()
export class ReportFiles {
  private readonly lately = new LRUCache<string, Promise<Buffer>>({ max: MOST_MADE });

  constructor(private readonly pdf: PdfRenderer) {}

  /** @param build what the template prints; it depends on the report, its version and the language alone */
  async makeDocument(
    { lang }: Translator,
    { id, version }: SteeringReport,
    build: () => Promise<object>,
  ): Promise<Buffer> {
    const key = `${id} ${version} ${lang}`;
    const made = this.lately.get(key) ?? build().then((data) => this.pdf.render(TEMPLATE, data));
    this.lately.set(key, made);
    // A document that failed is tried again by the next reader.
    made.catch(() => this.lately.delete(key));
    return made;
  }
}
