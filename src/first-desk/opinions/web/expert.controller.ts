import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OPINION_REASONS } from '../../../commissions/admission/index.js';
import { maskedWay } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { Conflict, NotFound } from '../../../foundation/kernel/refusal.js';
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
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { Territory } from '../../../territory/territory/index.js';
import { DECLINE_REASONS, isWaiting } from '../domain/asked-opinion.js';
import { ExpertAnswers } from '../expert-answers.js';
import { OpinionDoors } from '../opinion-doors.js';
import { PATH } from '../opinion-messages.js';
import type { AskedOpinion } from '../persistence/opinions.entities.js';
import { toldRows, type Model } from './opinion-words.js';
import { AnswerForm, CodeForm, DeclineForm } from './opinions.form.js';

type Answered = Promise<Page | Redirect>;

/** Says that this browser has typed the code of this question: a doctor may be asked about two children at once. */
const ticketOf = ({ id }: Pick<AskedOpinion, 'id'>): string => `marelle-avis-${id}`;

/**
 * The page of a person who is asked for an opinion: the link, then a code, then what is asked. Nobody signs in, and
 * reading a page answers nothing.
 */
@Public()
@Controller('avis-demande/:secret')
export class ExpertController {
  constructor(
    private readonly doors: OpinionDoors,
    private readonly answers: ExpertAnswers,
    private readonly territory: Territory,
    private readonly clock: Clock,
  ) {}

  @Get()
  showAsked(@Words() words: Translator, @Param('secret') secret: string, @Req() request: FastifyRequest): Answered {
    return this.ofWaiting(words, secret, async (asked) =>
      this.doors.isOpen(asked, request.cookies[ticketOf(asked)])
        ? page('opinions/expert', { ...(await this.model(words, secret)), form: emptyForm() })
        : page('opinions/door', { ...(await this.doorModel(words, asked, secret)), form: emptyForm() }),
    );
  }

