import { Injectable } from '@nestjs/common';
import { StaffMessages } from '../../territory/accounts/index.js';
import { Config } from '../../foundation/config/index.js';
import { birthsAround, findDossier, type ChildRequest } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { Tx } from '../../foundation/platform/database/index.js';
import { directsEstablishment, Supply } from '../../offer/supply/index.js';
import { lastDayOf } from './domain/placement-path.js';
import { Paths } from './paths.js';
import { Placements } from './placements.js';
import { SolutionLines } from './solution-lines.js';
import { lockOffer, lockPlacement } from './place-locks.js';
import { Offer, Placement } from './persistence/placement.entities.js';
import { CHILD_BORN } from './message-kinds.js';

interface Born {
  readonly birth: Day;
  /** The date on which the child was due. */
  readonly due: Day;
}

/** What the birth of a child changes in the place that was offered or given before it. */
@Injectable()
export class BirthsOfPlacedChildren {
  constructor(
    private readonly config: Config,
    private readonly supply: Supply,
    private readonly paths: Paths,
    private readonly placements: Placements,
    private readonly lines: SolutionLines,
    private readonly staff: StaffMessages,
  ) {}

  /**
   * Moves the end of the path, where the child turns three in another year than was expected, and tells the directors.
   * The seats that are held stay held. The later sections follow by themselves, because they are worked out from the
   * date of birth each time.
   */
  async followBirth(tx: Tx, { id, birthDate, dueDate, dossierId }: ChildRequest): Promise<void> {
    if (birthDate === null || dueDate === null) return;
    const born = { birth: birthDate, due: dueDate };
    const providers = [...(await this.moveOffers(tx, id, born)), ...(await this.movePlaces(tx, id, born))];
    for (const providerId of new Set(providers)) await this.tellDirectors(tx, providerId, dossierId);
  }

  private async moveOffers(tx: Tx, requestId: Id, born: Born): Promise<Id[]> {
    const open = await tx.find(Offer, { where: { requestId, state: 'open' } });
    for (const { id } of open) {
      const { providerId, from, to, pathTo } = (await lockOffer(tx, id))!;
      const last = this.lastDay(providerId, born, { from, to, pathTo });
      if (last !== null) await tx.update(Offer, { id }, { pathTo: last });
    }
    return open.map(({ providerId }) => providerId);
  }

  private async movePlaces(tx: Tx, requestId: Id, born: Born): Promise<Id[]> {
    const held = await tx.find(Placement, { where: { requestId, state: 'held' }, order: { from: 'ASC', id: 'ASC' } });
    const providerOf = ({ sectionId }: Placement): Id => this.supply.section(sectionId)!.providerId;
    for (const { id } of held) {
      const place = (await lockPlacement(tx, id))!;
      const pathTo = this.lastDay(providerOf(place), born, place);
      if (pathTo === null) continue;
      await tx.update(Placement, { id }, { pathTo });
      await this.lines.changeLines(tx, { placementId: id }, { to: lastDayOf({ to: place.to, pathTo }) });
      await this.placements.planEnd(tx, id, lastDayOf({ to: place.to, pathTo }));
    }
    return held.map(providerOf);
  }

  /**
   * The last day of a path by the date of birth; null where it stays. A last day that somebody chose stays: only one
   * that follows from a birth around the due date moves. A place without later sections is held to its end.
   */
  private lastDay(
    providerId: Id,
    { birth, due }: Born,
    { from, to, pathTo }: Pick<Placement, 'from' | 'to' | 'pathTo'>,
  ): Day | null {
    if (pathTo === null || pathTo <= to) return null;
    const byBirth = [...birthsAround(due), due].map((day) => this.paths.lastDay(providerId, day, from));
    if (!byBirth.includes(pathTo)) return null;
    const last = this.paths.lastDay(providerId, birth, from);
    return last > to && last !== pathTo ? last : null;
  }

  private async tellDirectors(tx: Tx, providerId: Id, dossierId: Id): Promise<void> {
    const { number } = (await findDossier(tx, dossierId))!;
    await this.staff.writeToStaff(
      tx,
      (grant) => directsEstablishment(grant, providerId),
      CHILD_BORN,
      () => ({
        provider: this.supply.provider(providerId)?.name ?? '',
        number,
        link: `${this.config.BASE_URL}/eaje/${providerId}/accueils`,
      }),
    );
  }
}
