import { AsyncResource } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { statementRunner, type RunStatement } from './statement-runner.js';
import { Tx } from './tx.js';
import { UnitOfWork } from './unit-of-work.js';

interface Waiting {
  readonly run: (tx: Tx) => Promise<unknown>;
  /** Whether the work runs outside any transaction, while no unit is open. It must not use its `tx` then. */
  readonly alone: boolean;
  readonly settle: (outcome: Outcome) => void;
}
type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };

/** Limits how long the first unit of a batch waits for its answer. */
const LARGEST_BATCH = 256;

/**
 * One writer takes units in the order in which they came. Units that wait together share one commit: each has a
 * savepoint of its own, and all are answered after the commit. One sync to disk thus serves many units; see
 * docs/decisions/0002-unit-of-work.md.
 */
export class SqliteUnitOfWork extends UnitOfWork {
  private readonly line: Waiting[] = [];
  private draining = false;
  private readonly manager: EntityManager;
  private readonly say: RunStatement;

  constructor(writer: DataSource, detectNesting = true) {
    super(detectNesting);
    // TypeORM has one query runner for SQLite, so statements that go around it here are still in its transaction.
    this.manager = writer.createQueryRunner().manager;
    this.say = statementRunner(this.manager);
  }

  get waiting(): number {
    return this.line.length;
  }

  protected execute<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.wait(work, false);
  }

  protected override executeAlone<T>(work: () => Promise<T>): Promise<T> {
    return this.wait(work, true);
  }

  private wait<T>(work: (tx: Tx) => Promise<T>, alone: boolean): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.line.push({
        // Another request may run this unit. The unit keeps the context of its own request, which its log lines need.
        run: AsyncResource.bind(work),
        alone,
        settle: (outcome) => (outcome.ok ? resolve(outcome.value as T) : reject(outcome.error as Error)),
      });
      if (!this.draining) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.draining = true;
    while (this.line.length > 0) await (this.line[0]!.alone ? this.doAlone(this.line.shift()!) : this.commitBatch());
    this.draining = false;
  }

  private async doAlone({ run, settle }: Waiting): Promise<void> {
    try {
      settle({ ok: true, value: await run(new Tx(this.manager, 'sqlite')) });
    } catch (error) {
      settle({ ok: false, error });
    }
  }

  private async commitBatch(): Promise<void> {
    const answers: { settle: Waiting['settle']; outcome: Outcome; tx?: Tx }[] = [];
    const taken: Waiting[] = [];
    try {
      await this.say('BEGIN IMMEDIATE', []);
      while (taken.length < LARGEST_BATCH) {
        // better-sqlite3 is synchronous. Without this pause, no other unit could join the batch.
        if (this.line.length === 0) await setImmediate();
        if (this.line[0]?.alone) break;
        const next = this.line.shift();
        if (!next) break;
        taken.push(next);
        answers.push({ settle: next.settle, ...(await this.runOne(next)) });
      }
      await this.say('COMMIT', []);
    } catch (error) {
      await this.say('ROLLBACK', []).catch(() => undefined);
      if (taken.length === 0) this.line.shift()?.settle({ ok: false, error });
      for (const unit of taken) unit.settle({ ok: false, error });
      return;
    }
    for (const { settle, outcome, tx } of answers) {
      if (outcome.ok) tx?.committed();
      settle(outcome);
    }
  }

  private async runOne(unit: Waiting): Promise<{ outcome: Outcome; tx?: Tx }> {
    const tx = new Tx(this.manager, 'sqlite');
    await this.say('SAVEPOINT unit', []);
    try {
      const value = await unit.run(tx);
      await this.say('RELEASE unit', []);
      return { outcome: { ok: true, value }, tx };
    } catch (error) {
      await this.say('ROLLBACK TO unit', []);
      await this.say('RELEASE unit', []);
      return { outcome: { ok: false, error } };
    }
  }
}
