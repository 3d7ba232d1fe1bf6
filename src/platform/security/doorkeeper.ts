import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/refusal.js';
import { mayEver, type ActingRequest } from './actor.js';
import type { Access } from './allow.js';
import { Authenticators } from './authenticators.js';
import { Permission } from './permission.js';

/** Nobody recognised where somebody is needed: the edge sends a browser to sign in, an API client a 401. */
export class SignInNeeded extends Error {
  constructor(readonly desk: 'staff' | 'family' | 'api') {
    super('sign in needed');
  }
}

const deskOf = (permission: Permission): SignInNeeded['desk'] => {
  if (permission === Permission.DepositDossier || permission === Permission.ReportBounces) return 'api';
  return permission === Permission.FollowDossier || permission === Permission.FillDraft ? 'family' : 'staff';
};

/** Says who a request comes from, and whether its route is open to them: once for each request. */
@Injectable()
export class Doorkeeper {
  private readonly judged = new WeakSet<ActingRequest>();

  constructor(private readonly authenticators: Authenticators) {}

  /**
   * Writes `request.actor`.
   * @throws SignInNeeded where nobody is recognised and somebody is needed
   * @throws NotFound for somebody who is known and not allowed: says no more than that there is nothing here
   */
  async admit(request: ActingRequest, access: Access): Promise<void> {
    if (this.judged.has(request)) return;
    request.actor = await this.authenticators.identify(request);
    if (!('public' in access) && !mayEver(request.actor, access.permission)) {
      if (!request.actor) throw new SignInNeeded(deskOf(access.permission));
      throw new NotFound('route');
    }
    this.judged.add(request);
  }
}
