import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { dropCookie, keepCookie, renewForms } from '../../../platform/web/index.js';
import { FAMILY_COOKIE } from '../family-access.js';

const DAYS_KEPT = 90;

/** The key in a parent's browser; how long it really opens something is the session's own end. */
@Injectable()
export class FamilyCookie {
  set(reply: FastifyReply, secret: string): void {
    keepCookie(reply, FAMILY_COOKIE, secret, DAYS_KEPT * 24 * 3600);
    renewForms(reply);
  }

  clear(reply: FastifyReply): void {
    dropCookie(reply, FAMILY_COOKIE);
  }
}
