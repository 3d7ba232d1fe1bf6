import { Worker } from 'node:worker_threads';

/** A question as it is sent to a thread. `subject` is absent when the thread still has it from its last question. */
export interface ThreadQuestion<Subject, Question> {
  readonly id: number;
  readonly subject?: Subject;
  readonly question: Question;
}
export type ThreadAnswer<Answer> = { readonly id: number } & (
  { readonly answer: Answer } | { readonly error: unknown }
);

export interface PoolOptions {
  /** The program of a thread. It calls `answerQuestions`. */
  readonly entry: URL;
  /** The most threads. Each starts when it is first needed. */
  readonly size: number;
  /** Milliseconds after which an idle thread ends and frees its memory. */
  readonly idleMillis: number;
  /** Milliseconds after which a thread that still computes is ended; when absent, it computes on. */
  readonly longestMillis?: number;
  /** The most memory that the objects of a thread take; when absent, Node decides. */
  readonly megabytes?: number;
}

/** A thread was ended because its answer took too long, or more memory than it may have. */
export class ThreadStopped extends Error {
  constructor(readonly why: 'time' | 'memory') {
    super(`A thread was stopped: ${why}`);
  }
}

interface Waiting<Subject> {
  readonly subject: Subject;
  readonly before: Subject | null;
  readonly question: unknown;
  readonly settle: (answer: ThreadAnswer<unknown>) => void;
}

interface Thread<Subject> {
  readonly worker: Worker;
  /** The subject of its last question, which it still holds. */
  subject: Subject | null;
  asked: Waiting<Subject> | null;
  idle?: NodeJS.Timeout;
  late?: NodeJS.Timeout;
}

/**
 * Long computations in threads, beside the event loop. A question is plain data about a subject. All questions about
 * one subject go to the thread that holds it, so that a large subject is sent only once. Questions about other
 * subjects go to other threads, in the order in which they came.
 */
export class ThreadPool<Subject extends object, Question, Answer> {
  /** Threads in the order of their last question, the latest last. */
  private threads: Thread<Subject>[] = [];
  private readonly line: Waiting<Subject>[] = [];
  private closed = false;
  private asked = 0;

  constructor(private readonly options: PoolOptions) {}

  /**
   * @param before a subject that nobody will ask about any more. Its thread is preferred for the new subject, because
   * its code is already warm for a similar one
   * @throws the error of the thread, or an error when the thread ended without an answer
   */
  ask(subject: Subject, question: Question, before: Subject | null = null): Promise<Answer> {
    if (this.closed) return Promise.reject(new Error('Threads have ended'));
    return new Promise<Answer>((resolve, reject) => {
      const settle = (answer: ThreadAnswer<unknown>): void =>
        'answer' in answer ? resolve(answer.answer as Answer) : reject(asError(answer.error));
      this.line.push({ subject, before, question, settle });
      this.next();
    });
  }

  /** Ends every thread and rejects the waiting questions. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { settle } of this.line.splice(0)) settle({ id: 0, error: new Error('Threads have ended') });
    await Promise.all(this.threads.map(({ worker }) => worker.terminate()));
  }

  private next(): void {
    for (const waiting of [...this.line]) {
      const thread = this.threadFor(waiting);
      if (!thread) continue;
      this.line.splice(this.line.indexOf(waiting), 1);
      this.put(thread, waiting);
    }
  }

  /**
   * The thread for a question, or null when it has to wait. It is the thread that holds the subject. Otherwise, among
   * the free ones: the one that holds the earlier subject, one that holds none, a new one, or the one that was asked
   * longest ago.
   */
  private threadFor({ subject, before }: Waiting<Subject>): Thread<Subject> | null {
    const holding = this.threads.find((thread) => thread.subject === subject);
    if (holding) return holding.asked === null ? holding : null;
    const free = this.threads.filter(({ asked }) => asked === null);
    return (
      free.find((thread) => thread.subject !== null && thread.subject === before) ??
      free.find((thread) => thread.subject === null) ??
      (this.threads.length < this.options.size ? this.start() : (free[0] ?? null))
    );
  }

  private put(thread: Thread<Subject>, waiting: Waiting<Subject>): void {
    const isHeld = thread.subject === waiting.subject;
    thread.asked = waiting;
    thread.subject = waiting.subject;
    clearTimeout(thread.idle);
    if (this.options.longestMillis !== undefined)
      thread.late = setTimeout(() => this.stopLate(thread), this.options.longestMillis);
    // An idle thread does not keep the process alive. One that owes an answer does.
    thread.worker.ref();
    thread.worker.postMessage({
      id: (this.asked += 1),
      question: waiting.question,
      ...(isHeld ? {} : { subject: waiting.subject }),
    } satisfies ThreadQuestion<Subject, unknown>);
  }

  private start(): Thread<Subject> {
    const { entry, megabytes } = this.options;
    const worker = new Worker(entry, {
      ...(megabytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: megabytes } }),
    });
    const thread: Thread<Subject> = { worker, subject: null, asked: null };
    this.threads.push(thread);
    worker.on('message', (answer: ThreadAnswer<unknown>) => this.answered(thread, answer));
    worker.on('error', (error) => this.ended(thread, error));
    worker.on('exit', () => this.ended(thread, new Error('A thread ended before it answered')));
    return thread;
  }

  private answered(thread: Thread<Subject>, answer: ThreadAnswer<unknown>): void {
    const { asked, worker } = thread;
    thread.asked = null;
    clearTimeout(thread.late);
    this.threads = [...this.threads.filter((other) => other !== thread), thread];
    worker.unref();
    thread.idle = setTimeout(() => void worker.terminate(), this.options.idleMillis).unref();
    asked?.settle(answer);
    this.next();
  }

  private stopLate(thread: Thread<Subject>): void {
    void thread.worker.terminate();
    this.ended(thread, new ThreadStopped('time'));
  }

  /** Removes a thread that ended. Another one starts when it is needed. */
  private ended(thread: Thread<Subject>, error: unknown): void {
    if (!this.threads.includes(thread)) return;
    this.threads = this.threads.filter((other) => other !== thread);
    clearTimeout(thread.idle);
    clearTimeout(thread.late);
    const isFull = (error as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
    thread.asked?.settle({ id: 0, error: isFull ? new ThreadStopped('memory') : error });
    if (!this.closed) this.next();
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
