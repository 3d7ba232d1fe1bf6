import { Controller, Get, Param, Post } from '@nestjs/common';
import { FamilyLinks, linksModel } from '../../../dossier/dossier/index.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  EmptyForm,
  Form,
  page,
  type Page,
  type Redirect,
  type Submitted,
  Words,
} from '../../../foundation/platform/web/index.js';
import { DeskRequests } from '../desk-requests.js';
import { RequestPages, type Shown } from './request-pages.js';

/** The links that open a family's dossier. The desk closes one when a telephone was lost or a couple has separated. */
@Controller('rpe/demandes/:requestId/liens')
@Allow(Permission.TriageRequests)
export class RequestLinksController {
  constructor(
    private readonly pages: RequestPages,
    private readonly requests: DeskRequests,
    private readonly links: FamilyLinks,
  ) {}

  @Get()
  async listLinks(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    return page('triage/links', await this.model(words, actor, id));
  }

  @Post(':linkId/fermer')
  closeLink(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Param('linkId') linkId: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    return this.answerForm(words, actor, id, form, (dossierId) => this.links.revokeLink(actor, dossierId, linkId));
  }

  @Post('fermer')
  closeAll(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    return this.answerForm(words, actor, id, form, (dossierId) => this.links.revokeAll(actor, dossierId));
  }

  private answerForm(
    words: Translator,
    actor: Actor,
    id: Id,
    form: Submitted<EmptyForm>,
    work: (dossierId: Id) => Promise<void>,
  ): Promise<Page | Redirect> {
    const shown: Shown = { view: 'triage/links', model: () => this.model(words, actor, id) };
    return this.pages.answerForm(
      words,
      actor,
      id,
      form,
      shown,
      async () => {
        await work(await this.dossierOf(actor, id));
        return 'dossier.links.closed';
      },
      'links',
      `/rpe/demandes/${id}/liens`,
    );
  }

  private async model(words: Translator, actor: Actor, id: Id): Promise<Record<string, unknown>> {
    return {
      ...linksModel(words, await this.links.ofDossier(await this.dossierOf(actor, id)), `/rpe/demandes/${id}/liens`),
      requestId: id,
    };
  }

  private async dossierOf(actor: Actor, id: Id): Promise<Id> {
    return (await this.requests.readFile(actor, id)).request.dossierId;
  }
}
