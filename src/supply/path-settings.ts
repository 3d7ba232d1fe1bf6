import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import { NotFound } from '../kernel/refusal.js';
import { Audit } from '../platform/audit/index.js';
import type { Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { SharedMemory } from '../platform/settings/index.js';
import type { MonthDay, SectionMove } from './domain/path-settings.js';
import { Provider } from './persistence/supply.entities.js';
import { mayDeclarePlaces } from './places.policy.js';

/** How an establishment plans the paths of its children. Places that are already held or promised stay as they are. */
@Injectable()
export class PathSettings {
  constructor(
    private readonly audit: Audit,
    private readonly memory: SharedMemory,
  ) {}

  /** @throws NotFound when the establishment is not the actor's */
  async setPaths(
    tx: Tx,
    actor: Actor,
    providerId: Id,
    settings: { readonly sectionMove: SectionMove; readonly lastDay: MonthDay },
  ): Promise<void> {
    if (!mayDeclarePlaces(actor, providerId)) throw new NotFound('provider');
    await tx.update(Provider, { id: providerId }, settings);
    await this.memory.markChanged(tx, 'supply');
    await this.audit.changed(tx, actor, 'provider.paths', { kind: 'provider', id: providerId }, settings);
  }
}
