import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { IsEmail, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../../foundation/config/index.js';
import { Attempts, ClientNetwork, Public } from '../../../foundation/platform/security/index.js';
import {
  dropCookie,
  endSession,
  Form,
  keepCookie,
  page,
  redirect,
  refusedPage,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { ProConnectProvider } from '../proconnect/proconnect-provider.js';
import { safePath } from './safe-path.js';
import { HALF_MINUTES } from '../second-factor/half-sign-ins.js';
import { STAFF_COOKIE, StaffSessions } from '../staff-sessions.js';
import { HALF_COOKIE, originOf, PROVIDER_COOKIE } from './session-cookies.js';

const VIEW = 'accounts/sign-in';

class SignInForm {
  @IsEmail({}, { message: 'accounts.errors.email' })
  email: string;

  @IsString({ message: 'accounts.errors.password' })
  @MinLength(1, { message: 'accounts.errors.password' })
  @MaxLength(200, { message: 'accounts.errors.password' })
  password: string;

  @IsOptional()
  @IsString()
  suite?: string;
}

@Controller('personnel')
export class SignInController {
  constructor(
    private readonly sessions: StaffSessions,
    private readonly proConnect: ProConnectProvider,
    private readonly config: Config,
    private readonly attempts: Attempts,
  ) {}

  @Public()
  @Get('connexion')
  form(@Query('suite') suite?: string): Page {
    return page(VIEW, this.model(safePath(suite)));
  }

  @Public()
  @Post('connexion')
  async signIn(
    @Form(SignInForm) form: Submitted<SignInForm>,
    @ClientNetwork() network: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    const suite = safePath(String(form.values['suite'] ?? ''));
    const shown = { ...form.values, password: '' };
    if (!form.ok) return refusedPage(VIEW, this.model(suite), { ...form, values: shown });
    const result = await this.sessions.signIn(form.value, originOf(request, network));
    if (result.kind === 'too-many') {
      void reply.header('retry-after', new Date(result.retryAt).toUTCString());
      const minutes = this.attempts.minutesUntil(result.retryAt);
      return refusedPage(
        VIEW,
        this.model(suite),
        { values: shown, errors: [{ field: 'email', message: 'refusal.account.tooManyTries', args: { minutes } }] },
        429,
      );
    }
    if (result.kind === 'wrong') {
      const args = { tries: this.config.SIGN_IN_TRIES_PER_ACCOUNT, minutes: this.config.SIGN_IN_WINDOW_MINUTES };
      return refusedPage(VIEW, this.model(suite), {
        values: shown,
        errors: [{ field: 'email', message: 'refusal.account.unknown', args }],
      });
    }
    keepCookie(reply, HALF_COOKIE, result.ticket, HALF_MINUTES * 60);
    return redirect(`/personnel/code?suite=${encodeURIComponent(suite)}`);
  }

  /** Public, because the session may have ended already, for example when the button is pressed twice. */
  @Public()
  @Post('deconnexion')
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    await this.sessions.signOut(request.cookies[STAFF_COOKIE] ?? '');
    endSession(reply, STAFF_COOKIE);
    const idToken = request.cookies[PROVIDER_COOKIE];
    dropCookie(reply, PROVIDER_COOKIE);
    const end = idToken && this.proConnect.isOffered ? await this.proConnect.endAddress(idToken) : null;
    if (end) return page('accounts/proconnect/onward', { to: end, step: 'leaving' });
    return redirect('/personnel/connexion', 'accounts.signedOut');
  }

  private model(suite: string): Record<string, unknown> {
    return { suite, proConnect: this.proConnect.isOffered };
  }
}
