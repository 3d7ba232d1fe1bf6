import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound } from '../../foundation/kernel/refusal.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { createApiClient } from './api-clients.js';
import { ApiClient } from './persistence/accounts.entities.js';

export type ApiClientLine = Pick<ApiClient, 'id' | 'name' | 'active' | 'createdAt'>;

/** The portals of towns that deposit dossiers through the API. Only the administrator opens and closes them. */
@Injectable()
export class ApiClientAccounts {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async listClients(): Promise<ApiClientLine[]> {
    const clients = await this.reader.find(ApiClient, { order: { name: 'ASC', id: 'ASC' } });
    return clients.map(({ id, name, active, createdAt }) => ({ id, name, active, createdAt }));
  }

  /** @throws NotFound */
  async findClient(clientId: Id): Promise<ApiClientLine> {
    const client = await this.reader.findOne(ApiClient, { id: clientId });
    if (!client) throw new NotFound('client');
    return client;
  }

  /** @returns the token, which cannot be read again */
  createClient(actor: Actor, name: string): Promise<string> {
    return this.unitOfWork.run(async (tx) => {
      const { id, token } = await createApiClient(tx, name, this.clock.now());
      await this.audit.changed(tx, actor, 'client.create', { kind: 'client', id });
      return token;
    });
  }

  /** A closed portal is refused from its next request on; what it deposited stays. @throws NotFound */
  setActive(actor: Actor, clientId: Id, active: boolean): Promise<void> {
    return this.unitOfWork.run(async (tx) => {
      if ((await tx.update(ApiClient, { id: clientId }, { active })) === 0) throw new NotFound('client');
      await this.audit.changed(tx, actor, active ? 'client.open' : 'client.close', { kind: 'client', id: clientId });
    });
  }
}
