import { Injectable } from '@nestjs/common';
import type { RequestFile } from '../dossier/index.js';
import type { Id } from '../kernel/ids.js';
import { NotFound } from '../kernel/refusal.js';
import type { Instant } from '../kernel/time.js';
import { UnitOfWork } from '../platform/database/index.js';
import type { Actor } from '../platform/security/index.js';
import type { Seen } from './desk-acts.js';

export interface ComingSession {
  readonly id: Id;
  readonly bodyName: string;
  readonly startsAt: Instant;
  readonly room: string;
}

/** Puts a request before a session of a commission: the one place where the desk meets it. */
@Injectable()
export class SessionListing {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async coming(_file: RequestFile): Promise<ComingSession[]> {
    return [];
  }

  async list(_actor: Actor, _seen: Seen, _sessionId: Id): Promise<void> {
    await this.unitOfWork.run(() => Promise.reject(new NotFound('session')));
  }
}
