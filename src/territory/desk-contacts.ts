import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/ids.js';
import { NotFound } from '../kernel/refusal.js';
import { Audit } from '../platform/audit/index.js';
import { UnitOfWork } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import { SharedMemory } from '../platform/settings/index.js';
import { FirstDesk } from './persistence/territory.entities.js';

/** Where families find a first desk, and by which telephone and address. */
@Injectable()
export class DeskContacts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: Audit,
    private readonly memory: SharedMemory,
  ) {}

  /** @throws NotFound */
  async setContact(actor: Actor, deskId: Id, contact: Pick<FirstDesk, 'address' | 'phone' | 'email'>): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const desk = await tx.lock(FirstDesk, { id: deskId });
      if (!desk) throw new NotFound('desk');
      await tx.update(FirstDesk, { id: deskId }, { ...contact, version: desk.version + 1 });
      await this.memory.markChanged(tx, 'territory');
      await this.audit.changed(tx, actor, 'desk.contact', { kind: 'desk', id: deskId });
    });
  }
}
