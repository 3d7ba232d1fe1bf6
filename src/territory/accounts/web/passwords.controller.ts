import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import { IsEmail, IsString, MaxLength } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ClientNetwork, Public } from '../../../foundation/platform/security/index.js';
import {
  Form,
  keepCookie,
  page,
  redirect,
  refusedField,
  submitForm,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { LinkOver, OwnPasswords } from '../own-passwords.js';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../password.policy.js';
import { HALF_MINUTES } from '../second-factor/half-sign-ins.js';
import { HALF_COOKIE } from './session-cookies.js';

const FORGOTTEN = '/personnel/mot-de-passe-oublie';

class ForgottenForm {
  @IsEmail({}, { message: 'accounts.errors.email' })
  email: string;
}

class ChosenForm {
  @IsString({ message: 'accounts.errors.newPassword' })
  @MaxLength(LONGEST_PASSWORD, { message: 'accounts.errors.newPassword' })
  password: string;
}

/** Who has forgotten its password, or has none yet, and what its link opens. */
@Public()
@Controller('personnel')
export class PasswordsController {
  constructor(private readonly passwords: OwnPasswords) {}

  @Get('mot-de-passe-oublie')
  showForgotten(): Page {
    return page('accounts/forgotten', { sent: false });
  }

  /** The same answer whether or not the address has an account. */
  @Post('mot-de-passe-oublie')
  async askForLink(
    @Form(ForgottenForm) form: Submitted<ForgottenForm>,
    @ClientNetwork() network: string,
  ): Promise<Page | Redirect> {
    return submitForm(
      form,
      { view: 'accounts/forgotten', model: () => ({ sent: false }), refused: () => null },
      async ({ email }) => {
        await this.passwords.askForLink(email, network);
        return redirect(`${FORGOTTEN}/envoye`);
      },
    );
  }

  @Get('mot-de-passe-oublie/envoye')
  showSent(): Page {
    return page('accounts/forgotten', { sent: true });
  }

  @Get('lien/:secret')
  async showChoice(@Param('secret') secret: string): Promise<Page> {
    return this.whileLinkHolds(async () => {
      const { name, email } = await this.passwords.findOwner(secret);
      return page('accounts/choose-password', { name, email, shortest: SHORTEST_PASSWORD });
    });
  }

  @Post('lien/:secret')
  async choose(
    @Param('secret') secret: string,
    @Form(ChosenForm) form: Submitted<ChosenForm>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | Redirect> {
    return this.whileLinkHolds(() =>
      submitForm(
        { ...form, values: {} },
        {
          view: 'accounts/choose-password',
          model: async () => ({ ...(await this.passwords.findOwner(secret)), shortest: SHORTEST_PASSWORD }),
          refused: ({ refusal }) => refusedField('password', refusal),
        },
        async ({ password }) => {
          keepCookie(reply, HALF_COOKIE, await this.passwords.chooseByLink(secret, password), HALF_MINUTES * 60);
          return redirect('/personnel/code?suite=%2Fpersonnel', 'accounts.password.chosen');
        },
      ),
    );
  }

  /** A link that was used or is over says so, and how to get another one. */
  private async whileLinkHolds<T>(work: () => Promise<T>): Promise<T | Page> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof LinkOver) return page('accounts/link-over', {}, 410);
      throw error;
    }
  }
}
