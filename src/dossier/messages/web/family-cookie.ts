import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { endSession, keepCookie, renewForms } from '../../../platform/web/index.js';
import { FAMILY_COOKIE } from '../family-access.js';

const DAYS_KEPT = 90;

/** The cookie with the key of a parent's session. The session itself decides how long it opens something. */
@Injectable()
export class FamilyCookie {
  set(reply: FastifyReply, secret: string): void {
    keepCookie(reply, FAMILY_COOKIE, secret, DAYS_KEPT * 24 * 3600);
    renewForms(reply);
  }

  clear(reply: FastifyReply): void {
    endSession(reply, FAMILY_COOKIE);
  }
}
