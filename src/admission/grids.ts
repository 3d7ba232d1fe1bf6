import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import { DomainError, refuse } from '../kernel/refusal.js';
import type { Reader } from '../platform/database/index.js';
import type { CriteriaGrid } from './domain/grid.js';
import { CriteriaGridRow } from './persistence/admission.entities.js';

export interface GridInForce {
  readonly id: Id;
  readonly code: string;
  readonly version: number;
  readonly grid: CriteriaGrid;
}

/** Reads criteria grids. Nothing here or elsewhere writes a version in force: a change is a new version. */
@Injectable()
export class Grids {
  /** Null when no grid is in force: nothing is asked, listed or judged by points yet. */
  async current(from: Reader): Promise<GridInForce | null> {
    const [row] = await from.find(CriteriaGridRow, { where: { status: 'in_force' }, order: { inForceFrom: 'DESC', version: 'DESC' }, take: 1 });
    return row ? { id: row.id, code: row.code, version: row.version, grid: row.content as CriteriaGrid } : null;
  }

  /** @throws DomainError when no grid is in force */
  async inForce(from: Reader): Promise<GridInForce> {
    const current = await this.current(from);
    if (!current) throw new DomainError(refuse('admission.noGrid'));
    return current;
  }
}
