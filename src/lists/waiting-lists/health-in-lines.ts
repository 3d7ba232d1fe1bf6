import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { jobType } from '../../foundation/kernel/job-type.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { Traces } from '../../foundation/platform/erasures/index.js';
import { JobHandlers, Queue } from '../../foundation/platform/queue/index.js';
import { SYSTEM } from '../../foundation/platform/security/index.js';
import { withoutHealth } from './domain/adaptation.js';
import { recogniseColumns } from './domain/columns.js';
import { keptLine } from './domain/kept-line.js';
import { usesOf } from './import-drafts.js';
import { cellsOf } from './reader/read-list.js';
import { readLine, writeLine } from './reader/one-line.js';
import type { Separator } from './reader/separator.js';
import { ImportBatch, ImportRow } from './persistence/import.entities.js';
import { listRowsAfter } from './persistence/import-lines.queries.js';

/** The migration that brings this work plans the first slice, once, where lists had been imported before. */
const JOB = jobType<{ after: Id | '' }>('triage.health-in-lines');
/** How many lines one unit of work reads. Each unit holds SQLite's only writer. */
const AT_ONCE = 500;

/**
 * Leaves out of the lines that were kept before {@link keptLine} what they say of health. It is done once, after the
 * update that brings it; doing it again changes nothing.
 */
@Injectable()
export class HealthInLines implements OnModuleInit {
  constructor(
    private readonly handlers: JobHandlers,
    private readonly queue: Queue,
    private readonly audit: Audit,
    private readonly traces: Traces,
  ) {}

  onModuleInit(): void {
    this.handlers.register({ type: JOB, handle: (tx, { after }) => this.cleanSlice(tx, after) });
  }

  /** @param after the last line of the slice before, '' for the first; each slice plans the next */
  private async cleanSlice(tx: Tx, after: Id | ''): Promise<void> {
    const rows = await listRowsAfter(tx, after, AT_ONCE);
    const batches = new Map(
      (await tx.find(ImportBatch, { where: { id: In([...new Set(rows.map(({ batchId }) => batchId))]) } })).map(
        (batch) => [batch.id, batch],
      ),
    );
    const cleaned: ImportRow[] = [];
    for (const row of rows) {
      const raw = lineWithoutHealth(batches.get(row.batchId)!, row);
      const problems = row.problems.map((problem) => ({ ...problem, value: withoutHealth(problem.value) }));
      if (raw === row.raw && problems.every(({ value }, index) => value === row.problems[index]!.value)) continue;
      await tx.update(ImportRow, { id: row.id }, { raw, problems });
      cleaned.push(row);
    }
    for (const [id, { length }] of [...groupedBy(cleaned, ({ batchId }) => batchId)])
      await this.audit.changed(tx, SYSTEM, 'import.leave-out-health', { kind: 'import', id }, { lines: length });
    if (cleaned.length > 0) await this.traces.removeAfter(tx);
    const last = rows.at(-1);
    if (last && rows.length === AT_ONCE)
      await this.queue.plan(tx, JOB, { after: last.id }, { key: `${JOB}:${last.id}` });
  }
}

/** Where nobody kept what the columns hold, every cell is read: a line says no more of health than its request does. */
function lineWithoutHealth({ columns, separator }: ImportBatch, { line, raw }: ImportRow): string {
  const headers =
    columns?.map(({ header }) => header) ?? cellsOf(raw, separator as Separator).map((_, rank) => `${rank}`);
  const cells = readLine(raw, separator, headers);
  return keptLine(recogniseColumns(headers, columns ? usesOf(columns) : {}), {
    ...writeLine(line, cells, separator, headers),
    raw,
  });
}
