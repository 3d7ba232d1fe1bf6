import { Controller, Get, Headers, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../../security/index.js';
import { Probes, type ProbeAnswer } from '../probes.js';

const send = (reply: FastifyReply, { status, headers, body }: ProbeAnswer): void =>
  void reply.status(status).headers(headers).send(body);

@Public()
@Controller()
export class ProbesController {
  constructor(private readonly probes: Probes) {}

  @Get('health')
  health(@Res() reply: FastifyReply): void {
    send(reply, this.probes.health());
  }

  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    send(reply, await this.probes.ready());
  }

  @Get('metrics')
  async metrics(@Res() reply: FastifyReply, @Headers('authorization') authorization?: string): Promise<void> {
    send(reply, await this.probes.figures(authorization));
  }
}
