import { Controller } from '@nestjs/common';
import { Inbox } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  ListsFamilies,
  page,
  Press,
  readDay,
  redirect,
  refusedField,
  Show,
  ShowsFamily,
  submitForm,
  Visit,
  type FormPage,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { DeskRequests } from '../desk-requests.js';
import { Enquiries } from '../enquiries.js';
import { EnquiryActs, type SeenEnquiry } from '../enquiry-acts.js';
import { AnswerForm, CallBackForm, FamilySearchForm, LinkForm, unreadableDay } from './enquiry.form.js';
import { EnquiryPresenter, type FoundRequests } from './enquiry.presenter.js';
import { VersionedForm } from './versioned.form.js';

const VIEW = 'triage/enquiry';
/** More than these are narrowed by a longer name. */
const MOST_FOUND = 20;

type Model = Record<string, unknown>;

/** One enquiry: whom to call back, what was answered, of which family it is. */
@Controller('rpe/sollicitations/:enquiryId')
@Allow(Permission.LogEnquiry)
export class EnquiryPages {
  constructor(
    private readonly enquiries: Enquiries,
    private readonly acts: EnquiryActs,
    private readonly inbox: Inbox,
    private readonly requests: DeskRequests,
    private readonly presenter: EnquiryPresenter,
    private readonly clock: Clock,
  ) {}

  @Show()
  @ShowsFamily('enquiry', 'enquiryId')
  async showEnquiry(visit: Visit): Promise<Page> {
    return page(VIEW, { ...(await this.model(visit)), form: emptyForm() });
  }

  @Press('saisir')
  async enter({ actor, id }: Visit): Promise<Redirect> {
    await this.enquiries.readEnquiry(actor, id('enquiryId'));
    return redirect('/rpe/saisie');
  }

  @Press('reponse', AnswerForm)
  async recordAnswer(visit: Visit<AnswerForm>): Promise<Page | Redirect> {
    const { values } = visit.form;
    const day = readDay(values, 'answered');
    return submitForm(
      alsoWrong(visit.form, unreadableDay(values, 'answered', 'enquiry.errors.answeredOn')),
      this.formPage(visit, 'answered'),
      async ({ means, answer = null, version }) => {
        const on = day === null || day === 'invalid' ? this.clock.today() : day;
        await this.acts.recordAnswer(visit.actor, seen(visit, version), { means, answer, on });
        return this.back(visit, 'enquiry.notice.answered');
      },
    );
  }

  @Press('rappel', CallBackForm)
  async planCallBack(visit: Visit<CallBackForm>): Promise<Page | Redirect> {
    const day = readDay(visit.form.values, 'callBack');
    const missing = day === null || day === 'invalid';
    return submitForm(
      alsoWrong(visit.form, missing ? [{ field: 'callBack', message: 'enquiry.errors.callBack' }] : []),
      this.formPage(visit, 'callBack'),
      async ({ version }) => {
        await this.acts.planCallBack(visit.actor, seen(visit, version), day as string);
        return this.back(visit, 'enquiry.notice.planned');
      },
    );
  }

  @Press('rappel/fait', VersionedForm)
  async recordCalledBack(visit: Visit<VersionedForm>): Promise<Page | Redirect> {
    return submitForm(visit.form, this.formPage(visit, 'callBack'), async ({ version }) => {
      await this.acts.recordCalledBack(visit.actor, seen(visit, version));
      return this.back(visit, 'enquiry.notice.called');
    });
  }

  @Press('rappel/reporter', VersionedForm)
  async putOffCall(visit: Visit<VersionedForm>): Promise<Page | Redirect> {
    return submitForm(visit.form, this.formPage(visit, 'callBack'), async ({ version }) => {
      await this.acts.putOffCall(visit.actor, seen(visit, version));
      return this.back(visit, 'enquiry.notice.putOff');
    });
  }

  @Press('recherche', FamilySearchForm)
  @ListsFamilies('enquiry-families', ['found'], { of: 'enquiryId' })
  async searchFamily(visit: Visit<FamilySearchForm>): Promise<Page | Redirect> {
    return submitForm(visit.form, this.formPage(visit, 'text'), async ({ text }) => {
      const model = await this.model(visit);
      if (!text) return page(VIEW, { ...model, found: null, form: emptyForm() });
      const due = await this.inbox.listRequests(visit.actor, { text });
      const { closed, alike } = await this.inbox.findBeside(visit.actor, { text });
      const found: FoundRequests = [...due, ...closed, ...alike].slice(0, MOST_FOUND);
      const requests = this.presenter.found(visit.words, found, this.clock.today());
      return page(VIEW, { ...model, found: requests, form: emptyForm(visit.form.values) });
    });
  }

  @Press('dossier', LinkForm)
  async linkRequest(visit: Visit<LinkForm>): Promise<Page | Redirect> {
    return submitForm(visit.form, this.formPage(visit, 'text'), async ({ version, requestId }) => {
      await this.acts.linkRequest(visit.actor, seen(visit, version), requestId);
      return this.back(visit, 'enquiry.notice.linked');
    });
  }

  @Press('dossier/enlever', VersionedForm)
  async unlink(visit: Visit<VersionedForm>): Promise<Page | Redirect> {
    return submitForm(visit.form, this.formPage(visit, 'text'), async ({ version }) => {
      await this.acts.unlink(visit.actor, seen(visit, version));
      return this.back(visit, 'enquiry.notice.unlinked');
    });
  }

  private back({ id }: Visit<object>, notice: string): Redirect {
    return redirect(`/rpe/sollicitations/${id('enquiryId')}`, notice);
  }

  private formPage(visit: Visit<object>, field: string): FormPage {
    return { view: VIEW, model: () => this.model(visit), refused: ({ refusal }) => refusedField(field, refusal) };
  }

  private async model({ words, actor, id }: Visit<object>): Promise<Model> {
    const enquiry = await this.enquiries.readEnquiry(actor, id('enquiryId'));
    const behind = await this.enquiries.findRequestsBehind(actor, [enquiry]);
    const { loggedBy, callBackBy, answeredBy } = enquiry;
    const names = await this.requests.namesOf([loggedBy, callBackBy ?? [], answeredBy ?? []].flat());
    const shown = { enquiry, requestId: behind.get(enquiry.id) ?? null, names };
    return this.presenter.model(words, shown, this.clock.today());
  }
}

const seen = ({ id }: Visit<object>, version: number): SeenEnquiry => ({ id: id('enquiryId'), version });
