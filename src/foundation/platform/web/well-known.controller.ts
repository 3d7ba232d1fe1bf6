import { Controller, Get, Header } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/refusal.js';
import { addHours } from '../../kernel/time.js';
import { Public, RouteAudit } from '../security/index.js';
import { robotsText } from './listing.js';
import { redirect, type Redirect } from './page.js';

/**
 * security.txt expires after this time. A site that nobody looks after any more thus stops giving an address that is
 * out of date.
 */
const VALID_HOURS = 90 * 24;

/** Files that programs look for on every site. */
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
    return robotsText(this.routes.listRoutes());
  }

  /** Browsers ask for it before they have read the link of a page. */
  @Get('favicon.ico')
  icon(): Redirect {
    return redirect('/assets/favicon.svg');
  }

  /** The address for reporting a vulnerability (RFC 9116). */
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
