import { setImmediate } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Dossiers } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import { addDays, instantAt } from '../../foundation/kernel/time.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import { JobHandlers, Nightly, Queue } from '../../foundation/platform/queue/index.js';
import { Settings } from '../../foundation/platform/settings/index.js';
import type { FigureRow } from './domain/figure-rows.js';
import type { FigureTable } from './domain/figure-tables.js';
import { historyKnownBy } from './domain/known-by.js';
import { addTallies, rowsOf, type CellSum } from './domain/known-sums.js';
import { talliesOf } from './domain/tallies.js';
import { FamilyHistories } from './family-histories.js';
import { countUnderWay } from './persistence/known-figures.queries.js';
import { KnownFiguresRow } from './persistence/reporting.entities.js';
import type { FiguresPeriod } from './reporting.js';

const COMPUTE = jobType<{ id: Id }>('reporting.knownThen');
const FORGET = jobType('reporting.forgetKnown');
/** So many families are read between two answers to people. */
const SLICE = 50;
/** Each of them reads every family once. */
const MOST_UNDER_WAY = 10;
const KEPT_DAYS = 90;

/** The tables of a period as they were known in the evening of its last day. */
export interface KnownTables {
  readTable(id: FigureTable['id'], groupOf?: (member: string) => string): FigureRow[];
}

/** `absent`: nobody asked for them yet. `computing`: a job reads what was known of every family. */
export type KnownThen = KnownTables | 'absent' | 'computing';

/**
 * Tables as they were known then: the history up to the last day of their period, late entries and corrections left
 * out. They are computed by a job when somebody asks for them, and kept for a while.
 */
@Injectable()
export class KnownFigures implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
    private readonly histories: FamilyHistories,
    private readonly settings: Settings,
    private readonly queue: Queue,
    private readonly handlers: JobHandlers,
    private readonly nightly: Nightly,
  ) {}

  onModuleInit(): void {
    this.handlers.register({
      type: COMPUTE,
      outside: ({ id }) => this.computeSums(id),
      handle: async (tx, { id }, sums) => {
        if (sums) await tx.update(KnownFiguresRow, { id }, { sums });
      },
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.nightly.every(FORGET, '03:25', async (tx) => {
      const limit = instantAt(addDays(this.clock.today(), -KEPT_DAYS));
      await tx.delete(KnownFiguresRow, { askedAt: LessThan(limit) });
      return false;
    });
  }

  /** Figures that were computed with another horizon are absent. */
  async findTables({ from, to }: FiguresPeriod): Promise<KnownThen> {
    const horizonWeeks = await this.settings.get('noSolutionHorizonWeeks');
    const row = await this.reader.findOne(KnownFiguresRow, { fromDay: from, toDay: to, horizonWeeks });
    if (!row) return 'absent';
    const { sums } = row;
    return sums === null ? 'computing' : { readTable: (id, groupOf) => rowsOf(sums, id, groupOf) };
  }

  /**
   * Has the tables of a period computed; nothing more when they are there, or on their way.
   * @param period one that is over
   * @throws DomainError when too many are on their way
   */
  async askFor({ from, to }: FiguresPeriod): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const id = newId();
      const horizonWeeks = await this.settings.get('noSolutionHorizonWeeks', tx);
      const asked = { id, fromDay: from, toDay: to, horizonWeeks, sums: null, askedAt: this.clock.now() };
      if (!(await tx.insertIfAbsent(KnownFiguresRow, asked))) return;
      if ((await countUnderWay(tx)) > MOST_UNDER_WAY) throw new DomainError(refuse('reporting.tooManyKnown'));
      await this.queue.plan(tx, COMPUTE, { id }, { key: `reporting:known:${id}` });
    });
  }

  /** Null when it was deleted meanwhile. */
  private async computeSums(id: Id): Promise<CellSum[] | null> {
    const row = await this.reader.findOne(KnownFiguresRow, { id });
    if (!row) return null;
    const knownBy = instantAt(addDays(row.toDay, 1));
    const period = { from: row.fromDay, to: row.toDay };
    let sums: CellSum[] = [];
    let after: Id | '' = '';
    for (;;) {
      const ids: readonly Id[] = await this.dossiers.idsAfter(this.reader, after, SLICE);
      const families = await this.histories.readHistories(this.reader, ids, knownBy);
      const tallies = families.flatMap((family) => talliesOf(historyKnownBy(family, knownBy), row.horizonWeeks));
      sums = addTallies(sums, tallies, period);
      const last = ids.at(-1);
      if (last === undefined || ids.length < SLICE) return sums;
      after = last;
      await setImmediate();
    }
  }
}
