import { Controller, Get, Post, Query } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { readPhone } from '../../../foundation/kernel/phone-number.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, CurrentActor, Permission, type Actor } from '../../../foundation/platform/security/index.js';
import {
  addressToKeep,
  alsoWrong,
  checkForm,
  emptyForm,
  Form,
  ListsFamilies,
  page,
  readDay,
  redirect,
  refusedField,
  refusedPage,
  submitForm,
  Words,
  type FieldError,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { SavedViews } from '../../../territory/saved-views/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { ANSWER_MEANS, ENQUIRY_CHANNELS, ENQUIRY_SUBJECTS, SUBJECT_LIST } from '../domain/enquiry-words.js';
import { Enquiries } from '../enquiries.js';
import { EnquiryList } from '../enquiry-list.js';
import { EnquiryListQuery, enquiriesWanted } from './enquiry-list.form.js';
import { EnquiryListPresenter } from './enquiry-list.presenter.js';
import { EnquiryForm, readMinutes, unreadableDay } from './enquiry.form.js';

const LIST = 'triage/enquiries';
const NOTE = 'triage/enquiry-note';

/** Contacts that may or may not become a dossier: their list, and the page on which one is noted. */
@Controller('rpe/sollicitations')
@Allow(Permission.LogEnquiry)
export class EnquiriesController {
  constructor(
    private readonly enquiries: Enquiries,
    private readonly list: EnquiryList,
    private readonly presenter: EnquiryListPresenter,
    private readonly territory: Territory,
    private readonly choices: ChoiceLists,
    private readonly clock: Clock,
    private readonly views: SavedViews,
  ) {}

  @Get()
  @ListsFamilies('enquiries', ['list'], {
    filter: ['canal', 'sujet', 'commune', 'rappel', 'reponse', 'agent', 'ordre', 'apres', 'avant'],
  })
  async listEnquiries(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Query() raw: Record<string, unknown>,
  ): Promise<Page> {
    const query = checkForm(EnquiryListQuery, raw);
    const model = await this.listModel(words, actor, query.ok ? query.value : {});
    return query.ok
      ? page(LIST, { ...model, form: { values: query.values, errors: [] } })
      : refusedPage(LIST, model, query);
  }

  @Get('noter')
  showForm(@Words() words: Translator): Page {
    return page(NOTE, { ...this.formModel(words), form: emptyForm() });
  }

  @Post()
  async log(
    @Words() words: Translator,
    @CurrentActor() actor: Actor,
    @Form(EnquiryForm) form: Submitted<EnquiryForm>,
  ): Promise<Page | Redirect> {
    return submitForm(
      alsoWrong(form, this.wrongIn(form)),
      {
        view: NOTE,
        model: () => this.formModel(words),
        refused: ({ refusal }) =>
          refusedField(refusal.code === 'enquiry.noSuchDossier' ? 'dossierNumber' : 'callBack', refusal),
      },
      async ({ channel, subject, who, phone, communeCode, note, minutes, dossierNumber, means, answer }) => {
        const callBackOn = readDay(form.values, 'callBack');
        await this.enquiries.logEnquiry(actor, {
          channel,
          subject,
          who: who ?? null,
          phone: phone ? readPhone(phone) : null,
          communeCode: communeCode ?? null,
          note: note ?? null,
          minutes: numberIn(readMinutes(minutes)),
          dossierNumber: dossierNumber ?? null,
          callBackOn: callBackOn === 'invalid' ? null : callBackOn,
          answered: means ? { means, answer: answer ?? null } : null,
        });
        return redirect('/rpe/sollicitations', 'triage.notice.enquiryLogged');
      },
    );
  }

  private wrongIn(form: Submitted<EnquiryForm>): FieldError[] {
    const unreadable = unreadableDay(form.values, 'callBack', 'enquiry.errors.callBack');
    if (!form.ok) return unreadable;
    const { communeCode = null, subject, minutes, means, answer } = form.value;
    const isElsewhere = communeCode !== null && this.territory.commune(communeCode) === null;
    return [
      ...(isElsewhere ? [{ field: 'communeCode', message: 'triage.errors.commune' }] : []),
      ...(this.choices.isOffered(SUBJECT_LIST, subject)
        ? []
        : [{ field: 'subject', message: 'triage.errors.enquirySubject' }]),
      ...(readMinutes(minutes) === 'invalid' ? [{ field: 'minutes', message: 'triage.errors.minutes' }] : []),
      // An answer that was written and then not said to be given would be lost.
      ...(answer && !means ? [{ field: 'means', message: 'enquiry.errors.means' }] : []),
      ...unreadable,
    ];
  }

  private async listModel(words: Translator, actor: Actor, query: EnquiryListQuery): Promise<Record<string, unknown>> {
    const today = this.clock.today();
    const found = await this.list.readPage(actor, enquiriesWanted(query, actor, today));
    const behind = await this.enquiries.findRequestsBehind(actor, found.rows);
    return {
      ...this.presenter.listModel(words, query, found, behind, today),
      views: await this.views.viewsOf(actor, addressToKeep('/rpe/sollicitations', query)),
    };
  }

  private formModel(words: Translator): Record<string, unknown> {
    const { t } = words;
    return {
      title: t('triage.enquiry.log'),
      channels: ENQUIRY_CHANNELS.map((value) => ({ value, text: t(`triage.enum.enquiryChannel.${value}`) })),
      subjects: this.choices.itemsOf(words, SUBJECT_LIST, ENQUIRY_SUBJECTS),
      communes: this.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
      means: ANSWER_MEANS.map((value) => ({ value, text: t(`enquiry.means.${value}`) })),
    };
  }
}

const numberIn = (minutes: number | null | 'invalid'): number | null => (minutes === 'invalid' ? null : minutes);
