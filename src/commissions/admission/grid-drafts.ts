import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import type { CriteriaGrid } from './domain/grid.js';
import { judgeGrid } from './domain/judge-grid.js';
import { FIRST_GRID } from './domain/first-grid.js';
import { Grids } from './grids.js';
import { CriteriaGridRow } from './persistence/admission.entities.js';

export interface Deliberation {
  /** The number that the council gave. */
  readonly number: string;
  readonly on: Day;
}

/** Versions of a grid. They are written as drafts, and never change once they are put in force. */
@Injectable()
export class GridDrafts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly grids: Grids,
    private readonly audit: Audit,
  ) {}

  /**
   * Begins the grid of a territory that has none, as a draft without a line.
   * @returns its id; that of the draft begun before, when the button was pressed twice
   * @throws DomainError when the territory has a grid already, which is copied instead
   */
  beginGrid(actor: Actor): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      const id = newId();
      const first = { code: FIRST_GRID.id, version: 1 };
      const known = await tx.find(CriteriaGridRow);
      if (known.some(({ code, version, status }) => code !== first.code || version !== 1 || status !== 'draft'))
        throw new DomainError(refuse('grid.exists'));
      const isNew = await tx.insertIfAbsent(CriteriaGridRow, {
        ...first,
        id,
        status: 'draft',
        content: FIRST_GRID,
        deliberation: null,
        deliberatedOn: null,
        inForceFrom: null,
        retiredFrom: null,
        revision: 1,
        changedAt: this.clock.now(),
      });
      if (!isNew) return (await tx.findOne(CriteriaGridRow, first))!.id;
      await this.audit.changed(tx, actor, 'grid.begin', { kind: 'grid', id });
      return id;
    });
  }

  /**
   * Makes a draft as a copy. Where a published source was silent and we assumed something, the copy makes it the
   * council's own choice.
   */
  copyGrid(actor: Actor, fromId: Id): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      const source = await this.grids.readGrid(fromId, tx);
      const [latest] = await tx.find(CriteriaGridRow, {
        where: { code: source.code },
        order: { version: 'DESC' },
        take: 1,
      });
      const id = newId();
      const content: CriteriaGrid = { ...(source.content as CriteriaGrid), assumed: [] };
      await tx.insert(CriteriaGridRow, {
        id,
        territoryId: source.territoryId,
        code: source.code,
        version: (latest?.version ?? 0) + 1,
        status: 'draft',
        content,
        deliberation: null,
        deliberatedOn: null,
        inForceFrom: null,
        retiredFrom: null,
        revision: 1,
        changedAt: this.clock.now(),
      });
      await this.audit.changed(tx, actor, 'grid.copy', { kind: 'grid', id }, { from: fromId });
      return id;
    });
  }

  /** @param revision the revision that the person saw @throws NotFound | Conflict | DomainError */
  saveDraft(actor: Actor, id: Id, content: CriteriaGrid, revision: number): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await this.changeDraft(tx, id, revision, { content });
      await this.audit.changed(tx, actor, 'grid.save', { kind: 'grid', id }, { faults: judgeGrid(content).length });
    });
  }

  dropDraft(actor: Actor, id: Id, revision: number): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      await this.draft(tx, id, revision);
      await tx.delete(CriteriaGridRow, { id, status: 'draft', revision });
      await this.audit.changed(tx, actor, 'grid.drop', { kind: 'grid', id });
    });
  }

  /**
   * Puts a draft in force from a day. The version that counted until then is retired on that day. @throws NotFound |
   * Conflict | DomainError
   */
  putInForce(actor: Actor, id: Id, voted: Deliberation, from: Day, revision: number): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      const row = await this.draft(tx, id, revision);
      const faults = judgeGrid(row.content as CriteriaGrid);
      if (faults.length > 0) throw new DomainError(refuse('grid.faults', { count: faults.length }));
      if (from < this.clock.today()) throw new DomainError(refuse('grid.pastDay'));
      if (voted.on > from) throw new DomainError(refuse('grid.votedAfter'));
      const others = await this.lockedInForce(tx);
      const last = others
        .map(({ inForceFrom }) => inForceFrom ?? '')
        .sort()
        .at(-1);
      if (last !== undefined && from < last) throw new DomainError(refuse('grid.beforeAnother', { day: last }));
      for (const other of others)
        if (other.retiredFrom === null) await tx.update(CriteriaGridRow, { id: other.id }, { retiredFrom: from });
      await this.changeDraft(tx, id, revision, {
        status: 'in_force',
        deliberation: voted.number,
        deliberatedOn: voted.on,
        inForceFrom: from,
      });
      await this.audit.changed(tx, actor, 'grid.putInForce', { kind: 'grid', id }, { from, version: row.version });
    });
  }

  /** Locks the versions in force. Of two versions put in force at the same time, the second then sees the first. */
  private async lockedInForce(tx: Tx): Promise<CriteriaGridRow[]> {
    for (const { id } of await tx.find(CriteriaGridRow, { where: { status: 'in_force' }, order: { id: 'ASC' } }))
      await tx.lock(CriteriaGridRow, { id });
    return tx.find(CriteriaGridRow, { where: { status: 'in_force' } });
  }

  private async draft(tx: Tx, id: Id, revision: number): Promise<CriteriaGridRow> {
    const row = await this.grids.readGrid(id, tx);
    if (row.status !== 'draft') throw new DomainError(refuse('grid.immutable'));
    if (row.revision !== revision) throw new Conflict(refuse('grid.changed'));
    return row;
  }

  private async changeDraft(tx: Tx, id: Id, revision: number, patch: Partial<CriteriaGridRow>): Promise<void> {
    await this.draft(tx, id, revision);
    const affected = await tx.update(
      CriteriaGridRow,
      { id, status: 'draft', revision },
      { ...patch, revision: revision + 1, changedAt: this.clock.now() },
    );
    if (affected === 0) throw new Conflict(refuse('grid.changed'));
  }
}
