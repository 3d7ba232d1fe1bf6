import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
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
} from '../../../foundation/platform/web/index.js';
import { FirstCallsToMake } from '../first-calls-to-make.js';
import { OwnEstablishments } from '../own-establishments.js';
import { FirstCallsPresenter } from './first-calls.presenter.js';

const VIEW = 'eaje/first-calls';

/** A form that has a button and no field. */
class CallForm {}

/** Whom a nursery calls after a family accepted, how, until when; and that it did. */
@Controller('eaje/:establishmentId/a-appeler')
@Allow(Permission.DeclarePlaces)
export class EajeFirstCallsController {
  constructor(
    private readonly own: OwnEstablishments,
    private readonly calls: FirstCallsToMake,
    private readonly presenter: FirstCallsPresenter,
  ) {}

  @Get()
  async listCalls(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
  ): Promise<Page> {
    return page(VIEW, await this.model(words, actor, id));
  }

  @Post(':offerId/appelee')
  noteCall(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('offerId') offerId: string,
    @Form(CallForm) form: Submitted<CallForm>,
  ): Promise<Page | Redirect> {
    return this.answered(words, actor, id, offerId, form, true);
  }

  @Post(':offerId/non-appelee')
  takeBackCall(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('establishmentId') id: string,
    @Param('offerId') offerId: string,
    @Form(CallForm) form: Submitted<CallForm>,
  ): Promise<Page | Redirect> {
    return this.answered(words, actor, id, offerId, form, false);
  }

  private answered(
    words: Translator,
    actor: Actor,
    id: string,
    offerId: string,
    form: Submitted<CallForm>,
    called: boolean,
  ): Promise<Page | Redirect> {
    const provider = this.own.readOwn(actor, id);
    return submitForm(
      form,
      {
        view: VIEW,
        model: () => this.model(words, actor, id),
        refused: ({ refusal }) => refusedField('calls', refusal),
      },
      async () => {
        await this.calls.noteCall(actor, offerId, called);
        return redirect(`/eaje/${provider.id}/a-appeler`, called ? 'eaje.notice.called' : 'eaje.notice.notCalled');
      },
    );
  }

  private async model(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    const provider = this.own.readOwn(actor, id);
    return this.presenter.listModel(words, provider, await this.calls.listCalls(actor, provider));
  }
}
