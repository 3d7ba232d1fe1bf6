import { Worker } from 'node:worker_threads';

/** `subject` is absent where the thread has it from its last question. */
export interface ThreadQuestion<Subject, Question> {
  readonly id: number;
  readonly subject?: Subject;
  readonly question: Question;
}
export type ThreadAnswer<Answer> = { readonly id: number } & (
  { readonly answer: Answer } | { readonly error: unknown }
);

export interface PoolOptions {
  /** The program of a thread: it says with `answerQuestions` what it does. */
  readonly entry: URL;
  /** Threads at most. They start when they are first needed. */
  readonly size: number;
  /** Flags of Node for each thread; those of the process where there are none. */
  readonly flags?: readonly string[];
  /** Milliseconds after which a thread that nothing was asked of ends, and gives its memory back. */
  readonly idleMillis: number;
}

interface Waiting<Subject> {
  readonly subject: Subject;
  readonly before: Subject | null;
  readonly question: unknown;
  readonly settle: (answer: ThreadAnswer<unknown>) => void;
}

interface Thread<Subject> {
  readonly worker: Worker;
  /** What it was asked about last, and holds. */
  subject: Subject | null;
  asked: Waiting<Subject> | null;
  idle?: NodeJS.Timeout;
}

/**
 * Long computations beside the event loop. Questions are in plain data, about a subject: the thread that holds a
 * subject answers all that is asked of it, so that a large one is handed over once; other questions go to other
 * threads, first come first served.
 */
export class ThreadPool<Subject extends object, Question, Answer> {
  /** Those that answered last stand last. */
  private threads: Thread<Subject>[] = [];
  private readonly line: Waiting<Subject>[] = [];
  private closed = false;
  private asked = 0;

  constructor(private readonly options: PoolOptions) {}

  /**
   * @param before a subject that nothing is asked of any more: its thread has done the like, and takes this one
   * @throws what the thread threw, or an error when it ended before it answered
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

  /** Ends every thread; what waits is refused. */
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
   * The one that holds the subject, once it is free; else the one that holds what was before it, one that holds none, a
   * new one, or the one asked least lately.
   */
  private threadFor({ subject, before }: Waiting<Subject>): Thread<Subject> | null {
    const holding = this.threads.find((one) => one.subject === subject);
    if (holding) return holding.asked === null ? holding : null;
    const free = this.threads.filter(({ asked }) => asked === null);
    return (
      free.find((one) => one.subject !== null && one.subject === before) ??
      free.find((one) => one.subject === null) ??
      (this.threads.length < this.options.size ? this.start() : (free[0] ?? null))
    );
  }

  private put(thread: Thread<Subject>, waiting: Waiting<Subject>): void {
    const isHeld = thread.subject === waiting.subject;
    thread.asked = waiting;
    thread.subject = waiting.subject;
    clearTimeout(thread.idle);
    // A process waits for the answers it asked for, and for no thread that has nothing to do.
    thread.worker.ref();
    thread.worker.postMessage({
      id: (this.asked += 1),
      question: waiting.question,
      ...(isHeld ? {} : { subject: waiting.subject }),
    } satisfies ThreadQuestion<Subject, unknown>);
  }

  private start(): Thread<Subject> {
    const { entry, flags } = this.options;
    const worker = new Worker(entry, flags && flags.length > 0 ? { execArgv: [...flags] } : {});
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
    this.threads = [...this.threads.filter((one) => one !== thread), thread];
    worker.unref();
    thread.idle = setTimeout(() => void worker.terminate(), this.options.idleMillis).unref();
    asked?.settle(answer);
    this.next();
  }

  /** Another one takes its place when it is needed. */
  private ended(thread: Thread<Subject>, error: unknown): void {
    if (!this.threads.includes(thread)) return;
    this.threads = this.threads.filter((one) => one !== thread);
    clearTimeout(thread.idle);
    thread.asked?.settle({ id: 0, error });
    if (!this.closed) this.next();
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
