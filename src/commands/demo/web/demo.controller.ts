import { Controller, Get, Header, Param, Post, Req, Res } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { keepSession, originOf } from '../../../territory/accounts/index.js';
import { Config } from '../../../foundation/config/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import { addDays, instantAt, timeOf } from '../../../foundation/kernel/time.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import {
  HandedTexts,
  MailWriter,
  MessageLinks,
  Outbox,
  withoutSecret,
  type Message,
} from '../../../foundation/platform/outbox/index.js';
import { ClientNetwork, Public } from '../../../foundation/platform/security/index.js';
import {
  Download,
  Form,
  page,
  redirect,
  refusedPage,
  Words,
  type Page,
  type Redirect,
  type Submitted,
} from '../../../foundation/platform/web/index.js';
import { DemoClock } from '../demo-clock.js';
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../demo-people.js';
import { DemoSignIns } from '../demo-sign-ins.js';

const JUMPS = ['1', '3', '7', '11', '30'] as const;

class TravelForm {
  @IsIn(JUMPS, { message: 'demo.errors.days' })
  days: (typeof JUMPS)[number];
}

/** Splits a text into lines; a link at the end of a line becomes a piece that can be clicked. */
const linkedLines = (text: string): { text: string; href?: string }[] =>
  text.split('\n').flatMap((line) => {
    const link = /https?:\/\/\S+$/.exec(line)?.[0];
    return link
      ? [{ text: line.slice(0, -link.length) }, { text: link, href: link.slice(new URL(link).origin.length) }]
      : [{ text: line }];
  });

/** The page that only the demo has: who may sign in, what was written to families, and the clock. */
@Public()
@Controller('demo')
export class DemoController {
  constructor(
    private readonly outbox: Outbox,
    private readonly mails: MailWriter,
    private readonly texts: HandedTexts,
    private readonly links: MessageLinks,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly signIns: DemoSignIns,
    private readonly time: DemoClock,
  ) {}

  private async model(words: Translator): Promise<Record<string, unknown>> {
    const { t } = words;
    return {
      title: t('demo.title'),
      now: this.clock.now(),
      password: DEMO_PASSWORD,
      codes: this.signIns.codesNow(),
      people: DEMO_PEOPLE.map(({ email, name, role }) => ({
        email,
        name,
        role: t(role),
        action: `/demo/entrer/${email}`,
      })),
      jumps: JUMPS.map((days) => ({ value: days, text: t('demo.days', { count: Number(days) }) })),
      messages: (await this.outbox.listLatest(60)).map(
        ({ id, kind, recipient, subject, language, createdAt, channel }) => ({
          id,
          kind,
          recipient: recipient.replaceAll('\n', ', '),
          subject,
          language,
          createdAt,
          channel: t(`demo.channel.${channel}`),
        }),
      ),
    };
  }

  @Get()
  async showDemo(@Words() words: Translator): Promise<Page> {
    return page('demo/demo', await this.model(words));
  }

  /** In one press, what the page of sign-in takes a password and a code for. */
  @Post('entrer/:email')
  async enter(
    @Param('email') email: string,
    @ClientNetwork() network: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirect> {
    const start = await this.signIns.signInAs(email, originOf(request, network));
    if (!start) return redirect('/demo', 'demo.codesUsed');
    keepSession(reply, start, this.config.KNOWN_BROWSER_DAYS);
    return redirect('/personnel');
  }

  @Get('messages/:id')
  async message(@Param('id') id: string): Promise<Page> {
    const kept = await this.findMessage(id);
    const handed = this.texts.findText(id);
    const { subject, recipient, createdAt, channel, body, shortText } = handed ?? kept;
    const text = (channel === 'sms' && shortText) || body;
    return page('demo/message', {
      title: subject,
      language: kept.language,
      recipient: recipient.replaceAll('\n', ', '),
      createdAt,
      lines:
        handed || kept.opens === null
          ? linkedLines(text)
          : withoutSecret(text)
              .split('\n')
              .map((line) => ({ text: line })),
      mail: channel === 'email' ? `/demo/messages/${id}/mail` : null,
      // After a restart the demo no longer has the link that it handed over, so a new one can be made.
      renew: kept.opens !== null && channel !== 'phone' && handed === null ? `/demo/messages/${id}/lien` : null,
    });
  }

  /** Hands the message over to this page again, with a new link. */
  @Post('messages/:id/lien')
  async renewLink(@Param('id') id: string): Promise<Redirect> {
    const [filled] = await this.links.fill([await this.findMessage(id)]);
    this.texts.keepText(filled!.message);
    return redirect(`/demo/messages/${id}`);
  }

  /** The mail as a mail program shows it. Its styles are inline, because mail programs ignore others. */
  @Get('messages/:id/mail')
  @Header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
  async mail(@Param('id') id: string): Promise<Download> {
    return new Download(
      this.mails.content(this.texts.findText(id) ?? (await this.masked(id))).html,
      'mail.html',
      'text/html; charset=utf-8',
      true,
    );
  }

  private async masked(id: string): Promise<Message> {
    const message = await this.findMessage(id);
    return { ...message, body: withoutSecret(message.body) };
  }

  private async findMessage(id: string): Promise<Message> {
    const message = (await this.outbox.listLatest(500)).find((latest) => latest.id === id);
    if (!message) throw new NotFound('message');
    return message;
  }

  @Post('horloge')
  async travel(@Words() words: Translator, @Form(TravelForm) form: Submitted<TravelForm>): Promise<Page | Redirect> {
    if (!form.ok) return refusedPage('demo/demo', await this.model(words), form);
    await this.time.travelTo(instantAt(addDays(this.clock.today(), Number(form.value.days)), timeOf(this.clock.now())));
    return redirect('/demo', 'demo.travelled');
  }
}
