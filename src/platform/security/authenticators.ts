import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor } from './actor.js';

/** Recognises one kind of actor from a request (a cookie, a bearer token). Declared here, implemented by the features. */
export interface Authenticator {
  authenticate(request: FastifyRequest): Promise<Actor | null>;
}

@Injectable()
export class Authenticators {
  private readonly list: Authenticator[] = [];

  register(authenticator: Authenticator): void {
    this.list.push(authenticator);
  }

  /** The first that recognises its own wins. */
  async identify(request: FastifyRequest): Promise<Actor | null> {
    for (const authenticator of this.list) {
      const actor = await authenticator.authenticate(request);
      if (actor) return actor;
    }
    return null;
  }
}
