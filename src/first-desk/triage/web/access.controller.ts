import { Controller, Param, Post } from '@nestjs/common';
import { Config } from '../../../foundation/config/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import { Form, page, Words, type Page, type Redirect, type Submitted } from '../../../foundation/platform/web/index.js';
import { DeskActs } from '../desk-acts.js';
import { linkOwners } from '../domain/link-owners.js';
import { DeskRequests } from '../desk-requests.js';
import { AccessForm } from './request.form.js';
import { RequestPages } from './request-pages.js';
import { adultName } from './request-words.js';

/** A new access to a dossier, printed at the counter. */
@Controller('rpe/demandes/:requestId/acces')
@Allow(Permission.TriageRequests)
export class RequestAccessController {
  constructor(
    private readonly pages: RequestPages,
    private readonly requests: DeskRequests,
    private readonly acts: DeskActs,
    private readonly config: Config,
  ) {}

  /** The link is shown once, on the answer itself, because its secret is stored nowhere. */
  @Post()
  access(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(AccessForm) form: Submitted<AccessForm>,
  ): Promise<Page | Redirect> {
    const give = async ({ accessFor }: AccessForm): Promise<Page> => {
      const { request, dossier, adults } = await this.requests.readFile(actor, id);
      const rank = accessFor === undefined ? null : Number(accessFor);
      const link = `${this.config.BASE_URL}/suivre/${await this.acts.giveLink(actor, request, rank)}`;
      const { translator } = this.pages.screen(words);
      const owner = linkOwners(dossier, adults).find((adult) => adult.rank === rank);
      return page('triage/access-link', {
        title: translator.t('triage.access.title'),
        link,
        owner: owner && translator.t('triage.access.for', { who: adultName(owner.details, translator) }),
        number: dossier.number,
        requestId: request.id,
      });
    };
    return this.pages.answerRequestForm(words, actor, id, form, give, 'accessFor');
  }
}
