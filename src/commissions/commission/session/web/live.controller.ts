import type { Readable } from 'node:stream';
import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import {
  Allow,
  Authenticators,
  CurrentActor,
  Permission,
  type Actor,
} from '../../../../foundation/platform/security/index.js';
import { SessionAccess } from '../session-access.js';
import { SessionFollowers } from '../session-followers.js';

/**
 * The stream that the screen of a session follows. Without scripts, or where streams cannot pass, the page is reloaded
 * instead.
 */
@Controller('commissions/:id')
export class LiveController {
  constructor(
    private readonly followers: SessionFollowers,
    private readonly access: SessionAccess,
    private readonly authenticators: Authenticators,
  ) {}

  @Allow(Permission.ReadSession)
  @Header('content-type', 'text/event-stream; charset=utf-8')
  @Header('cache-control', 'no-cache, no-transform')
  // The connection is closed after the stream. Kept open for another request, it would delay a server that stops.
  @Header('connection', 'close')
  // Asks proxies that buffer answers to pass this one on at once.
  @Header('x-accel-buffering', 'no')
  @Get('seance/flux')
  async followSession(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<Readable> {
    if (actor.kind !== 'staff') throw new NotFound('session');
    const { session } = await this.access.readSession(actor, id);
    return this.followers.followSession(actor.accountId, id, session.version, async () => {
      const now = await this.authenticators.identify(request);
      return now?.kind === 'staff' && (await this.access.mayRead(now, id));
    });
  }
}
