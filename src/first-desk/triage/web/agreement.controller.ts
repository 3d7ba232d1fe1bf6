import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { RequestFile } from '../../../dossier/dossier/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  Form,
  page,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { DeskActs } from '../desk-acts.js';
import { DeskRequests } from '../desk-requests.js';
import { AGREEMENT_KINDS, AgreementForm, agreementValues, readAgreement } from './agreement.form.js';
import { RequestPages } from './request-pages.js';
import { SolutionPages } from './solution-pages.js';

/** Records an agreement with a childminder, a MAM or a carer at home. It becomes a solution line, as a place does. */
@Controller('rpe/demandes/:requestId/accord')
@Allow(Permission.RecordAgreement)
export class AgreementController {
  constructor(
    private readonly pages: RequestPages,
    private readonly requests: DeskRequests,
    private readonly acts: DeskActs,
    private readonly solutions: SolutionPages,
  ) {}

  @Get()
  async askAgreement(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Query('avec') providerId?: string,
  ): Promise<Page> {
    const file = await this.requests.readFile(actor, id);
    const kind = this.solutions.kindOf(words)(String(providerId ?? ''));
    return page('triage/agreement', {
      ...(await this.model(words, file)),
      form: { values: { ...agreementValues(file), ...(kind ? { kind, providerId } : {}) }, errors: [] },
    });
  }

  @Post()
  async recordAgreement(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(AgreementForm) form: Submitted<AgreementForm>,
  ): Promise<Page | Redirect> {
    const reading = form.ok ? readAgreement(form.value, this.solutions.kindOf(words)) : null;
    const checked = alsoWrong(form, reading && !reading.ok ? reading.errors : []);
    const shown = {
      view: 'triage/agreement',
      model: async () => this.model(words, await this.requests.readFile(actor, id)),
    };
    return this.pages.answerForm(
      words,
      actor,
      id,
      checked,
      shown,
      async ({ version, suffices }) => {
        if (reading?.ok)
          await this.acts.recordAgreement(actor, { requestId: id, version }, reading.solution, suffices === 'yes');
        return 'triage.notice.agreed';
      },
      'agreement',
    );
  }

  private model(words: Translator, file: RequestFile): Promise<Record<string, unknown>> {
    return this.solutions.model(words, file, words.t('triage.agreement.title'), AGREEMENT_KINDS);
  }
}
