import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { PdfRenderer } from '../../foundation/platform/pdf/index.js';

const TEMPLATE = 'family/booklet';
/** Bytes of documents kept: room for every page of a large territory in both languages. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * The welcome booklet and its single pages. Each is made once for what it says, and again when that changes. Those who
 * ask at the same moment wait for the same one.
 */
@Injectable()
export class Booklets {
  private readonly made = new LRUCache<string, Buffer>({
    maxSize: MOST_BYTES,
    sizeCalculation: (pdf, key) => pdf.length + key.length,
  });
  private readonly being = new Map<string, Promise<Buffer>>();

  constructor(private readonly renderer: PdfRenderer) {}

  async print(document: object): Promise<Buffer> {
    const key = JSON.stringify(document);
    const made = this.made.get(key);
    if (made) return made;
    const making = this.being.get(key) ?? this.make(key, document);
    this.being.set(key, making);
    return making;
  }

  private async make(key: string, document: object): Promise<Buffer> {
    try {
      const pdf = await this.renderer.render(TEMPLATE, document);
      this.made.set(key, pdf);
      return pdf;
    } finally {
      this.being.delete(key);
    }
  }
}
