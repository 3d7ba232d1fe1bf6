import { Controller, Get, Param, Post } from '@nestjs/common';
import type { RequestFile } from '../../dossier/index.js';
import type { Translator } from '../../platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../platform/security/index.js';
import { alsoWrong, Form, page, Words, type Page, type Redirect, type Submitted } from '../../platform/web/index.js';
import { DeskActs } from '../desk-acts.js';
import { RequestScreen } from '../request-screen.js';
import { AGREEMENT_KINDS, AgreementForm, agreementValues, readAgreement } from './agreement.form.js';
import { ageWords, childName } from './request-words.js';
import { RequestPages } from './request-pages.js';

/** Records an agreement with a childminder, a MAM or a carer at home. It becomes a solution line, as a place does. */
@Controller('rpe/demandes/:requestId/accord')
@Allow(Permission.RecordAgreement)
export class AgreementController {
  constructor(
    private readonly pages: RequestPages,
    private readonly requests: RequestScreen,
    private readonly acts: DeskActs,
  ) {}

  @Get()
  async askAgreement(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
  ): Promise<Page> {
    const file = await this.requests.readFile(actor, id);
    return page('triage/agreement', {
      ...this.model(words, file),
      form: { values: agreementValues(file), errors: [] },
    });
  }

  @Post()
  async recordAgreement(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('requestId') id: string,
    @Form(AgreementForm) form: Submitted<AgreementForm>,
  ): Promise<Page | Redirect> {
    const { supply } = this.pages.screen(words).places;
    const reading = form.ok ? readAgreement(form.value, (providerId) => supply.provider(providerId)?.kind) : null;
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

  private model(words: Translator, { request }: RequestFile): Record<string, unknown> {
    const { translator, places, today } = this.pages.screen(words);
    const { t, shortDay } = translator;
    // Those of the family's commune first: the list holds every childminder of the territory.
    const rank = (communeCode: string): number => (communeCode === request.communeCode ? 0 : 1);
    const providers = places.supply
      .providers()
      .filter(({ kind }) => (AGREEMENT_KINDS as readonly string[]).includes(kind))
      .sort((a, b) => rank(a.communeCode) - rank(b.communeCode))
      .map(({ id, name, availableFrom }) => ({
        value: id,
        text: availableFrom ? t('triage.agreement.free', { name, day: shortDay(availableFrom) }) : name,
      }));
    return {
      title: t('triage.agreement.title'),
      requestId: request.id,
      version: request.version,
      providers,
      child: t('triage.answer.about', {
        child: childName(request, translator),
        age: ageWords(request, today, translator),
      }),
      kinds: AGREEMENT_KINDS.map((value) => ({ value, text: t(`triage.enum.solution.${value}`) })),
    };
  }
}
