import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { DomainError, refuse } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, SYSTEM, type Actor } from '../../foundation/platform/security/index.js';
import { Territory } from '../../territory/territory/index.js';
import { readCounts } from './domain/written-counts.js';
import { ChildrenCount } from './persistence/zones.entities.js';

/** One year of a source, as somebody enters it. */
export interface CountedYear {
  /** `2024`. */
  readonly year: string;
  readonly source: string;
  readonly estimated: boolean;
  /** Lines such as `71040;165`. */
  readonly lines: string;
}

/** How many children under three live in each commune: dated, with its source, replaced by a later year. */
@Injectable()
export class ChildrenCounts {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly territory: Territory,
  ) {}

  /** The latest year known of each commune. */
  async readLatest(): Promise<Map<string, ChildrenCount>> {
    const rows = await this.reader.find(ChildrenCount, { order: { year: 'ASC' } });
    return new Map(rows.map((row) => [row.communeCode, row]));
  }

  /**
   * Keeps a year, in the place of what was kept of that year.
   * @throws DomainError naming the first line that is wrong
   */
  async keepYear(actor: Actor, { year, source, estimated, lines }: CountedYear): Promise<void> {
    const known = new Set(this.territory.communes().map(({ code }) => code));
    const { counts, wrong } = readCounts(lines, known);
    if (wrong) throw new DomainError(refuse(`zones.line.${wrong.problem}`, { line: wrong.line }));
    if (counts.length === 0) throw new DomainError(refuse('zones.line.none'));
    await this.unitOfWork.run(async (tx) => {
      await tx.delete(ChildrenCount, { year });
      const [recordedAt, recordedBy] = [this.clock.now(), actorRef(actor)];
      for (const count of counts)
        await tx.insert(ChildrenCount, { ...count, year, source, estimated, recordedAt, recordedBy });
      await this.audit.changed(
        tx,
        actor,
        'childrenCount.keep',
        { kind: 'children-count', id: year },
        { communes: counts.length },
      );
    });
  }
}

interface InventedCounts {
  readonly year: string;
  readonly source: string;
  readonly children: Readonly<Record<string, number>>;
}

/** Children counted by nobody: numbers invented for the demonstration and the tests, which say so. */
export async function inventChildrenCounts(tx: Tx, dataDir: string, at: string): Promise<void> {
  const invented = JSON.parse(
    readFileSync(join(dataDir, 'demonstration', 'children-under-three.json'), 'utf8'),
  ) as InventedCounts;
  for (const [communeCode, children] of Object.entries(invented.children))
    await tx.insertIfAbsent(ChildrenCount, {
      communeCode,
      children,
      year: invented.year,
      source: invented.source,
      estimated: true,
      recordedAt: at,
      recordedBy: actorRef(SYSTEM),
    });
}
