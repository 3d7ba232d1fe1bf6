import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { Conflict, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import type { PathStep } from './domain/placement-path.js';
import { Paths } from './paths.js';
import type { Placement } from './persistence/placement.entities.js';
import { Placements } from './placements.js';

/**
 * Moves along a path that nobody has confirmed yet. An expected move holds no seat. Once confirmed, the child holds
 * its half-days in the next section.
 */
@Injectable()
export class PathMoves {
  constructor(
    private readonly clock: Clock,
    private readonly paths: Paths,
    private readonly placements: Placements,
  ) {}

  /** The next expected step of each placement, by its id. A step whose first day is past is late. */
  async nextOf(from: Reader | Tx, placements: readonly Placement[]): Promise<Map<Id, PathStep>> {
    const steps = await this.stepsOf(from, placements);
    return new Map([...steps].map(([id, [next]]) => [id, next!]));
  }

  /** All the steps of these places that nobody has confirmed, in their order; a place without one is absent. */
  async stepsOf(from: Reader | Tx, placements: readonly Placement[]): Promise<Map<Id, PathStep[]>> {
    const today = this.clock.today();
    return new Map(
      (await this.paths.listExpected(from, placements)).flatMap(({ held, steps }) => {
        const ahead = steps.filter(({ to }) => to >= today);
        return ahead.length > 0 ? [[held.id, ahead] as const] : [];
      }),
    );
  }

  /**
   * Confirms the expected move of a child: its seats are held from the day of the move, or from today when that is
   * past. When the next step is in the same section, the child simply holds its half-days for longer.
   * @param on the day of the move as the director saw it
   * @throws Conflict when another day is expected now
   * @throws DomainError when the half-days are not free, or the child is in another place by then
   */
  async confirmMove(tx: Tx, actor: Actor, placementId: Id, on: Day): Promise<void> {
    const placement = await this.placements.findHeld(tx, actor, placementId);
    const next = (await this.nextOf(tx, [placement])).get(placementId);
    if (next?.from !== on) throw new Conflict(refuse('placement.moveChanged'));
    if (next.sectionId === placement.sectionId) return this.placements.keepInSection(tx, actor, placementId, next.to);
    const today = this.clock.today();
    // A path goes on and begins no new stay, so its day is not judged: it may be a Sunday.
    await this.placements.moveOn(tx, actor, placement, next.sectionId, on > today ? on : today);
  }
}
