import type { OnModuleDestroy } from '@nestjs/common';
import { ThreadPool, threadProgram } from '../threads/index.js';

/**
 * The thread ends after this idle time. Documents come in bursts, and the compiler with its fonts takes tens of
 * megabytes.
 */
const IDLE_MILLIS = 2 * 60_000;

export interface PdfSubject {
  /** The folder in which templates are looked up. */
  readonly root: string;
}

/** A document to make, or null to get ready for one. */
export type PdfQuestion = { readonly template: string; readonly data: object } | null;

/**
 * Makes tagged PDFs (PDF/UA-1) in a thread. A document of seventy pages takes most of a second, during which this
 * process answers other requests. There is only one thread, so that printing does not take the processor from people
 * who read.
 */
export class PdfRenderer implements OnModuleDestroy {
  readonly #subject: PdfSubject;
  #pool: ThreadPool<PdfSubject, PdfQuestion, Uint8Array> | undefined;

  /**
   * @param mark what each document says at the top of its pages, such as that its data are invented, in the languages
   *   that it is written in
   */
  constructor(
    root: string,
    private readonly mark: (languages: readonly string[]) => string | null = () => null,
  ) {
    this.#subject = { root };
  }

  /**
   * @param template name of the template, as in PdfCompiler: `receipt`, `minutes/minutes`, `commission/sitting/agenda`
   * @param languages of the document: the one that it names, where it is in one
   * @throws Error when the template fails, or the document is not accessible (no title, no tags)
   */
  async render(template: string, data: object, languages: readonly string[] = languageOf(data)): Promise<Buffer> {
    const mark = this.mark(languages);
    const marked = mark === null ? data : { ...data, invented: mark };
    return Buffer.from(await this.#ask({ template, data: marked }));
  }

  /** Starts the thread and reads its fonts, so that the next document is made sooner. */
  async warmUp(): Promise<void> {
    await this.#ask(null);
  }

  #ask(question: PdfQuestion): Promise<Uint8Array> {
    // The thread starts with the first document, so that a new server can show pages before it makes PDFs.
    this.#pool ??= new ThreadPool({
      entry: threadProgram('platform/pdf/pdf-thread'),
      size: 1,
      idleMillis: IDLE_MILLIS,
    });
    return this.#pool.ask(this.#subject, question);
  }

  async onModuleDestroy(): Promise<void> {
    await this.#pool?.close();
  }
}

const languageOf = (document: object): string[] => ('lang' in document ? [String(document.lang)] : []);
