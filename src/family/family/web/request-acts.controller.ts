import { Controller, Get, Param, Post } from '@nestjs/common';
import { REASON_LIST, REASONS, type RequestFile } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { FamilyFiles } from '../family-files.js';
import { RequestActs } from '../request-acts.js';
import { FollowPresenter } from './follow.presenter.js';
import { FamilyWithdrawForm, RequestVersionForm } from './request-acts.form.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';
import { ReasonChoices } from './reason-choices.js';

/** What a family says about one request: it still needs a place, or it needs none any more. */
@Allow(Permission.FollowDossier)
@Controller('mon-dossier/demandes/:id')
export class RequestActsController {
  constructor(
    private readonly files: FamilyFiles,
    private readonly acts: RequestActs,
    private readonly present: FollowPresenter,
    private readonly choices: ChoiceLists,
    private readonly reasons: ReasonChoices,
  ) {}

  @Post('confirmer')
  async confirmNeed(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(RequestVersionForm) form: Submitted<RequestVersionForm>,
  ): Promise<Redirect> {
    await this.files.readRequest(actor, id);
    const expectedVersion = form.ok ? Number(form.value.version) : undefined;
    await this.acts.confirmNeed(actor, id, expectedVersion);
    return redirect(`/mon-dossier?confirme=${id}`);
  }

  @Get('retirer')
  async askWithdraw(@Words() words: Translator, @CurrentActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return page('family/withdraw', this.withdrawModel(words, await this.files.readRequest(actor, id)));
  }

  @Post('retirer')
  async withdrawRequest(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(FamilyWithdrawForm) form: Submitted<FamilyWithdrawForm>,
  ): Promise<Page | Redirect> {
    const file = await this.files.readRequest(actor, id);
    return submitForm(
      this.reasons.stillOffered(form, 'family.errors.withdrawReason'),
      {
        view: 'family/withdraw',
        model: () => this.withdrawModel(words, file),
        refused: async ({ status }) =>
          status === 409
            ? { model: { ...this.withdrawModel(words, await this.files.readRequest(actor, id)), conflict: true } }
            : null,
      },
      async ({ reason, version }) => {
        await this.acts.withdrawRequest(actor, id, reason, Number(version));
        return redirect('/mon-dossier', 'family.follow.withdrawn');
      },
    );
  }

  private withdrawModel(words: Translator, { request }: RequestFile): Record<string, unknown> {
    const items = this.choices.itemsOf(words, REASON_LIST.name, REASONS.withdraw ?? []);
    return this.model(
      words,
      words.t('family.withdraw.title', { child: this.present.nameOf(words, request) }),
      request,
      { reasons: items },
    );
  }

  private model(
    words: Translator,
    title: string,
    { version, state }: RequestFile['request'],
    more: Record<string, unknown>,
  ): Record<string, unknown> {
    return { title, version, state: words.t(`state.${state}`), ...more };
  }
}
