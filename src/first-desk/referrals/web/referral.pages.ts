import { Controller } from '@nestjs/common';
import { childForStaff, Dossiers } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import { Allow, Permission } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  emptyForm,
  page,
  Press,
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
import { LEAST_TRIES, NOTED_OUTCOMES, RETRY_DAYS } from '../domain/referral.js';
import { ReferralActs, type SeenReferral } from '../referral-acts.js';
import { ReferralReading } from '../referral-reading.js';
import { mayAnswerReferral, mayLinkReferral } from '../referrals.policy.js';
import { LinkForm, OutcomeForm, SeenForm } from './referral.form.js';
import { ReferralWords, type Model } from './referral-words.js';
import { REFERRALS } from './referrals.pages.js';

const VIEW = 'referrals/referral';

/** One family that was sent: whom to call, what became of it, of which dossier it is. */
@Controller('rpe/orientations/:referralId')
@Allow(Permission.LogEnquiry)
export class DeskReferral {
  constructor(
    private readonly reading: ReferralReading,
    private readonly acts: ReferralActs,
    private readonly say: ReferralWords,
    private readonly clock: Clock,
  ) {}

  @Show()
  @ShowsFamily('referral', 'referralId')
  async showReferral(visit: Visit): Promise<Page> {
    return page(VIEW, { ...(await this.model(visit)), form: emptyForm() });
  }

  @Press('essai', SeenForm)
  @ShowsFamily('referral', 'referralId')
  async noteTry(visit: Visit<SeenForm>): Promise<Page | Redirect> {
    return submitForm(visit.form, this.formPage(visit, 'outcome'), async ({ version }) => {
      await this.acts.noteTry(visit.actor, seen(visit, version));
      return this.back(visit, 'referral.notice.tried');
    });
  }

  @Press('issue', OutcomeForm)
  @ShowsFamily('referral', 'referralId')
  async end(visit: Visit<OutcomeForm>): Promise<Page | Redirect> {
    return submitForm(visit.form, this.formPage(visit, 'outcome'), async ({ version, outcome }) => {
      await this.acts.end(visit.actor, seen(visit, version), outcome);
      return this.back(visit, 'referral.notice.ended');
    });
  }

  @Press('sollicitation', SeenForm)
  @ShowsFamily('referral', 'referralId')
  async makeEnquiry(visit: Visit<SeenForm>): Promise<Page | Redirect> {
    return submitForm(visit.form, this.formPage(visit, 'outcome'), async ({ version }) => {
      await this.acts.makeEnquiry(visit.actor, seen(visit, version));
      return this.back(visit, 'referral.notice.enquiry');
    });
  }

  @Press('saisir', SeenForm)
  @ShowsFamily('referral', 'referralId')
  @Allow(Permission.EnterDossier)
  async beginDossier(visit: Visit<SeenForm>): Promise<Page | Redirect> {
    return submitForm(visit.form, this.formPage(visit, 'number'), async ({ version }) => {
      const draftId = await this.acts.beginDraft(visit.actor, seen(visit, version));
      return redirect(`/rpe/saisie/${draftId}`, 'referral.notice.begun');
    });
  }

  @Press('dossier', LinkForm)
  @ShowsFamily('referral', 'referralId')
  async link(visit: Visit<LinkForm>): Promise<Page | Redirect> {
    const typed = String(visit.form.values['number'] ?? '').trim();
    const form = alsoWrong(visit.form, typed === '' ? [{ field: 'number', message: 'referral.errors.noNumber' }] : []);
    return submitForm(form, this.formPage(visit, 'number'), async ({ version }) => {
      await this.acts.link(visit.actor, seen(visit, version), typed);
      return this.back(visit, 'referral.notice.linked');
    });
  }

