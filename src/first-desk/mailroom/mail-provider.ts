import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../../foundation/config/index.js';
import {
  Authenticators,
  hashSecret,
  isSecretOf,
  type Actor,
  type Authenticator,
} from '../../foundation/platform/security/index.js';

/** Recognises the mail provider by the token it was given (`BOUNCE_TOKEN`). */
@Injectable()
export class MailProvider implements Authenticator, OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly authenticators: Authenticators,
  ) {}

  onModuleInit(): void {
    this.authenticators.known.join('mailroom knows the mail provider by its token', this);
  }

  authenticate(request: FastifyRequest): Promise<Actor | null> {
    const given = /^Bearer (\S{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
    const expected = this.config.BOUNCE_TOKEN;
    if (!given || !expected || !request.url.startsWith('/api/')) return Promise.resolve(null);
    const same = isSecretOf(given, hashSecret(expected));
    return Promise.resolve(same ? { kind: 'mail_provider' } : null);
  }
}
