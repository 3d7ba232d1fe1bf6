import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, FreshProof, Permission } from '../../../../foundation/platform/security/index.js';
import {
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
import type { StaffActor } from '../../staff-actor.js';
import { STAFF_COOKIE } from '../../staff-sessions.js';
import { MOST_PASSKEYS, Passkeys } from '../passkeys.js';
import { NewPasskeyForm, withoutAnswer } from './passkey.forms.js';

const PAGE = '/personnel/ma-connexion/cles';
const VIEW = 'accounts/passkeys/own-passkeys';

/** The passkeys of a person. Whoever adds one or takes one away has proved lately who it is. */
@Allow(Permission.UseStaffPages)
@FreshProof()
@Controller('personnel/ma-connexion/cles')
export class PasskeysController {
  constructor(private readonly passkeys: Passkeys) {}

  @Get()
  async showPasskeys(
    @Words() words: Translator,
    @CurrentActor() actor: StaffActor,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page> {
    return page(VIEW, await this.model(words, actor, cookies));
  }

  @Post()
  async addPasskey(
    @Words() words: Translator,
    @CurrentActor() actor: StaffActor,
    @Form(NewPasskeyForm) form: Submitted<NewPasskeyForm>,
    @Req() { cookies }: FastifyRequest,
  ): Promise<Page | Redirect> {
    return submitForm(
      withoutAnswer(form),
      {
        view: VIEW,
        model: () => this.model(words, actor, cookies),
        refused: ({ refusal }) => refusedField('passkey', refusal),
      },
      async ({ name, challenge, transports, ...answer }) => {
        const made = { ...answer, transports: (transports ?? '').split(' ').filter((way) => way !== '') };
        await this.passkeys.add(actor, name, made, challenge, cookies[STAFF_COOKIE] ?? '');
        return redirect(PAGE, 'passkeys.added');
      },
    );
  }

  @Post(':passkeyId/retirer')
  async removePasskey(@CurrentActor() actor: StaffActor, @Param('passkeyId') passkeyId: string): Promise<Redirect> {
    await this.passkeys.remove(actor, passkeyId);
    return redirect(PAGE, 'passkeys.removed');
  }

  private async model(
    { t }: Translator,
    { accountId }: StaffActor,
    cookies: FastifyRequest['cookies'],
  ): Promise<Record<string, unknown>> {
    return {
      title: t('passkeys.title'),
      passkeys: await this.passkeys.list(accountId),
      offered: this.passkeys.areOffered,
      most: MOST_PASSKEYS,
      request: await this.passkeys.requestNew(accountId, t('web.product'), cookies[STAFF_COOKIE] ?? ''),
    };
  }
}
