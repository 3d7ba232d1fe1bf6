import { Injectable } from '@nestjs/common';
import { Proposals, type KeptProposal } from '../../admission/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { SLOTS } from '../../../foundation/kernel/week-schedule.js';
import type { Instance } from '../../matching/index.js';
import { withSeatsOf } from '../domain/own-seats.js';
import { slotOfName } from '../domain/periods.js';
import { Room } from '../domain/room.js';

/** What the engine would do with the seats of one establishment alone. It is no proposal, and decides nothing. */
export interface OwnOutcome {
  /** The cases that would get a place there. */
  readonly admitted: ReadonlySet<Id>;
  /** The half-days, all sections together, that would stay without a child. */
  readonly unused: number;
}

/** Computes what a session would come to if it gave only the seats of one establishment. */
@Injectable()
export class OwnSeats {
  /** An instance is reduced once for each establishment, so that its outcome is computed once. */
  private readonly reduced = new WeakMap<Instance, Map<string, Instance>>();

  constructor(private readonly proposals: Proposals) {}

  /** Null before the session is prepared, and for an establishment that gives no seats in it. */
  async computeFor(kept: KeptProposal | null, establishmentId: Id): Promise<OwnOutcome | null> {
    if (!kept || !Object.hasOwn(kept.instance.establishments, establishmentId)) return null;
    const instance = this.reduce(kept.instance, establishmentId);
    const { places } = await this.proposals.computeOutcome({ instance, alternatives: {} });
    return {
      admitted: new Set(Object.entries(places).flatMap(([id, place]) => (place ? [id] : []))),
      unused: unusedIn(instance, establishmentId, new Room(instance, Object.values(places))),
    };
  }

  private reduce(instance: Instance, at: string): Instance {
    const known = this.reduced.get(instance) ?? new Map<string, Instance>();
    this.reduced.set(instance, known);
    const reduced = known.get(at) ?? withSeatsOf(instance, at);
    known.set(at, reduced);
    return reduced;
  }
}

/** Counted in the first period of each half-day, in which the first children enter. */
function unusedIn(instance: Instance, at: string, room: Room): number {
  const names = SLOTS.flatMap((slot) => instance.slots.find((name) => slotOfName(name) === slot) ?? []);
  return Object.keys(instance.establishments[at]!.capacity)
    .flatMap((section) => names.map((name) => Math.max(0, room.free({ at, section }, name) ?? 0)))
    .reduce((sum, free) => sum + free, 0);
}
