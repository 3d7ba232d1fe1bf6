import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import { NotFound } from '../kernel/refusal.js';
import { Audit } from '../platform/audit/index.js';
import type { Tx } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { SharedMemory } from '../platform/settings/index.js';
import { Provider } from './persistence/supply.entities.js';
import { mayDeclarePlaces } from './places.policy.js';

/** Where families find an establishment, and by which telephone: on its offers, in their messages, in the directory. */
@Injectable()
export class ContactDetails {
  constructor(
    private readonly audit: Audit,
    private readonly memory: SharedMemory,
  ) {}

  /** @throws NotFound when the establishment is not the actor's */
  async setContact(tx: Tx, actor: Actor, providerId: Id, contact: Pick<Provider, 'address' | 'phone'>): Promise<void> {
    if (!mayDeclarePlaces(actor, providerId)) throw new NotFound('provider');
    await tx.update(Provider, { id: providerId }, contact);
    await this.memory.markChanged(tx, 'supply');
    await this.audit.changed(tx, actor, 'provider.contact', { kind: 'provider', id: providerId });
  }
}
