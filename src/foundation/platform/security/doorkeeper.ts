import { Injectable } from '@nestjs/common';
import { NotFound } from '../../kernel/refusal.js';
import { mayEver, type Actor, type ActingRequest } from './actor.js';
import type { Access } from './allow.js';
import { Authenticators } from './authenticators.js';
import { Permission } from './permission.js';

/**
 * The route needs a signed-in person and nobody was recognised. A browser is sent to sign in, and an API client gets a
 * 401.
 */
export class SignInNeeded extends Error {
  constructor(
    readonly desk: Desk,
    /** Whose session it was that has just ended: `staff:<account>`, `family:<dossier>`; null when nobody knows. */
    readonly endedOwner: string | null,
  ) {
    super('sign in needed');
  }
}

type Desk = 'staff' | 'family' | 'api';

/** Where people with a permission come in. A draft is filled in by a family, or by an agent at the counter. */
function desksOf(permission: Permission): readonly [Desk, ...Desk[]] {
  if (permission === Permission.DepositDossier || permission === Permission.ReportBounces) return ['api'];
  if (permission === Permission.FillDraft) return ['family', 'staff'];
  return permission === Permission.FollowDossier ? ['family'] : ['staff'];
}

/** Recognises who sends a request, and checks whether its route is open to them. It does so once for each request. */
@Injectable()
export class Doorkeeper {
  private readonly judged = new WeakSet<ActingRequest>();

  constructor(private readonly authenticators: Authenticators) {}

  /**
   * Sets `request.actor`.
   * @throws SignInNeeded when nobody is recognised and the route needs a person
   * @throws NotFound when the person is known and not allowed: the answer must not say that the page exists
   */
  async admit(request: ActingRequest, access: Access): Promise<void> {
    if (this.judged.has(request)) return;
    const mayCome = (actor: Actor | null): boolean => 'public' in access || mayEver(actor, access.permission);
    request.actor = await this.authenticators.identify(request, mayCome);
    if (!('public' in access) && !mayCome(request.actor)) {
      if (!request.actor) throw await this.signInNeeded(request, access.permission);
      throw new NotFound('route');
    }
    this.judged.add(request);
  }

  /** An agent whose session ended at the counter is sent to the door of staff, and not to that of families. */
  private async signInNeeded(request: ActingRequest, permission: Permission): Promise<SignInNeeded> {
    const desks = desksOf(permission);
    const ended = await this.authenticators.findEnded(request, (owner) =>
      desks.some((desk) => owner.startsWith(`${desk}:`)),
    );
    const desk = desks.find((one) => ended?.startsWith(`${one}:`)) ?? desks[0];
    return new SignInNeeded(desk, ended);
  }
}
