import { Controller, Get, Param, Post } from '@nestjs/common';
import { IsString, MaxLength } from 'class-validator';
import { FamilyReach } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { Form, page, Words, type Page, type Redirect, type Submitted } from '../../../foundation/platform/web/index.js';
import { DeskRequests } from '../desk-requests.js';
import { messageModel } from './messages.presenter.js';
import { RequestPages, type Shown } from './request-pages.js';

class AgainForm {
  @IsString({ message: 'triage.errors.way' }) @MaxLength(500, { message: 'triage.errors.way' }) way: string;
}
class SaidForm {}

/**
 * One message to a family: what became of it, and the buttons to send it again or to record that it was said by
 * telephone.
 */
@Controller('rpe/demandes/:requestId/messages/:messageId')
@Allow(Permission.TriageRequests)
export class MessagesController {
  constructor(
    private readonly pages: RequestPages,
    private readonly requests: DeskRequests,
    private readonly reach: FamilyReach,
  ) {}

  @Get()
  async showMessage(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('messageId') messageId: string,
  ): Promise<Page> {
    return page('triage/message', await this.model(words, actor, id, messageId));
  }

  @Post('renvoyer')
  async again(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('messageId') messageId: string,
    @Form(AgainForm) form: Submitted<AgainForm>,
  ): Promise<Page | Redirect> {
    return this.pages.answerForm(
      words,
      actor,
      id,
      form,
      this.shown(words, actor, id, messageId),
      async ({ way }) => {
        const { request } = await this.requests.readFile(actor, id);
        await this.reach.sendAgain(actor, request.dossierId, messageId, way);
        return 'triage.notice.sentAgain';
      },
      'way',
    );
  }

  @Post('dit')
  async recordSaid(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('messageId') messageId: string,
    @Form(SaidForm) form: Submitted<SaidForm>,
  ): Promise<Page | Redirect> {
    return this.pages.answerForm(
      words,
      actor,
      id,
      form,
      this.shown(words, actor, id, messageId),
      async () => {
        const { request } = await this.requests.readFile(actor, id);
        await this.reach.recordSaid(actor, request.dossierId, messageId);
        return 'triage.notice.said';
      },
      'way',
    );
  }

  private shown(words: Translator, actor: Actor, id: string, messageId: string): Shown {
    return { view: 'triage/message', model: () => this.model(words, actor, id, messageId) };
  }

  private async model(
    words: Translator,
    actor: Actor,
    id: string,
    messageId: string,
  ): Promise<Record<string, unknown>> {
    const { request } = await this.requests.readFile(actor, id);
    const message = await this.reach.readMessage(request.dossierId, messageId);
    return messageModel(id, message, await this.reach.everyWay(request.dossierId), this.pages.screen(words));
  }
}