  @Post('code')
  sendCode(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Form(EmptyForm) form: Submitted<EmptyForm>,
    @ClientNetwork() network: string,
  ): Answered {
    return this.ofWaiting(words, secret, (asked) =>
      submitForm(form, this.doorPage(words, asked, secret), async () => {
        await this.doors.sendCode(secret, network);
        return redirect(pathOf(secret), 'askedOpinion.notice.codeSent');
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
    const checked = alsoWrong(unshown, typed === '' ? [{ field: 'code', message: 'askedOpinion.errors.code' }] : []);
    return this.ofWaiting(words, secret, (asked) =>
      submitForm(checked, this.doorPage(words, asked, secret), async () => {
        keepCookie(reply, ticketOf(asked), await this.doors.open(secret, typed), OPEN_MINUTES * 60);
        return redirect(pathOf(secret));
      }),
    );
  }

  @Post('repondre')
  answer(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Form(AnswerForm) form: Submitted<AnswerForm>,
    @Req() request: FastifyRequest,
  ): Answered {
    return this.ofOpen(words, secret, request, (asked) => {
      const isMissing = asked.least !== null && String(form.values['points'] ?? '') === '';
      const wrong = isMissing ? [{ field: 'points', message: 'askedOpinion.errors.points' }] : [];
      return submitForm(alsoWrong(form, wrong), this.questionPage(words, secret, 'points'), async (given) => {
        const { points = null, reason, words: precision = null } = given;
        await this.answers.answer(secret, { points, reason, words: precision });
        return redirect(pathOf(secret));
      });
    });
  }

  @Post('decliner')
  decline(
    @Words() words: Translator,
    @Param('secret') secret: string,
    @Form(DeclineForm) form: Submitted<DeclineForm>,
    @Req() request: FastifyRequest,
  ): Answered {
    return this.ofOpen(words, secret, request, () =>
      submitForm(form, this.questionPage(words, secret, 'declined'), async ({ declined }) => {
        await this.answers.decline(secret, declined);
        return redirect(pathOf(secret));
      }),
    );
  }

  /** What was answered shows that alone; what nothing opens any more, and what never was, are one page. */
  private async ofWaiting(
    words: Translator,
    secret: string,
    work: (asked: AskedOpinion) => Answered,
  ): Promise<Page | Redirect> {
    try {
      const asked = await this.doors.findAsked(secret);
      if (isWaiting(asked, this.clock.today())) return await work(asked);
      if (asked.outcome === 'answered' || asked.outcome === 'declined') return this.donePage(words, asked);
    } catch (error) {
      // Answered or ended between the page and the press: the page says what it is now.
      if (error instanceof Conflict) return redirect(pathOf(secret));
      if (!(error instanceof NotFound)) throw error;
    }
    return page('opinions/dead', { title: words.t('askedOpinion.dead.title') }, 404);
  }

  private ofOpen(
    words: Translator,
    secret: string,
    { cookies }: FastifyRequest,
    work: (asked: AskedOpinion) => Answered,
  ): Answered {
    return this.ofWaiting(words, secret, async (asked) =>
      this.doors.isOpen(asked, cookies[ticketOf(asked)])
        ? work(asked)
        : redirect(pathOf(secret), 'askedOpinion.notice.closed'),
    );
  }

  private donePage({ t, day }: Translator, { outcome, endedAt }: AskedOpinion): Page {
    return page('opinions/done', {
      title: t('askedOpinion.done.title', { outcome: outcome! }),
      text: t('askedOpinion.done.text', { day: day(dayOf(endedAt!)) }),
    });
  }

  private doorPage(words: Translator, asked: AskedOpinion, secret: string) {
    return {
      view: 'opinions/door',
      model: () => this.doorModel(words, asked, secret),
      refused: ({ refusal }: { refusal: Parameters<typeof refusedField>[1] }) => refusedField('code', refusal),
    };
  }

  private questionPage(words: Translator, secret: string, field: string) {
    return {
      view: 'opinions/expert',
      model: () => this.model(words, secret),
      refused: ({ refusal }: { refusal: Parameters<typeof refusedField>[1] }) =>
        refusal.code === 'askedOpinion.over' ? null : refusedField(field, refusal),
    };
  }

  private async doorModel({ t, day }: Translator, asked: AskedOpinion, secret: string): Promise<Model> {
    const desk = await this.deskOf(asked);
    const way = this.doors.wayOfCode(asked);
    return {
      title: t('askedOpinion.door.title'),
      lead: t('askedOpinion.door.lead', { desk: desk.name, day: day(asked.until) }),
      phoneNumber: desk.phone,
      to: t('askedOpinion.door.to', { channel: way.channel, to: maskedWay(way) ?? '' }),
      base: pathOf(secret),
    };
  }

  private async model(words: Translator, secret: string): Promise<Model> {
    const { t, day } = words;
    const { asked, request, household } = await this.answers.read(secret);
    const desk = this.territory.desk(request.deskId);
    const { least, most, note, until } = asked;
    return {
      title: t('askedOpinion.expert.title'),
      lead: t('askedOpinion.expert.lead', { desk: desk.name, day: day(until) }),
      phoneNumber: desk.phone,
      rows: toldRows(words, asked, request, household, this.clock.today()),
      note,
      range: least === null || most === null ? null : t('askedOpinion.told.between', { least, most }),
      reasons: OPINION_REASONS.map((value) => ({ value, text: t(`admission.reason.${value}`) })),
      declines: DECLINE_REASONS.map((value) => ({ value, text: t(`askedOpinion.declineReason.${value}`) })),
      base: pathOf(secret),
    };
  }

  private async deskOf(asked: AskedOpinion) {
    return this.territory.desk(await this.doors.deskOf(asked));
  }
}

const pathOf = (secret: string): string => `${PATH}/${encodeURIComponent(secret)}`;
