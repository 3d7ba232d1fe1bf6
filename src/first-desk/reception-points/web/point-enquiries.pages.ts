import { Controller, Injectable } from '@nestjs/common';
import { Clock } from '../../../foundation/kernel/clock.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { ChoiceLists } from '../../../foundation/platform/choices/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  DatePart,
  emptyForm,
  ListsFamilies,
  OneOfGroups,
  page,
  PersonName,
  Phone,
  Press,
  readDay,
  redirect,
  refusedField,
  Show,
  submitForm,
  Text,
  Visit,
  type FieldError,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { ENQUIRY_SUBJECTS, EnquiryActs, PointEnquiries, SUBJECT_LIST } from '../../triage/index.js';
import { pointsFollowedBy } from '../reception-points.policy.js';
import { ReceptionPoints } from '../reception-points.js';

const HERE = '/point-d-accueil/sollicitations';
const VIEW = 'reception-points/enquiries';
const MOST_SHOWN = 100;
type Model = Record<string, unknown>;

class PointEnquiryForm {
  @OneOfGroups(ENQUIRY_SUBJECTS, 'triage.errors.enquirySubject') subject: string;
  @PersonName('enquiry.errors.who', 'enquiry.errors.whoSigns') who?: string;
  @Phone('enquiry.errors.phone') phone?: string;
  @Text('triage.errors.commune', 10) communeCode?: string;
  @Text('triage.errors.note', 1000) note?: string;
  @DatePart('enquiry.errors.callBack') callBackDay?: string;
  @DatePart('enquiry.errors.callBack') callBackMonth?: string;
  @DatePart('enquiry.errors.callBack') callBackYear?: string;
}

class SeenForm {
  @Text('web.errors.unreadable', 9) version?: string;
}

/** Sollicitations of a point d'accueil: noted, and called back. */
@Injectable()
@Controller('point-d-accueil/sollicitations')
@Allow(Permission.FileAtPoint)
export class PointEnquiryPages {
  constructor(
    private readonly enquiries: PointEnquiries,
    private readonly acts: EnquiryActs,
    private readonly points: ReceptionPoints,
    private readonly territory: Territory,
    private readonly choices: ChoiceLists,
    private readonly clock: Clock,
  ) {}

  @Show()
  @ListsFamilies('point-enquiries', ['list'])
  async listEnquiries(visit: Visit): Promise<Page> {
    return page(VIEW, { ...(await this.model(visit)), form: emptyForm() });
  }

  @Press('', PointEnquiryForm)
  @ListsFamilies('point-enquiries', ['list'])
  async logEnquiry(visit: Visit<PointEnquiryForm>): Promise<Page | Redirect> {
    const { actor, form } = visit;
    const day = readDay(form.values, 'callBack');
    return submitForm(
      alsoWrong(form, this.wrong(visit)),
      { view: VIEW, model: () => this.model(visit), refused: ({ refusal }) => refusedField('callBack', refusal) },
      async ({ subject, who = null, phone = null, communeCode = null, note = null }) => {
        const pointId = pointsFollowedBy(actor)[0];
        if (pointId === undefined) throw new NotFound('reception point');
        const point = await this.points.readPoint(pointId);
        const deskId = this.territory.deskOf(point.communeCodes[0] ?? null).id;
        const callBackOn = day === null || day === 'invalid' ? null : day;
        await this.enquiries.logEnquiry(
          actor,
          { pointId, deskId },
          { subject, who, phone, communeCode, note, callBackOn },
        );
        return redirect(HERE, 'receptionPoint.notice.noted');
      },
    );
  }

  @Press(':enquiryId/rappele', SeenForm)
  async recordCalledBack({ actor, id, form }: Visit<SeenForm>): Promise<Redirect> {
    const version = Number(form.values['version'] ?? 0);
    await this.acts.recordCalledBack(actor, { id: id('enquiryId'), version });
    return redirect(HERE, 'receptionPoint.notice.called');
  }

  private wrong({ form: { values } }: Visit<PointEnquiryForm>): FieldError[] {
    const { subject, communeCode } = values;
    const commune = String(communeCode ?? '');
    return [
      ...(this.choices.isOffered(SUBJECT_LIST, String(subject ?? ''))
        ? []
        : [{ field: 'subject', message: 'triage.errors.enquirySubject' }]),
      ...(commune !== '' && this.territory.commune(commune) === null
        ? [{ field: 'communeCode', message: 'triage.errors.commune' }]
        : []),
      ...(readDay(values, 'callBack') === 'invalid' ? [{ field: 'callBack', message: 'enquiry.errors.callBack' }] : []),
    ];
  }

  private async model({ words, actor }: Visit<object>): Promise<Model> {
    const { t } = words;
    const today = this.clock.today();
    const enquiries = await this.enquiries.listOf(pointsFollowedBy(actor), MOST_SHOWN);
    return {
      title: t('pages.pointEnquiries.name'),
      subjects: this.choices.itemsOf(words, SUBJECT_LIST, ENQUIRY_SUBJECTS),
      communes: this.territory.communes().map(({ code, name }) => ({ value: code, text: name })),
      list: {
        caption: t('receptionPoint.enquiry.list'),
        empty: t('receptionPoint.enquiry.none'),
        presses: 'called',
        columns: (
          [
            ['who', 'name'],
            ['subject', 'place'],
            ['note', 'rest'],
            ['noted', 'day'],
            ['todo', 'due'],
          ] as const
        ).map(([name, width]) => ({ text: t(`receptionPoint.enquiry.${name}`), width, plain: true })),
        rows: enquiries.map((one) => this.row(words, one, today)),
      },
    };
  }

  private row(words: Translator, one: Awaited<ReturnType<PointEnquiries['listOf']>>[number], today: string): Model {
    const { t, shortDay } = words;
    const { id, who, phone, callBackOn, version } = one;
    const subject = t(`triage.enum.subject.${one.subject}`);
    const about = `${who ?? subject}, ${shortDay(dayOf(one.at))}`;
    return {
      cells: [
        { text: who ?? t('enquiry.nobody'), hint: phone === null ? '' : phoneWords(phone) },
        subject,
        one.note ?? '',
        shortDay(dayOf(one.at)),
        callBackOn === null
          ? null
          : {
              act: { text: t('receptionPoint.enquiry.called'), about, action: `${HERE}/${id}/rappele`, version },
              hint: shortDay(callBackOn),
            },
      ],
      tone: callBackOn !== null && callBackOn <= today ? 'action' : '',
      families: who !== null || phone !== null ? [id] : [],
    };
  }
}