  @Press('dossier/enlever', SeenForm)
  @ShowsFamily('referral', 'referralId')
  async unlink(visit: Visit<SeenForm>): Promise<Page | Redirect> {
    return submitForm(visit.form, this.formPage(visit, 'number'), async ({ version }) => {
      await this.acts.unlink(visit.actor, seen(visit, version));
      return this.back(visit, 'referral.notice.unlinked');
    });
  }

  @Press('oublier', SeenForm)
  @ShowsFamily('referral', 'referralId')
  async forget(visit: Visit<SeenForm>): Promise<Page | Redirect> {
    return submitForm(visit.form, this.formPage(visit, 'outcome'), async ({ version }) => {
      await this.acts.forget(visit.actor, seen(visit, version));
      return redirect(REFERRALS, 'referral.notice.forgotten');
    });
  }

  private back({ id }: Visit<object>, notice: string): Redirect {
    return redirect(`${REFERRALS}/${id('referralId')}`, notice);
  }

  private formPage(visit: Visit<object>, field: string): FormPage {
    return { view: VIEW, model: () => this.model(visit), refused: ({ refusal }) => refusedField(field, refusal) };
  }

  private async model({ words, actor, id }: Visit<object>): Promise<Model> {
    const { t, day } = words;
    const { one, same } = await this.reading.readReferral(actor, id('referralId'));
    const { row } = one;
    const who = this.say.who(words, row);
    return {
      title: t('referral.of', { who, origin: this.say.origin(words, one), day: day(dayOf(row.receivedAt)) }),
      base: `${REFERRALS}/${row.id}`,
      version: row.version,
      who,
      phone: row.phone,
      email: row.email,
      rows: this.say.rows(words, one),
      tag: this.say.outcomeTag(words, row),
      same: same.map((other) =>
        t('referral.alsoSent', {
          origin: this.say.origin(words, other),
          day: day(dayOf(other.row.receivedAt)),
          topic: t(`referral.topic.${other.row.topic}`),
        }),
      ),
      due:
        row.dueOn === null
          ? null
          : {
              late: row.dueOn < this.clock.today(),
              text: t('referral.dueOn', { day: day(row.dueOn), tries: row.tries, least: LEAST_TRIES }),
            },
      again: t('referral.noteTry', { days: RETRY_DAYS }),
      ended: row.outcome && t('referral.endedOn', { day: day(dayOf(row.endedAt!)) }),
      outcomes: NOTED_OUTCOMES.map((value) => ({ value, text: t(`referral.outcome.${value}`) })),
      isOpen: row.outcome === null,
      isKept: row.forgottenAt === null,
      begins:
        (await this.acts.draftToGoOnWith(actor, row)) !== null
          ? 'again'
          : row.requestId === null && row.forgottenAt === null
            ? 'first'
            : null,
      request: row.requestId && `/rpe/demandes/${row.requestId}`,
    };
  }
}

/** Who sent the family of a request, for its desk. */
@Controller('rpe/demandes/:requestId/orientation-recue')
@Allow(Permission.TriageRequests)
export class LedToRequest {
  constructor(
    private readonly reading: ReferralReading,
    private readonly dossiers: Dossiers,
    private readonly say: ReferralWords,
  ) {}

  @Show()
  async showReferrals({ words, actor, id }: Visit): Promise<Page> {
    const { request } = await this.dossiers.requestFile(actor, id('requestId'));
    if (!mayLinkReferral(actor, request)) throw new NotFound('request');
    const led = await this.reading.listLedTo(request.id);
    if (led.length === 0) throw new NotFound('referral');
    return page('referrals/request', {
      title: words.t('referral.ofChild', { child: childForStaff(words, request) }),
      back: `/rpe/demandes/${request.id}`,
      referrals: led.map((one) => ({
        heading: this.say.origin(words, one),
        rows: this.say.rows(words, one),
        href: one.row.sameAsId === null && mayAnswerReferral(actor, one.row) ? `${REFERRALS}/${one.row.id}` : null,
      })),
    });
  }
}

const seen = ({ id }: Visit<object>, version: number): SeenReferral => ({ id: id('referralId'), version });
