import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { endSession, keepCookie, renewForms } from '../../../../foundation/platform/web/index.js';
import { FAMILY_COOKIE } from '../family-access.js';

const DAYS_KEPT = 90;

/** The cookie with the key of a parent's session. The session itself decides how long it opens something. */
@Injectable()
export class FamilyCookie {
  set(reply: FastifyReply, secret: string): void {
    this.renew(reply, secret);
    renewForms(reply);
  }

  /** The same session under a cookie whose second part is another one. Forms that are open stay valid. */
  renew(reply: FastifyReply, cookie: string): void {
    keepCookie(reply, FAMILY_COOKIE, cookie, DAYS_KEPT * 24 * 3600);
  }

  clear(reply: FastifyReply): void {
    endSession(reply, FAMILY_COOKIE);
  }
}
