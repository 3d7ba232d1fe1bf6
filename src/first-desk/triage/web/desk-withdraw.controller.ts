import { Controller, Get, Param, Post } from '@nestjs/common';
import { REASONS } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  emptyForm,
  Form,
  page,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { DeskActs } from '../desk-acts.js';
import { RequestScreen } from '../request-screen.js';
import { DeskWithdrawForm } from './request.form.js';
import { RequestPages } from './request-pages.js';
import { ageWords, childName } from './request-words.js';

/** Withdraws a request for its family. The page says first what that ends, and asks once. */
@Controller('rpe/demandes/:requestId/retirer')
@Allow(Permission.TriageRequests)
export class DeskWithdrawController {
  constructor(
    private readonly pages: RequestPages,
    private readonly requests: RequestScreen,
    private readonly acts: DeskActs,
  ) {}

  @Get()
  async askWithdraw(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    return page('triage/withdraw', { ...(await this.model(words, actor, id)), form: emptyForm() });
  }

  @Post()
  withdrawRequest(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(DeskWithdrawForm) form: Submitted<DeskWithdrawForm>,
  ): Promise<Page | Redirect> {
    return this.pages.answerForm(
      words,
      actor,
      id,
      form,
      { view: 'triage/withdraw', model: () => this.model(words, actor, id) },
      async ({ version, withdrawReason }) => {
        await this.acts.moveRequest(actor, { requestId: id, version }, 'withdraw', withdrawReason);
        return 'triage.notice.withdrawn';
      },
      'withdrawReason',
    );
  }

  private async model(words: Translator, actor: Actor, id: string): Promise<Record<string, unknown>> {
    const { file, offers } = await this.requests.readView(actor, id);
    const { request } = file;
    const { places, today, reasonItems } = this.pages.screen(words);
    const { t } = words;
    const open = offers.find(({ state }) => state === 'open');
    return {
      title: t('triage.withdraw.title'),
      requestId: id,
      version: request.version,
      child: t('triage.answer.about', { child: childName(request, words), age: ageWords(request, today, words) }),
      consequences: [
        ...(open
          ? [t('triage.withdraw.offer', { provider: places.supply.provider(open.providerId)?.name ?? '' })]
          : []),
        ...(request.state === 'before_commission' ? [t('triage.withdraw.commission')] : []),
        t('triage.withdraw.silent'),
        t('triage.withdraw.reopened'),
      ],
      reasons: reasonItems(REASONS.withdraw ?? []),
    };
  }
}
