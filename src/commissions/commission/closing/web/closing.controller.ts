import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../../foundation/platform/i18n/index.js';
import {
  type Actor,
  Allow,
  CurrentActor,
  FreshProof,
  Permission,
} from '../../../../foundation/platform/security/index.js';
import {
  emptyForm,
  Form,
  page,
  redirect,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../../foundation/platform/web/index.js';
import { Sentences } from '../../bodies/web/sentences.js';
import { SessionQueries } from '../../sitting/session-queries.js';
import { Closing } from '../closing.js';
import { ClosingForm } from './closing.form.js';
import { ClosingPresenter } from './closing.presenter.js';

const VIEW = 'commission/closing/closing';

/** The end of a session: what remains is shown before every decision takes effect. */
@Controller('commissions/:id/seance/clore')
@Allow(Permission.RunSession)
@FreshProof()
export class ClosingController {
  constructor(
    private readonly closing: Closing,
    private readonly queries: SessionQueries,
    private readonly presenter: ClosingPresenter,
    private readonly say: Sentences,
  ) {}

  @Get()
  async showRemainders(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
  ): Promise<Page> {
    const model = this.presenter.model(words, await this.queries.readSitting(actor, id));
    return page(VIEW, { ...model, form: emptyForm() });
  }

  @Post()
  async closeSession(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Form(ClosingForm) form: Submitted<ClosingForm>,
  ): Promise<Page | Redirect> {
    await this.queries.readStanding(actor, id);
    return submitForm(
      form,
      {
        view: VIEW,
        model: async () => this.presenter.model(words, await this.queries.readSitting(actor, id)),
        refused: ({ refusal }) =>
          refusal.code === 'session.nobodyPresent'
            ? this.say.asError(words, 'nobodyPresent', refusal)
            : { model: { refused: this.say.refusalSentence(words, refusal) }, values: {} },
      },
      async ({ version, nobodyPresent }) => {
        await this.closing.closeSession(actor, id, version, nobodyPresent === 'yes');
        return redirect(`/commissions/${id}/compte-rendu`, 'commission.notice.closed');
      },
    );
  }
}
