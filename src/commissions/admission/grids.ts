import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { isId, type Id } from '../../foundation/kernel/ids.js';
import { DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { standingOf } from './domain/grid-standing.js';
import type { CriteriaGrid } from './domain/grid.js';
import { CriteriaGridRow } from './persistence/admission.entities.js';
import { findGridVersion } from './read-grids.js';

/** One version of the grid, as it is counted. */
export interface GridInForce {
  readonly id: Id;
  readonly code: string;
  readonly version: number;
  readonly grid: CriteriaGrid;
  readonly deliberation: string | null;
  readonly deliberatedOn: Day | null;
}

const counting = (row: CriteriaGridRow): GridInForce => ({
  id: row.id,
  code: row.code,
  version: row.version,
  grid: row.content as CriteriaGrid,
  deliberation: row.deliberation,
  deliberatedOn: row.deliberatedOn,
});

/** Reads criteria grids. */
@Injectable()
export class Grids {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** Null when no grid is in force. Nothing is asked, listed or judged by points then. */
  async findInForce(from: Reader = this.reader): Promise<GridInForce | null> {
    const today = this.clock.today();
    const rows = await from.find(CriteriaGridRow, {
      where: { status: 'in_force' },
      order: { inForceFrom: 'DESC', version: 'DESC' },
    });
    const row = rows.find((version) => standingOf(version, today) === 'in_force');
    return row ? counting(row) : null;
  }

  /** @throws DomainError when no grid is in force */
  async inForce(from: Reader = this.reader): Promise<GridInForce> {
    const current = await this.findInForce(from);
    if (!current) throw new DomainError(refuse('admission.noGrid'));
    return current;
  }

  /** One version, draft or not. @throws NotFound */
  async findVersion(id: Id, from: Reader = this.reader): Promise<GridInForce> {
    return counting(await this.readGrid(id, from));
  }

  /** @throws NotFound */
  async readGrid(id: Id, from: Reader = this.reader): Promise<CriteriaGridRow> {
    const row = isId(id) ? await findGridVersion(from, id) : null;
    if (!row) throw new NotFound('grid');
    return row;
  }

  /** Every version: drafts first, then the latest in force. */
  async listGrids(): Promise<CriteriaGridRow[]> {
    const rows = await this.reader.find(CriteriaGridRow, { order: { version: 'DESC', id: 'DESC' } });
    const day = ({ inForceFrom }: CriteriaGridRow): string => inForceFrom ?? '9999-12-31';
    return rows.sort((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : 0));
  }
}
