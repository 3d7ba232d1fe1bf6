import { Injectable } from '@nestjs/common';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { Supply } from '../../offer/supply/index.js';
import {
  expectedSteps,
  lastDayOfPath,
  pathOf,
  stayOf,
  type HeldPath,
  type PathRules,
  type PathStep,
  type Stay,
} from './domain/placement-path.js';
import { birthsOf } from './persistence/births.queries.js';

/** A placement or an offer. The birth date of its child is on the placement itself, or on the request. */
interface HeldPathOfChild extends HeldPath {
  readonly requestId: Id | null;
  readonly birthDate?: Day | null;
}

/** The sections that placed children go through (domain.md §6), by the settings of their establishment. */
@Injectable()
export class Paths {
  constructor(private readonly supply: Supply) {}

  /** @param birth birth date, or the date it is due */
  lastDay(providerId: Id, birth: Day, from: Day): Day {
    return lastDayOfPath(birth, from, this.supply.provider(providerId)!.lastDay);
  }

  /**
   * What a place would hold in a section, and how far its path would go on in later sections.
   * @param last last day of the whole path, where it is already decided
   */
  planStay(sectionId: Id, birth: Day, from: Day, last?: Day): Stay {
    return stayOf(this.planPath(sectionId, birth, from, last));
  }

  /** The sections that a child will go through when it enters this one, this one first. */
  planPath(sectionId: Id, birth: Day, from: Day, last?: Day): PathStep[] {
    const { providerId } = this.supply.section(sectionId)!;
    return pathOf(this.rulesFor(providerId, birth), { sectionId, from }, last ?? this.lastDay(providerId, birth, from));
  }

  /** The steps of the path of one place that nobody has confirmed. */
  expectedOf(held: HeldPath, birth: Day): PathStep[] {
    return expectedSteps(this.rulesFor(this.supply.section(held.sectionId)!.providerId, birth), held);
  }

  /** The steps of these children's paths that nobody has confirmed, by placement or offer. */
  async listExpected<Held extends HeldPathOfChild>(
    from: Reader | Tx,
    places: readonly Held[],
  ): Promise<{ readonly held: Held; readonly steps: readonly PathStep[] }[]> {
    const open = places.filter(({ to, pathTo }) => pathTo !== null && pathTo > to);
    const births = await birthsOf(
      from,
      open.flatMap(({ requestId, birthDate }) => (birthDate || requestId === null ? [] : [requestId])),
    );
    return open.flatMap((held) => {
      const birth = held.birthDate ?? births.get(held.requestId ?? '');
      return birth ? [{ held, steps: this.expectedOf(held, birth) }] : [];
    });
  }

  private rulesFor(providerId: Id, birth: Day): PathRules {
    return { birth, sections: this.supply.sectionsOf(providerId), move: this.supply.provider(providerId)!.sectionMove };
  }
}
