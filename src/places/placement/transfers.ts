import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  findRequest,
  findWishes,
  TransferRequests,
  type ChildRequest,
  type Wish,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { lastDayOfTransfer, partUntil } from './domain/placement-end.js';
import { Offer, Placement } from './persistence/placement.entities.js';

/** Transfers: a family that accepts an offer may keep waiting for the wishes that it ranks higher. */
@Injectable()
export class Transfers {
  constructor(
    private readonly requests: TransferRequests,
    private readonly clock: Clock,
  ) {}

  /**
   * The establishments that a family ranks above the one offered, best first. Empty while a part of the need is still
   * looked for, because the request itself then goes on waiting for them.
   */
  async betterWishes(
    from: Reader | Tx,
    offer: Pick<Offer, 'requestId' | 'providerId' | 'coversNeed'>,
  ): Promise<Wish[]> {
    if (!offer.coversNeed) return [];
    const wishes = await findWishes(from, [offer.requestId]);
    const obtained = wishes.find(({ providerId }) => providerId === offer.providerId);
    return obtained ? wishes.filter(({ rank, providerId }) => providerId !== null && rank < obtained.rank) : [];
  }

  /**
   * Opens the transfer, after an acceptance, for the wishes that the family ticked. Does nothing when it ticked none.
   * @param providerIds the ticked establishments; those not ranked above the accepted one are left out
   */
  async keepWaiting(tx: Tx, actor: Actor, offer: Offer, providerIds: readonly Id[]): Promise<void> {
    const kept = (await this.betterWishes(tx, offer)).filter(({ providerId }) => providerIds.includes(providerId!));
    if (kept.length === 0) return;
    const origin = (await findRequest(tx, offer.requestId))!;
    if (origin.state !== 'placed') return;
    await this.requests.openTransfer(tx, actor, origin, kept);
  }

  /**
   * The place where the child stays until a better one begins, and its last day there if the better one is accepted.
   * Null where {@link keptPlace} is null.
   */
  async keptUntil(
    from: Reader | Tx,
    request: Pick<ChildRequest, 'transferFromId'>,
    better: Pick<Offer, 'from'>,
  ): Promise<{ readonly place: Placement; readonly last: Day } | null> {
    const kept = await this.keptPlace(from, request);
    if (!kept) return null;
    const held = await from.find(Placement, {
      where: { requestId: kept.requestId!, state: 'held' },
      order: { from: 'ASC' },
    });
    const today = this.clock.today();
    const place = partUntil(
      held.filter(({ offerId }) => offerId === kept.offerId),
      better,
      today,
    );
    return { place, last: lastDayOfTransfer(place, better, today) };
  }

  /**
   * The place that the child of a transfer keeps meanwhile. Null when the request is no transfer, and once that place
   * has ended.
   */
  async keptPlace(
    from: Reader | Tx,
    { transferFromId }: Pick<ChildRequest, 'transferFromId'>,
  ): Promise<Placement | null> {
    return transferFromId === null
      ? null
      : ((await this.keptPlaces(from, [{ transferFromId }])).get(transferFromId) ?? null);
  }

  /** {@link keptPlace} for many requests at once, by the id of the request whose place the transfer wants to better. */
  async keptPlaces(
    from: Reader | Tx,
    requests: readonly Pick<ChildRequest, 'transferFromId'>[],
  ): Promise<Map<Id, Placement>> {
    const originIds = requests.flatMap(({ transferFromId }) => transferFromId ?? []);
    const held =
      originIds.length === 0
        ? []
        : await from.find(Placement, { where: { requestId: In(originIds), state: 'held' }, order: { to: 'ASC' } });
    return new Map(held.map((placement) => [placement.requestId!, placement]));
  }
}
