import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { NotFound } from '../../kernel/refusal.js';
import { mayEver, type ActingRequest } from './actor.js';
import { ACCESS, type Access } from './allow.js';
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

/** The one global guard. A route says @Allow or @Public, or the application does not start (RouteAudit). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticators: Authenticators,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ActingRequest>();
    request.actor = await this.authenticators.identify(request);
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [context.getHandler(), context.getClass()]);
    if (!access) throw new NotFound('route');
    if ('public' in access) return true;
    if (mayEver(request.actor, access.permission)) return true;
    if (!request.actor) throw new SignInNeeded(deskOf(access.permission));
    // Known, but not allowed: says no more than that there is nothing here.
    throw new NotFound('route');
  }
}
