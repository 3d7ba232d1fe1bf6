import { Injectable } from '@nestjs/common';
import { Hooks } from '../../kernel/hooks.js';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';
import { hashSecret } from './secrets.js';

/** Recognises one kind of actor from a request, by a cookie or a bearer token. Features implement it. */
export interface Authenticator {
  /** The cookie with the secret of a session, where there is one. Forms are bound to it. */
  readonly cookie?: string;
  authenticate(request: FastifyRequest): Promise<Actor | null>;
  /**
   * Whose session the cookie opened, when that session ended by itself and lately. Nobody is let in by it.
   * @returns a reference as that of `actorRef`; null for a session that is open, unknown, or was ended by somebody
   */
  findEnded?(request: FastifyRequest): Promise<string | null>;
}

@Injectable()
export class Authenticators {
  readonly known = new Hooks<Authenticator>('a request comes in: whose is it?');

  /**
   * A hash of the sessions of a browser, which reveals none of their secrets. A form shown in one session is refused
   * in another. The part of a cookie after a tilde is renewed during a session, and forms that are open then stay valid.
   */
  sessionsOf(request: FastifyRequest): string {
    const cookies = this.known.all.map(({ cookie }) => (cookie && request.cookies[cookie]) ?? '');
    return hashSecret(cookies.map((value) => value.split('~', 1)[0]).join(' '));
  }

  /** Whether the browser sends no session cookie at all, not even of a session that has ended. */
  isStranger({ cookies }: FastifyRequest): boolean {
    return this.known.all.every(({ cookie }) => !cookie || cookies[cookie] === undefined);
  }

  /**
   * The actor of the first authenticator that recognises one. One browser may hold the session of an agent and that of
   * a family: the actor who is wanted then comes before the others.
   */
  async identify(request: FastifyRequest, isWanted: (actor: Actor) => boolean = () => true): Promise<Actor | null> {
    let first: Actor | null = null;
    for (const authenticator of this.known.all) {
      const actor = await authenticator.authenticate(request);
      if (actor && isWanted(actor)) return actor;
      first ??= actor;
    }
    return first;
  }

  /**
   * Whose session has ended lately in this browser. Null also where several may be meant: nobody can tell whose the form
   * is.
   * @param isWanted by the reference, as `staff:<account>`: a browser may have had sessions of several
   */
  async findEnded(request: FastifyRequest, isWanted: (owner: string) => boolean): Promise<string | null> {
    const owners: string[] = [];
    for (const authenticator of this.known.all) {
      const owner = (await authenticator.findEnded?.(request)) ?? null;
      if (owner !== null && isWanted(owner)) owners.push(owner);
    }
    return owners.length === 1 ? owners[0]! : null;
  }
}
