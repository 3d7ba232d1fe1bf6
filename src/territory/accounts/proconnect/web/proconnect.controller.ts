import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { IsOptional, IsString } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../../../foundation/config/index.js';
import { NotFound } from '../../../../foundation/kernel/refusal.js';
import { ClientNetwork, Public } from '../../../../foundation/platform/security/index.js';
import {
  dropCookie,
  Form,
  keepCookie,
  page,
  redirect,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { HALF_MINUTES } from '../../second-factor/half-sign-ins.js';
import { SESSION_HOURS } from '../../session-starts.js';
import { safePath } from '../../web/safe-path.js';
import { HALF_COOKIE, keepSession, originOf, PROVIDER_COOKIE, START_COOKIE } from '../../web/session-cookies.js';
import { ProConnectProvider, ProviderRefused } from '../proconnect-provider.js';
import { ProConnectSignIns, type ProConnectFault } from '../proconnect-sign-ins.js';
import { ProConnectStarts, START_MINUTES } from '../proconnect-starts.js';
import { ProviderDown } from '../provider-fetch.js';

const SIGN_IN = '/personnel/connexion';

class StartForm {
  @IsOptional()
  @IsString()
  suite?: string;
}

/** Signing in by ProConnect. Public, because nobody is signed in yet. */
@Public()
@Controller('personnel/proconnect')
export class ProConnectController {
  constructor(
    private readonly provider: ProConnectProvider,
    private readonly starts: ProConnectStarts,
    private readonly signIns: ProConnectSignIns,
    private readonly config: Config,
  ) {}

  /** A page leads on, since browsers follow no redirection of a form to another site (`form-action`). */
  @Post()
  async begin(
    @Form(StartForm) form: Submitted<StartForm>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    const suite = safePath(String(form.values['suite'] ?? ''));
    return this.orSayWhy(async () => {
      const { address, kept } = await this.provider.begin();
      keepCookie(reply, START_COOKIE, this.starts.write({ ...kept, suite }), START_MINUTES * 60);
      return page('accounts/proconnect/onward', { to: address, step: 'coming' });
    });
  }

  /** ProConnect sends the browser back here, with a code or with what went wrong. */
  @Get('retour')
  async comeBack(
    @ClientNetwork() network: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    const start = this.starts.read(request.cookies[START_COOKIE]);
    dropCookie(reply, START_COOKIE);
    return this.orSayWhy(async () => {
      if (!start) return failed('late');
      const { suite, ...kept } = start;
      const query = request.url.split('?')[1] ?? '';
      const entry = await this.signIns.enter(query, kept, originOf(request, network));
      if (entry.kind === 'refused') return failed(entry.fault);
      keepCookie(reply, PROVIDER_COOKIE, entry.idToken, SESSION_HOURS * 3600);
      if (entry.kind === 'half') {
        keepCookie(reply, HALF_COOKIE, entry.ticket, HALF_MINUTES * 60);
        return redirect(`/personnel/code?suite=${encodeURIComponent(suite)}`, 'proconnect.codeToo');
      }
      keepSession(reply, entry.start, this.config.KNOWN_BROWSER_DAYS);
      return redirect(suite, entry.start.ended > 0 ? 'accounts.oldestEnded' : undefined);
    });
  }

  /** ProConnect sends the browser back here once its own session is over. Ours ended before. */
  @Get('sortie')
  afterEnd(): Redirect {
    return redirect(SIGN_IN, 'accounts.signedOut');
  }

  private async orSayWhy(work: () => Promise<Page | Redirect>): Promise<Page | Redirect> {
    if (!this.provider.isOffered) throw new NotFound('proconnect');
    try {
      return await work();
    } catch (error) {
      if (error instanceof ProviderDown) return failed('down', 503);
      if (error instanceof ProviderRefused) return failed('refused');
      throw error;
    }
  }
}

/** The sentence `proconnect.failed.<why>`, and the way to the password. */
const failed = (why: ProConnectFault | 'late' | 'refused' | 'down', status = 403): Page =>
  page('accounts/proconnect/failed', { why }, status);
