import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import type { Instant } from '../../foundation/kernel/time.js';
import { Reader, type Tx } from '../../foundation/platform/database/index.js';
import {
  Authenticators,
  hashSecret,
  newSecret,
  type Actor,
  type Authenticator,
} from '../../foundation/platform/security/index.js';
import { ApiClient } from './persistence/accounts.entities.js';

/** Recognises a town's portal by its bearer token. */
@Injectable()
export class ApiClients implements Authenticator, OnModuleInit {
  constructor(
    private readonly reader: Reader,
    private readonly authenticators: Authenticators,
  ) {}

  onModuleInit(): void {
    this.authenticators.known.join('accounts knows a portal by its token', this);
  }

  async authenticate(request: FastifyRequest): Promise<Actor | null> {
    const token = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
    if (!token || !request.url.startsWith('/api/')) return null;
    const client = await this.reader.findOne(ApiClient, { tokenHash: hashSecret(token) });
    return client?.active ? { kind: 'client', clientId: client.id, name: client.name } : null;
  }
}

/** Creates a client, whose token is readable this once. */
export async function createApiClient(tx: Tx, name: string, at: Instant): Promise<{ id: Id; token: string }> {
  const [id, token] = [newId(), newSecret()];
  await tx.insert(ApiClient, { id, name, tokenHash: hashSecret(token), active: true, createdAt: at });
  return { id, token };
}
