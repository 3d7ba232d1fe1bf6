import { Injectable } from '@nestjs/common';
import { Hooks } from '../../kernel/hooks.js';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';
import { hashSecret } from './secrets.js';

/**
 * Recognises one kind of actor from a request (a cookie, a bearer token). Declared here, implemented by the features.
 */
export interface Authenticator {
  /** The cookie that holds the secret of a session, where there is one: forms are bound to it. */
  readonly cookie?: string;
  authenticate(request: FastifyRequest): Promise<Actor | null>;
}

@Injectable()
export class Authenticators {
  readonly known = new Hooks<Authenticator>('a request comes in: whose is it?');

  /** Names the sessions of a browser without telling their secrets: a form of one is not taken in another. */
  sessionsOf(request: FastifyRequest): string {
    return hashSecret(this.known.all.map(({ cookie }) => (cookie && request.cookies[cookie]) ?? '').join(' '));
  }

  /** Whether the browser holds no session at all, not even one that has ended. */
  isStranger({ cookies }: FastifyRequest): boolean {
    return this.known.all.every(({ cookie }) => !cookie || cookies[cookie] === undefined);
  }

  /** The first that recognises its own wins. */
  async identify(request: FastifyRequest): Promise<Actor | null> {
    for (const authenticator of this.known.all) {
      const actor = await authenticator.authenticate(request);
      if (actor) return actor;
    }
    return null;
  }
}
