import { Controller, Get, Header } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/refusal.js';
import { addHours } from '../../kernel/time.js';
import { Public, RouteAudit } from '../security/index.js';
import { robotsText } from './listing.js';

/** A site that is no longer looked after says nothing false for longer than this. */
const VALID_HOURS = 90 * 24;

/** What programs ask of any site. */
@Public()
@Controller()
export class WellKnownController {
  constructor(
    private readonly routes: RouteAudit,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  @Get('robots.txt')
  @Header('content-type', 'text/plain; charset=utf-8')
  robots(): string {
    return robotsText(this.routes.all());
  }

  /** Whom to tell of a hole in the fence (RFC 9116). */
  @Get('.well-known/security.txt')
  @Header('content-type', 'text/plain; charset=utf-8')
  security(): string {
    const { SECURITY_CONTACT, BASE_URL } = this.config;
    if (SECURITY_CONTACT === undefined) throw new NotFound('page');
    return [
      `Contact: ${SECURITY_CONTACT.startsWith('https:') ? '' : 'mailto:'}${SECURITY_CONTACT}`,
      `Expires: ${addHours(this.clock.now(), VALID_HOURS)}`,
      'Preferred-Languages: fr, en',
      `Canonical: ${new URL('/.well-known/security.txt', BASE_URL).href}`,
      '',
    ].join('\n');
  }
}
