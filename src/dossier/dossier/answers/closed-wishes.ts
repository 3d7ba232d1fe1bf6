import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day } from '../../../foundation/kernel/time.js';
import type { Tx } from '../../../foundation/platform/database/index.js';
import { ProviderClosure, Supply } from '../../../offer/supply/index.js';
import { OPEN_STATES } from '../domain/request-states.js';
import { FamilyMessages } from '../messages/family-messages.js';
import { ChildRequest, Wish } from '../persistence/dossier.entities.js';
import { WISH_CLOSED } from './message-kinds.js';

/** Families that wish for a provider which closes for good. Their wish stays written, and they can choose another. */
@Injectable()
export class ClosedWishes implements OnModuleInit {
  constructor(
    private readonly closure: ProviderClosure,
    private readonly supply: Supply,
    private readonly messages: FamilyMessages,
  ) {}

  onModuleInit(): void {
    this.closure.providerClosed.join('dossier tells the families that wish for it', (tx, providerId, from) =>
      this.tellFamilies(tx, providerId, from),
    );
  }

  /** One message for each family, about all its children who wish for the provider and still look for a place. */
  private async tellFamilies(tx: Tx, providerId: Id, from: Day): Promise<void> {
    const wished = await tx.find(Wish, { where: { providerId } });
    const requests = await tx.find(ChildRequest, {
      where: { id: In(wished.map(({ requestId }) => requestId)), state: In([...OPEN_STATES]), joinedIntoId: IsNull() },
      order: { id: 'ASC' },
    });
    const wishes = groupedBy(
      await tx.find(Wish, { where: { requestId: In(requests.map(({ id }) => id)) } }),
      ({ requestId }) => requestId,
    );
    const provider = this.supply.provider(providerId)?.name ?? '';
    await this.messages.writeAll(
      tx,
      [...groupedBy(requests, ({ dossierId }) => dossierId)].map(([dossierId, children]) => ({
        dossierId,
        requestIds: children.map(({ id }) => id),
        kind: WISH_CLOSED,
        args: ({ fullDay }) => ({
          provider,
          from: fullDay(from),
          // A child without another wish would wait for nothing.
          others: children.every(({ id }) => (wishes.get(id) ?? []).length > 1) ? ('some' as const) : ('none' as const),
        }),
      })),
    );
  }
}
