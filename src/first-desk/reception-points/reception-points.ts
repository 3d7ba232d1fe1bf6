import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { ReceptionPoint } from './persistence/reception-points.entities.js';

export type PointInput = Pick<ReceptionPoint, 'name' | 'kind' | 'communeCodes'>;

/** The points d'accueil of the territory: an administrator names them, and gives the role at one to an account. */
@Injectable()
export class ReceptionPoints {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  listPoints(): Promise<ReceptionPoint[]> {
    return this.reader.find(ReceptionPoint, { order: { name: 'ASC', id: 'ASC' } });
  }

  /** @throws NotFound */
  async readPoint(id: Id): Promise<ReceptionPoint> {
    const point = await this.reader.findOne(ReceptionPoint, { id });
    if (!point) throw new NotFound('reception point');
    return point;
  }

  async createPoint(actor: Actor, point: PointInput): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const id = newId();
      await tx.insert(ReceptionPoint, { id, ...point, createdAt: this.clock.now(), version: 1 });
      await this.audit.changed(tx, actor, 'reception-point.create', { kind: 'reception-point', id });
    });
  }

  /** @throws NotFound; Conflict when somebody else changed it meanwhile */
  async changePoint(actor: Actor, id: Id, version: number, point: PointInput): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const changed = await tx.update(ReceptionPoint, { id, version }, { ...point, version: version + 1 });
      if (changed === 0) {
        if (!(await tx.findOne(ReceptionPoint, { id }))) throw new NotFound('reception point');
        throw new Conflict(refuse('receptionPoint.changed'));
      }
      await this.audit.changed(tx, actor, 'reception-point.change', { kind: 'reception-point', id });
    });
  }
}

/** For demonstrations and tests: a point with an id of its own, once. */
export const ensurePoint = async (tx: Tx, id: Id, point: PointInput, at: Instant): Promise<void> => {
  await tx.insertIfAbsent(ReceptionPoint, { id, ...point, createdAt: at, version: 1 });
};
