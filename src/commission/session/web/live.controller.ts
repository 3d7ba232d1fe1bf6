import type { Readable } from 'node:stream';
import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NotFound } from '../../../kernel/refusal.js';
import { Allow, Authenticators, CurrentActor, Permission, type Actor } from '../../../platform/security/index.js';
import { SessionAccess } from '../session-access.js';
import { SessionFollowers } from '../session-followers.js';

/** The stream that a session's screen follows; without script, or where streams do not pass, the page is reloaded. */
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
  // Its connection serves nothing after it: kept for another request, it would hold a server that stops.
  @Header('connection', 'close')
  // Proxies that gather answers before they pass them on let this one through.
  @Header('x-accel-buffering', 'no')
  @Get('seance/flux')
  async follow(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<Readable> {
    if (actor.kind !== 'staff') throw new NotFound('session');
    const { session } = await this.access.read(actor, id);
    return this.followers.follow(actor.accountId, id, session.version, async () => {
      const now = await this.authenticators.identify(request);
      return now?.kind === 'staff' && (await this.access.mayRead(now, id));
    });
  }
}
