import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import { UnitOfWork } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { ContactDetails, Supply, type Provider } from '../supply/index.js';

/** A director says where families find its establishment, and by which telephone. */
@Injectable()
export class ContactChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contacts: ContactDetails,
    private readonly supply: Supply,
  ) {}

  /** @throws NotFound when the establishment is not the actor's */
  async setContact(actor: Actor, providerId: Id, contact: Pick<Provider, 'address' | 'phone'>): Promise<void> {
    await this.unitOfWork.run((tx) => this.contacts.setContact(tx, actor, providerId, contact));
    // Every page reads the providers from memory, so they are read again.
    await this.supply.reload();
  }
}
