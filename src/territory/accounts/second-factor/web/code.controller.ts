import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import encodeQR from 'qr';
import { Config } from '../../../../foundation/config/index.js';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { ClientNetwork, Public } from '../../../../foundation/platform/security/index.js';
import {
  dropCookie,
  Form,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { PasskeyAnswerForm, withoutAnswer } from '../../passkeys/web/passkey.forms.js';
import { HALF_COOKIE, keepSession, originOf } from '../../web/session-cookies.js';
import { safePath } from '../../web/safe-path.js';
import { CodeSignIns, HalfSignInOver, type HalfSignedIn } from '../code-sign-ins.js';
import { factorLink, keyWords } from '../one-time-codes.js';
import { SecondFactors } from '../second-factors.js';
import { paperModel } from './paper-codes.js';

const SIGN_IN = '/personnel/connexion';
const CODE_VIEW = 'accounts/second-factor/code';

class CodeForm {
  @IsString({ message: 'accounts.errors.code' })
  @MinLength(1, { message: 'accounts.errors.code' })
  @MaxLength(40, { message: 'accounts.errors.code' })
  code: string;

  @IsOptional()
  @IsString()
  suite?: string;
}

class SetUpForm extends CodeForm {
  /** The key that the page proposed, sealed. */
  @IsOptional()
  @IsString()
  key?: string;
}

/** The second half of signing in. Public, because nobody is signed in yet: the ticket of the password opens it. */
@Public()
@Controller('personnel/code')
export class CodeController {
  constructor(
    private readonly signIns: CodeSignIns,
    private readonly factors: SecondFactors,
    private readonly config: Config,
  ) {}

  @Get()
  async showCode(
    @Req() { cookies }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('suite') suite?: string,
  ): Promise<Page | Redirect> {
    return this.withHalf(reply, async () => {
      const { hasFactor } = await this.signIns.findHalf(cookies[HALF_COOKIE]);
      const asked = safePath(suite);
      if (!hasFactor) return redirect(setUpPage(asked));
      return page(CODE_VIEW, await this.codeModel(cookies[HALF_COOKIE], asked));
    });
  }

  @Post()
  async giveCode(
    @Form(CodeForm) form: Submitted<CodeForm>,
    @ClientNetwork() network: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    const suite = safePath(String(form.values['suite'] ?? ''));
    return this.withHalf(reply, () =>
      submitForm(
        withoutCode(form),
        {
          view: CODE_VIEW,
          model: () => this.codeModel(request.cookies[HALF_COOKIE], suite),
          refused: ({ refusal }) => refusedField('code', refusal),
        },
        async ({ code }) => {
          const entered = await this.signIns.enter(request.cookies[HALF_COOKIE], code, originOf(request, network));
          keepSession(reply, entered, this.config.KNOWN_BROWSER_DAYS);
          if (entered.answer !== 'code') return redirect('/personnel/ma-connexion', 'accounts.factor.paperUsed');
          return redirect(suite, entered.ended > 0 ? 'accounts.oldestEnded' : undefined);
        },
      ),
    );
  }

  @Post('cle')
  async givePasskey(
    @Form(PasskeyAnswerForm) form: Submitted<PasskeyAnswerForm>,
    @ClientNetwork() network: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    const suite = safePath(String(form.values['suite'] ?? ''));
    const ticket = request.cookies[HALF_COOKIE];
    return this.withHalf(reply, () =>
      submitForm(
        withoutAnswer(form),
        {
          view: CODE_VIEW,
          model: () => this.codeModel(ticket, suite),
          refused: ({ refusal }) => refusedField('passkey', refusal),
        },
        async (answer) => {
          const entered = await this.signIns.enterByPasskey(ticket, answer, originOf(request, network));
          keepSession(reply, entered, this.config.KNOWN_BROWSER_DAYS);
          return redirect(suite, entered.ended > 0 ? 'accounts.oldestEnded' : undefined);
        },
      ),
    );
  }

  @Get('nouveau')
  async showSetUp(
    @Words() words: Translator,
    @Req() { cookies }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('suite') suite?: string,
  ): Promise<Page | Redirect> {
    return this.withHalf(reply, async () => {
      const half = await this.signIns.findHalf(cookies[HALF_COOKIE]);
      if (half.hasFactor) return redirect('/personnel/code');
      return page('accounts/second-factor/set-up', this.setUpModel(words, half, '', safePath(suite)));
    });
  }

  @Post('nouveau')
  async setUp(
    @Words() words: Translator,
    @Form(SetUpForm) form: Submitted<SetUpForm>,
    @ClientNetwork() network: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    const suite = safePath(String(form.values['suite'] ?? ''));
    const ticket = request.cookies[HALF_COOKIE];
    return this.withHalf(reply, () =>
      submitForm(
        withoutCode(form),
        {
          view: 'accounts/second-factor/set-up',
          model: async () =>
            this.setUpModel(words, await this.signIns.findHalf(ticket), String(form.values['key'] ?? ''), suite),
          refused: ({ refusal }) => refusedField('code', refusal),
        },
        async ({ code, key }) => {
          const entered = await this.signIns.setUp(ticket, key ?? '', code, originOf(request, network));
          keepSession(reply, entered, this.config.KNOWN_BROWSER_DAYS);
          return page('accounts/second-factor/paper', paperModel(words, entered.paper, suite));
        },
      ),
    );
  }

  private async codeModel(ticket: string | undefined, suite: string): Promise<Record<string, unknown>> {
    return { suite, passkey: await this.signIns.requestPasskey(ticket) };
  }

  /** @param sealed the key that the page showed; another one is proposed when it showed none of this account */
  private setUpModel(
    { t }: Translator,
    { account }: HalfSignedIn,
    sealed: string,
    suite: string,
  ): Record<string, unknown> {
    const proposed = this.factors.openProposed(account.id, sealed) ?? this.factors.proposeKey(account.id);
    const link = factorLink(t('web.product'), account.email, proposed.key);
    return { suite, key: keyWords(proposed.key), sealed: proposed.sealed, link, square: encodeQR(link, 'svg') };
  }

  /** Sends to the page of the password when there is no ticket, or when its time is over. */
  private async withHalf(reply: FastifyReply, work: () => Promise<Page | Redirect>): Promise<Page | Redirect> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof HalfSignInOver)) throw error;
      dropCookie(reply, HALF_COOKIE);
      return redirect(SIGN_IN);
    }
  }
}

const setUpPage = (suite: string): string => `/personnel/code/nouveau?suite=${encodeURIComponent(suite)}`;

/** A code is never shown again. */
const withoutCode = <T>(form: Submitted<T>): Submitted<T> => ({ ...form, values: { ...form.values, code: '' } });
