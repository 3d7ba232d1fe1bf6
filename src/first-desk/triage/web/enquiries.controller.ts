import { Controller, Get, Param, Post } from '@nestjs/common';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  EmptyForm,
  emptyForm,
  Form,
  page,
  redirect,
  refusedField,
  refusedPage,
  submitForm,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { CounterDrafts } from '../counter-drafts.js';
import { ENQUIRY_CHANNELS, ENQUIRY_SUBJECTS, SUBJECT_LIST } from '../domain/enquiry-words.js';
import { Enquiries } from '../enquiries.js';
import { EnquiryForm, readMinutes } from './enquiry.form.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';

/** Contacts that may or may not become a dossier. */
@Controller('rpe/sollicitations')
@Allow(Permission.LogEnquiry)
export class EnquiriesController {
  constructor(
    private readonly enquiries: Enquiries,
    private readonly drafts: CounterDrafts,
    private readonly territory: Territory,
    private readonly choices: ChoiceLists,
  ) {}

  @Get()
  async listEnquiries(@Words() words: Translator, @CurrentActor() actor: Actor): Promise<Page> {
    return page('triage/enquiries', { ...(await this.model(words, actor)), form: emptyForm() });
  }

  @Post()
  async log(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(EnquiryForm) form: Submitted<EnquiryForm>,
  ): Promise<Page | Redirect> {
    const communeCode = form.ok ? (form.value.communeCode ?? null) : null;
    const isElsewhere = communeCode !== null && this.territory.commune(communeCode) === null;
    const minutes = form.ok ? readMinutes(form.value.minutes) : null;
    const isGone = form.ok && !this.choices.isOffered(SUBJECT_LIST, form.value.subject);
    return submitForm(
      alsoWrong(form, [
        ...(isElsewhere ? [{ field: 'communeCode', message: 'triage.errors.commune' }] : []),
        ...(isGone ? [{ field: 'subject', message: 'triage.errors.enquirySubject' }] : []),
        ...(minutes === 'invalid' ? [{ field: 'minutes', message: 'triage.errors.minutes' }] : []),
      ]),
      {
        view: 'triage/enquiries',
        model: () => this.model(words, actor),
        refused: ({ refusal }) => refusedField('dossierNumber', refusal),
      },
      async ({ channel, subject, note = null, dossierNumber = null }) => {
        await this.enquiries.logEnquiry(actor, {
          channel,
          subject,
          communeCode,
          note,
          minutes: minutes === 'invalid' ? null : minutes,
          dossierNumber,
        });
        return redirect('/rpe/sollicitations', 'triage.notice.enquiryLogged');
      },
    );
  }

  @Post(':enquiryId/saisir')
  async enter(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Param('enquiryId') id: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
  ): Promise<Page | Redirect> {
    if (!form.ok) return refusedPage('triage/enquiries', await this.model(words, actor), form);
    await this.enquiries.readEnquiry(actor, id);
    return redirect(`/dossier/${await this.drafts.startDraft(actor)}`);
  }

  private async model(words: Translator, actor: Actor): Promise<Record<string, unknown>> {
    const { t, shortInstant } = words;
    const latest = await this.enquiries.listLatest(actor);
    const behind = await this.enquiries.findRequestsBehind(actor, latest);
    const commune = (code: string | null): string =>
      this.territory.commune(code)?.name ?? t('triage.enquiry.noCommune');
    return {
      title: t('triage.enquiry.title'),
      channels: ENQUIRY_CHANNELS.map((value) => ({ value, text: t(`triage.enum.enquiryChannel.${value}`) })),
      subjects: this.choices.itemsOf(words, SUBJECT_LIST, ENQUIRY_SUBJECTS),
      communes: this.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
      enquiries: latest.map((enquiry) => ({
        id: enquiry.id,
        when: shortInstant(enquiry.at),
        channel: t(`triage.enum.enquiryChannel.${enquiry.channel}`),
        commune: commune(enquiry.communeCode),
        subject: t(`triage.enum.subject.${enquiry.subject}`),
        minutes: enquiry.minutes && t('triage.enquiry.minutesSpent', { minutes: enquiry.minutes }),
        note: enquiry.note,
        requestId: behind.get(enquiry.id) ?? null,
      })),
    };
  }
}
