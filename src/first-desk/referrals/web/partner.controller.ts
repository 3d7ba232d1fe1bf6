import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { maskedWay } from '../../../dossier/dossier/index.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { dayOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { ClientNetwork, OPEN_MINUTES, Public } from '../../../foundation/platform/security/index.js';
import {
  alsoWrong,
  EmptyForm,
  emptyForm,
  Form,
  keepCookie,
  page,
  redirect,
  refusedField,
  submitForm,
  Words,
  type FormPage,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { initialsOf, toldBack } from '../domain/referral.js';
import { actorOf, PartnerDoors } from '../partner-doors.js';
import { PartnerMessages, PATH } from '../partner-messages.js';
import type { ReferralPartner } from '../persistence/referrals.entities.js';
import { ReferralIntake } from '../referral-intake.js';
import { ReferralReading } from '../referral-reading.js';
import { checkReferral, CodeForm, readReferral, REFERRAL_FIELDS, ReferralForm } from './referral.form.js';
import { ReferralWords, type Model } from './referral-words.js';

type Answered = Promise<Page | Redirect>;
const SEND = 'referrals/send';

/** Says that this browser has typed the code of this partner. */
const ticketOf = ({ id }: Pick<ReferralPartner, 'id'>): string => `marelle-orienter-${id}`;

/** The page of a service that sends families: its link, then a code, then the form. Nobody signs in. */
@Public()
@Controller('orienter/:secret')
export class PartnerController {
  constructor(
    private readonly doors: PartnerDoors,
    private readonly messages: PartnerMessages,
    private readonly intake: ReferralIntake,
    private readonly reading: ReferralReading,
    private readonly territory: Territory,
    private readonly say: ReferralWords,
  ) {}

  @Get()
  showForm(@Words() words: Translator, @Param('secret') secret: string, @Req() { cookies }: FastifyRequest): Answered {
    return this.ofPartner(words, secret, async (partner) =>
      this.doors.isOpen(partner, cookies[ticketOf(partner)])
        ? page(SEND, { ...(await this.model(words, partner, secret)), form: emptyForm() })
        : page('referrals/door', { ...this.doorModel(words, partner, secret), form: emptyForm() }),
    );
  }

  @Post('code')
  sendCode(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
    @ClientNetwork() network: string,
  ): Answered {
    return this.ofPartner(words, secret, (partner) =>
      submitForm(form, this.doorPage(words, partner, secret), async () => {
        await this.doors.sendCode(secret, network);
        return redirect(pathOf(secret), 'referral.notice.codeSent');
      }),
    );
  }

  @Post('ouvrir')
  openPage(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Form(CodeForm) form: Submitted<CodeForm>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Answered {
    // A code is never shown again.
    const typed = String(form.values['code'] ?? '');
    const unshown = { ...form, values: { ...form.values, code: '' } };
    const checked = alsoWrong(unshown, typed === '' ? [{ field: 'code', message: 'referral.errors.code' }] : []);
    return this.ofPartner(words, secret, (partner) =>
      submitForm(checked, this.doorPage(words, partner, secret), async () => {
        keepCookie(reply, ticketOf(partner), await this.doors.open(secret, typed), OPEN_MINUTES * 60);
        return redirect(pathOf(secret));
      }),
    );
  }

  @Post('envoyer')
  send(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Form(ReferralForm) form: Submitted<ReferralForm>,
    @Req() { cookies }: FastifyRequest,
  ): Answered {
    return this.ofPartner(words, secret, async (partner) => {
      if (!this.doors.isOpen(partner, cookies[ticketOf(partner)]))
        return redirect(pathOf(secret), 'referral.notice.closed');
      return submitForm(
        checkReferral(form, this.territory),
        {
          view: SEND,
          model: () => this.model(words, partner, secret),
          refused: ({ refusal }) => refusedField(REFERRAL_FIELDS[refusal.code] ?? 'surname', refusal),
        },
        async (told) => {
          // Sent again, a family is told the same: whether the desk has ended with it is not the service's to know.
          await this.intake.send(actorOf(partner), partner.id, readReferral(told, form.values));
          return redirect(pathOf(secret), 'referral.notice.sent');
        },
      );
    });
  }

  /** A link that was taken back and one that never was are the same page. */
  private async ofPartner(
    words: Translator,
    secret: string,
    work: (partner: ReferralPartner) => Answered,
  ): Promise<Page | Redirect> {
    try {
      return await work(await this.doors.findPartner(secret));
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
    }
    return page('referrals/dead', { title: words.t('referral.dead.title') }, 404);
  }

  private doorPage(words: Translator, partner: ReferralPartner, secret: string): FormPage {
    return {
      view: 'referrals/door',
      model: () => this.doorModel(words, partner, secret),
      refused: ({ refusal }) => refusedField('code', refusal),
    };
  }

  private doorModel({ t }: Translator, partner: ReferralPartner, secret: string): Model {
    const { code } = this.messages.waysTo(partner);
    return {
      title: t('referral.door.title', { service: partner.name }),
      phoneNumber: this.territory.desk(partner.deskId).phone,
      to: t('referral.door.to', { channel: code.channel, to: maskedWay(code) ?? '' }),
      base: pathOf(secret),
    };
  }

  private async model(words: Translator, partner: ReferralPartner, secret: string): Promise<Model> {
    const { t, day } = words;
    const sent = await this.reading.listOfPartner(actorOf(partner), partner.id);
    return {
      title: t('referral.send.title'),
      lead: t('referral.send.lead', { service: partner.name, days: await this.intake.callDays() }),
      phoneNumber: this.territory.desk(partner.deskId).phone,
      choices: this.say.choices(words),
      sent: sent.map((row) =>
        t('referral.send.line', {
          who: initialsOf(row.firstName, row.surname) || t('referral.nameless'),
          day: day(dayOf(row.receivedAt)),
          told: toldBack(row),
        }),
      ),
      base: pathOf(secret),
    };
  }
}

const pathOf = (secret: string): string => `${PATH}/${encodeURIComponent(secret)}`;
