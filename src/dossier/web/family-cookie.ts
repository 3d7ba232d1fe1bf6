import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '../../config/index.js';
import { FAMILY_COOKIE } from '../family-access.js';

const DAYS_KEPT = 90;

/** The key in a parent's browser; how long it really opens something is the session's own end. */
@Injectable()
export class FamilyCookie {
  constructor(private readonly config: Config) {}

  set(reply: FastifyReply, secret: string): void {
    void reply.setCookie(FAMILY_COOKIE, secret, { path: '/', httpOnly: true, sameSite: 'lax', secure: this.config.secure, maxAge: DAYS_KEPT * 24 * 3600 });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(FAMILY_COOKIE, { path: '/' });
  }
}
