import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { Territory } from '../../territory/territory/index.js';
import { areasOf, type DrawnArea } from './domain/drawn-areas.js';
import { AreaHypothesis } from './persistence/zones.entities.js';

/** More would be a list that nobody compares. */
export const MOST_HYPOTHESES = 10;

export interface DrawnHypothesis {
  readonly name: string;
  /** The day from which the groups are meant to hold. */
  readonly from: Day;
  readonly areas: readonly DrawnArea[];
}

/** Living areas as people draw them: several hypotheses, kept beside each other. None changes what desks work with. */
@Injectable()
export class AreaHypotheses {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly territory: Territory,
  ) {}

  /** The latest first. */
  listHypotheses(): Promise<AreaHypothesis[]> {
    return this.reader.find(AreaHypothesis, { order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /** The living areas of today, as the territory is set up. */
  areasNow(): DrawnArea[] {
    const names = new Map(this.territory.livingAreas().map(({ id, name }) => [id, name]));
    return areasOf(
      new Map(this.territory.communes().map(({ code, livingAreaId }) => [code, names.get(livingAreaId ?? '') ?? ''])),
    );
  }

  /** @throws NotFound */
  async readHypothesis(id: Id): Promise<AreaHypothesis> {
    const hypothesis = await this.reader.findOne(AreaHypothesis, { id });
    if (!hypothesis) throw new NotFound('area-hypothesis');
    return hypothesis;
  }

  /** @throws DomainError when there are too many, another has that name, or it groups nothing */
  async draw(actor: Actor, drawn: DrawnHypothesis): Promise<Id> {
    return this.unitOfWork.run(async (tx) => {
      await judge(tx, drawn, null);
      if ((await tx.find(AreaHypothesis)).length >= MOST_HYPOTHESES)
        throw new DomainError(refuse('zones.areas.tooMany', { most: MOST_HYPOTHESES }));
      const id = newId();
      await tx.insert(AreaHypothesis, {
        ...drawn,
        id,
        version: 0,
        createdAt: this.clock.now(),
        createdBy: actorRef(actor),
      });
      await this.audit.changed(tx, actor, 'areaHypothesis.draw', { kind: 'area-hypothesis', id });
      return id;
    });
  }

  /** @param version the version that the form showed. @throws NotFound | Conflict | DomainError */
  async drawAnew(actor: Actor, id: Id, version: number, drawn: DrawnHypothesis): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const known = await tx.lock(AreaHypothesis, { id });
      if (!known) throw new NotFound('area-hypothesis');
      if (known.version !== version) throw new Conflict(refuse('zones.areas.changed'));
      await judge(tx, drawn, id);
      await tx.update(AreaHypothesis, { id }, { ...drawn, version: version + 1 });
      await this.audit.changed(tx, actor, 'areaHypothesis.change', { kind: 'area-hypothesis', id });
    });
  }

  /** @throws NotFound when somebody threw it away before */
  async throwAway(actor: Actor, id: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await tx.lock(AreaHypothesis, { id }))) throw new NotFound('area-hypothesis');
      await tx.delete(AreaHypothesis, { id });
      await this.audit.changed(tx, actor, 'areaHypothesis.discard', { kind: 'area-hypothesis', id });
    });
  }
}

async function judge(tx: Tx, { name, areas }: DrawnHypothesis, own: Id | null): Promise<void> {
  if (areas.length === 0) throw new DomainError(refuse('zones.areas.nothing'));
  const same = await tx.findOne(AreaHypothesis, { name });
  if (same && same.id !== own) throw new DomainError(refuse('zones.areas.nameKnown'));
}
