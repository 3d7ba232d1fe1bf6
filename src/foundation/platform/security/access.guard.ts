import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { NotFound } from '../../kernel/refusal.js';
import type { ActingRequest } from './actor.js';
import { ACCESS, type Access } from './allow.js';
import { FRESH_PROOF, FreshProofs, ProofNeeded } from './fresh-proof.js';
import { Doorkeeper, SignInNeeded } from './doorkeeper.js';

/** The one global guard. The application does not start when a route has neither @Allow nor @Public (RouteAudit). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly doorkeeper: Doorkeeper,
    private readonly proofs: FreshProofs,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!access) throw new NotFound('route');
    const request = context.switchToHttp().getRequest<ActingRequest>();
    const isGrave = this.reflector.getAllAndOverride<boolean | undefined>(FRESH_PROOF, [
      context.getHandler(),
      context.getClass(),
    ]);
    await this.doorkeeper.admit(request, access).catch((error: unknown) => {
      // Whoever finds a screen that was left prepares no grave act that its owner would send with one press.
      throw isGrave && error instanceof SignInNeeded ? new SignInNeeded(error.desk, null) : error;
    });
    if (isGrave && !this.proofs.isFresh(request.actor, request.method === 'POST')) throw new ProofNeeded();
    return true;
  }
}
