import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import type { Id } from '../kernel/ids.js';
import { NotFound } from '../kernel/refusal.js';
import type { Day } from '../kernel/time.js';
import { Occupancy, PlacementEnds, Placements, StartAgreements, type Placement, type StartDates } from '../placement/index.js';
import { Reader, UnitOfWork } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import type { Provider } from '../supply/index.js';
import { namesOf } from './persistence/named-requests.queries.js';

export interface ChildHere {
  readonly placement: Placement;
  /** Only when a family is known and the actor may read its request. */
  readonly name: string | null;
}

/** The children of an establishment, and what its director records about their places. */
@Injectable()
export class Children {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly occupancy: Occupancy,
    private readonly placements: Placements,
    private readonly ends: PlacementEnds,
    private readonly starts: StartAgreements,
  ) {}

  /** Present or to come, by last day. */
  async of(actor: Actor, provider: Provider): Promise<ChildHere[]> {
    const list = await this.occupancy.childrenOf(this.reader, provider.id, this.clock.today());
    const names = await namesOf(this.reader, actor, list.flatMap((placement) => placement.requestId ?? []));
    return list.map((placement) => ({ placement, name: (placement.requestId && names.get(placement.requestId)) || null }));
  }

  /** @throws NotFound when the place is not there, has ended or is another establishment's */
  async one(actor: Actor, provider: Provider, placementId: Id): Promise<ChildHere> {
    const found = (await this.of(actor, provider)).find(({ placement }) => placement.id === placementId);
    if (!found) throw new NotFound('placement');
    return found;
  }

  async leave(actor: Actor, placementId: Id, lastDay: Day): Promise<void> {
    await this.unitOfWork.run((tx) => this.ends.leave(tx, actor, placementId, lastDay));
  }

  async noShow(actor: Actor, placementId: Id): Promise<void> {
    await this.unitOfWork.run((tx) => this.ends.noShow(tx, actor, placementId));
  }

  /** @param agreed the family has said yes already */
  async proposeDates(actor: Actor, placementId: Id, dates: StartDates, agreed: boolean): Promise<void> {
    await this.unitOfWork.run((tx) => this.starts.propose(tx, actor, placementId, dates, agreed));
  }

  async changeSection(actor: Actor, placementId: Id, sectionId: Id, from: Day): Promise<void> {
    await this.unitOfWork.run((tx) => this.placements.changeSection(tx, actor, placementId, sectionId, from));
  }

  async extend(actor: Actor, placementId: Id, lastDay: Day): Promise<void> {
    await this.unitOfWork.run((tx) => this.placements.extend(tx, actor, placementId, lastDay));
  }
}
