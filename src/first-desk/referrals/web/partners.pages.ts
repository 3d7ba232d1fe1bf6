import { Controller } from '@nestjs/common';
import { isMobile, phoneWords, readPhone } from '../../../foundation/kernel/phone-number.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  page,
  Press,
  redirect,
  refusedField,
  Show,
  submitForm,
  Visit,
  type FieldError,
  type Page,
  type Redirect,
} from '../../../foundation/platform/web/index.js';
import { Partners } from '../partners.js';
import type { ReferralPartner } from '../persistence/referrals.entities.js';
import { PartnerForm } from './referral.form.js';
import { ReferralWords, type Model } from './referral-words.js';

const HERE = '/orientations/services';
const FORM = 'referrals/new-partner';

/** The services that send families: an agent or the coordinator gives each its link, and takes it back. */
@Controller('orientations/services')
@Allow(Permission.KeepPartners)
export class PartnersPages {
  constructor(
    private readonly partners: Partners,
    private readonly say: ReferralWords,
  ) {}

  @Show()
  async listPartners({ words, actor }: Visit): Promise<Page> {
    const partners = await this.partners.listPartners(actor);
    return page('referrals/partners', {
      title: words.t('pages.referralPartners.name'),
      partners: partners.map((partner) => this.partnerModel(words, partner)),
    });
  }

  @Show('nouveau')
  async showForm({ words }: Visit): Promise<Page> {
    return page(FORM, { ...this.formModel(words), form: emptyForm() });
  }

  @Press('', PartnerForm)
  async givePartner({ actor, words, form }: Visit<PartnerForm>): Promise<Page | Redirect> {
    return submitForm(
      alsoWrong(form, missingIn(form.values)),
      { view: FORM, model: () => this.formModel(words), refused: ({ refusal }) => refusedField('email', refusal) },
      async ({ kind, name = '', person = '', email = null, mobile }) => {
        await this.partners.givePartner(actor, {
          ...{ kind, name, person },
          email: email && email.toLowerCase(),
          mobile: mobile ? readPhone(mobile) : null,
        });
        return redirect(HERE, 'referral.notice.given');
      },
    );
  }

  @Press(':partnerId/renvoyer')
  async sendAgain({ actor, id }: Visit): Promise<Redirect> {
    await this.partners.sendAgain(actor, id('partnerId'));
    return redirect(HERE, 'referral.notice.sentAgain');
  }

  @Press(':partnerId/reprendre')
  async takeBack({ actor, id }: Visit): Promise<Redirect> {
    await this.partners.takeBack(actor, id('partnerId'));
    return redirect(HERE, 'referral.notice.takenBack');
  }

  private partnerModel(words: Translator, partner: ReferralPartner): Model {
    const { t, day } = words;
    const { id, name, kind, person, email, mobile, givenAt, endedAt } = partner;
    return {
      id,
      name,
      kind: t(`referral.kind.${kind}`),
      lines: [
        [person, email, mobile === null ? null : phoneWords(mobile)].filter(Boolean).join(' · '),
        endedAt === null
          ? t('referral.givenOn', { day: day(dayOf(givenAt)) })
          : t('referral.takenBackOn', { day: day(dayOf(endedAt)) }),
      ].filter(Boolean),
      isOpen: endedAt === null,
    };
  }

  private formModel(words: Translator): Model {
    return { title: words.t('pages.newReferralPartner.name'), kinds: this.say.choices(words)['kinds'] };
  }
}

function missingIn(values: Record<string, unknown>): FieldError[] {
  const said = (name: string): string => (typeof values[name] === 'string' ? values[name].trim() : '');
  const mobile = readPhone(said('mobile'));
  return [
    ...(said('name') === '' ? [{ field: 'name', message: 'referral.errors.noName' }] : []),
    ...(said('person') === '' ? [{ field: 'person', message: 'referral.errors.noPerson' }] : []),
    ...(said('email') === '' && said('mobile') === '' ? [{ field: 'email', message: 'referral.errors.way' }] : []),
    ...(mobile !== null && !isMobile(mobile) ? [{ field: 'mobile', message: 'referral.errors.mobile' }] : []),
  ];
}
