import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { readMessageFiles, type MessageTree } from '../../src/foundation/platform/i18n/message-files.js';
import { newId } from '../../src/foundation/kernel/ids.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { Message } from '../../src/foundation/platform/outbox/message.entity.js';
import { MailWriter } from '../../src/foundation/platform/outbox/index.js';
import { SmtpCarrier } from '../../src/foundation/platform/outbox/smtp-carrier.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { ADULT, BORN, Parent } from '../support/parent.js';
import { seedWorld } from '../support/seed.js';
import { SmtpSink } from '../support/smtp-sink.js';

/** What a person reads, in order: tags and the marks of lists away, white space folded. */
const wordsOfHtml = (html: string): string =>
  html
    .replace(/<head>[\s\S]*<\/head>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
const wordsOfText = (text: string): string =>
  text
    .replace(/^[-–] /gm, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The address is a button in the HTML, and written in full in the text. */
const withoutAddress = (text: string): string => text.replace(/\s?: https:\S+/, '');

describe.each(DATABASES)('a mail to a family (%s)', (kind) => {
  let test: TestApp;
  let sink: SmtpSink;

  beforeAll(async () => {
    sink = await SmtpSink.open();
    test = await startApp(kind, {
      SMTP_URL: sink.url,
      MAIL_FROM: 'petite-enfance@exemple.fr',
      BASE_URL: 'https://petite-enfance.exemple.fr',
    });
    await seedWorld(test.app);
    await new Parent(test.app).deposit({ ...ADULT, email: 'laura@exemple.fr' }, { ...BORN, surname: 'Ferreira' });
    await test.app.get(SqlQueueDriver).runDue();
  });
  afterAll(async () => {
    await test.close();
    await sink.close();
  });

  it('comes once, as text and as HTML that say the same', () => {
    expect(sink.to('laura@exemple.fr')).toHaveLength(1);
    const [{ mail, source }] = sink.received as [SmtpSink['received'][number]];
    expect(source).toMatch(/^Content-Type: multipart\/alternative;/m);
    expect(mail.from?.value).toEqual([
      { name: 'Marelle – Guichet unique petite enfance', address: 'petite-enfance@exemple.fr' },
    ]);
    expect(wordsOfHtml(mail.html || '')).toBe(wordsOfText(withoutAddress(mail.text ?? '')));
    expect(wordsOfHtml(mail.html || '')).not.toContain('https://');
    expect(mail.text).toContain(mail.subject);
    expect(mail.text).toMatch(/^Suivre ma demande\s: https:\/\/petite-enfance\.exemple\.fr\/suivre\/[\w-]+$/m);
  });

  it('asks that no holiday be answered, and says by which id it is to be known', () => {
    const [{ mail }] = sink.received as [SmtpSink['received'][number]];
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@petite-enfance\.exemple\.fr>$/);
  });

  // @asvs 14.2.3
  it('fetches nothing, follows nobody, runs nothing', () => {
    const html = String((sink.received as [SmtpSink['received'][number]])[0].mail.html);
    const addresses = [...html.matchAll(/(?:src|href|url\(|@import)[="'( ]*([^"')\s>]+)/g)].map((match) => match[1]);
    expect(addresses).toHaveLength(1);
    expect(addresses[0]).toMatch(/^https:\/\/petite-enfance\.exemple\.fr\/suivre\/[\w-]+$/);
    expect(html).not.toMatch(/<(img|table|script|style|link|iframe|form)\b/);
  });

  it('comes with others over a few connections, which end with the application', async () => {
    const [message] = await test.app.get(Reader).find(Message, { where: { channel: 'email' } });
    const before = sink.connections.ever;
    await Promise.all(Array.from({ length: 12 }, () => test.app.get(SmtpCarrier).send({ ...message!, id: newId() })));
    expect(sink.received).toHaveLength(13);
    expect(sink.connections.most).toBe(3);
    expect(sink.connections.ever - before).toBeLessThanOrEqual(3);
    await test.app.get(SmtpCarrier).onApplicationShutdown();
    await sink.left();
    expect(sink.connections.open).toBe(0);
  });
});

describe('every kind of message', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp('sqlite');
  });
  afterAll(() => test.close());

  const kinds = readMessageFiles('src').flatMap(({ lang, tree }) =>
    Object.entries((tree['mail'] ?? {}) as MessageTree).map(
      ([name, texts]) => [lang, name, texts as Record<string, string>] as const,
    ),
  );
  /** As the catalogue would say it of somebody whose name is not to be trusted. */
  const said = (text: string): string =>
    text
      .replaceAll('{link}', 'https://a.example/suivre/x?vers=offre&b=1')
      .replaceAll('{answers}', '– une date\n– <b>un nom</b>')
      .replace(/\{\w+\}/g, 'O’Neil & "Fils" <script>');

  it('finds them', () => expect(kinds.length).toBeGreaterThan(14));

  it.each(kinds)('%s, %s: HTML that is sound and says what the text says', async (lang, _name, texts) => {
    const { text, html } = test.app
      .get(MailWriter)
      .content({ subject: said(texts['subject']!), body: said(texts['body']!), language: lang });
    expect(wordsOfHtml(html).replaceAll('&lt;', '<').replaceAll('&gt;', '>')).toBe(wordsOfText(withoutAddress(text)));
    expect(html.match(/<a /g) ?? []).toHaveLength(texts['body']!.includes('{link}') ? 1 : 0);
    expect(html).not.toMatch(/<script|<b>/);
    const report = await new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: { 'no-inline-style': 'off', 'long-title': 'off', 'no-trailing-whitespace': 'off' },
    }).validateString(html);
    expect(
      report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
      ),
    ).toEqual([]);
  });
});
