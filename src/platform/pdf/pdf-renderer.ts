import type { OnModuleDestroy } from '@nestjs/common';
import { ThreadPool } from '../threads/index.js';

/** Letters and minutes come in bursts; the compiler and its fonts weigh tens of megabytes. */
const IDLE_MILLIS = 2 * 60_000;

export interface PdfSubject {
  /** Where the templates are looked for. */
  readonly root: string;
}

export interface PdfQuestion {
  readonly template: string;
  readonly data: object;
}

/**
 * Makes tagged PDFs (PDF/UA-1) in a thread: a document of seventy pages takes most of a second, in which this process
 * answers others. One thread: a server that prints does not take the processor from those who read.
 */
export class PdfRenderer implements OnModuleDestroy {
  /** Flags of Node for the thread. Tests run from sources, and name the loader of these. */
  readonly flags: string[] = [];
  readonly #subject: PdfSubject;
  #pool: ThreadPool<PdfSubject, PdfQuestion, Uint8Array> | undefined;

  constructor(root: string) {
    this.#subject = { root };
  }

  /**
   * @param template as PdfCompiler names it: `receipt`, `minutes/minutes`, `commission/sitting/agenda`
   * @throws Error when the template fails or makes a document that is not accessible (no title, no tags)
   */
  async render(template: string, data: object): Promise<Buffer> {
    // Started with the first document: a server that starts shows a page before it makes a PDF.
    this.#pool ??= new ThreadPool({
      entry: new URL('./pdf-thread.js', import.meta.url),
      size: 1,
      flags: this.flags,
      idleMillis: IDLE_MILLIS,
    });
    return Buffer.from(await this.#pool.ask(this.#subject, { template, data }));
  }

  async onModuleDestroy(): Promise<void> {
    await this.#pool?.close();
  }
}
