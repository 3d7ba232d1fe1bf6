import { wayKey, type ContactWay } from '../../../dossier/dossier/index.js';
import { phoneWords } from '../../../foundation/kernel/phone-number.js';
import { toldApart } from '../../../foundation/platform/web/index.js';
import type { Translator } from '../../../foundation/platform/i18n/index.js';
import { withoutSecret, type Message } from '../../../foundation/platform/outbox/index.js';
import type { RequestView } from '../request-screen.js';
import type { Screen } from './screen.js';

const STATE_TONES: Partial<Record<Message['state'], string>> = {
  handed_over: 'success',
  failed: 'danger',
  to_do: 'action',
  printed: 'info',
};

/** The recipient on one line: an envelope with commas, a telephone number in pairs of digits. */
const to = (recipient: string): string => phoneWords(recipient.replaceAll('\n', ', '));

function stateOf({ channel, state }: Message, { t }: Translator): string {
  if (channel === 'letter' && state === 'kept') return t('triage.message.letterOver');
  return t(channel === 'phone' ? `triage.message.call.${state}` : `triage.message.state.${state}`);
}

/** What became of a message, for example: by mail to …, came back (550 5.1.1). */
function storyOf(message: Message, words: Translator): string {
  const { t } = words;
  const { channel, recipient, failure, failureCode } = message;
  const way = recipient ? t(`triage.message.by.${channel}`, { to: to(recipient) }) : t('triage.message.byVoice');
  const end = failure ? t(`triage.message.failure.${failure}`) : stateOf(message, words);
  return [way, failureCode ? `${end} (${failureCode})` : end].join(' – ');
}

const hrefOf = (requestId: string, { id }: Message): string => `/rpe/demandes/${requestId}/messages/${id}`;

/** Messages as items of the request's history. */
export function messageItems(
  { file, messages, unreached }: RequestView,
  { translator }: Screen,
): { at: string; item: Record<string, unknown> }[] {
  const shown = messages.filter(({ body }) => body !== '');
  // Both adults may be sent the same message at the same moment.
  const links = toldApart(
    shown.map((message) => ({
      href: hrefOf(file.request.id, message),
      text: translator.t('triage.message.open'),
      hint: `${message.subject} ${message.createdAt.slice(0, 16)}`,
    })),
  );
  return shown.map((message, index) => ({
    at: message.createdAt,
    item: {
      title: message.subject,
      lang: message.language,
      when: translator.shortInstant(message.createdAt),
      datetime: message.createdAt,
      text: storyOf(message, translator),
      tone: unreached.has(message.id) ? 'action' : undefined,
      link: links[index],
    },
  }));
}

/** The messages that reached nobody, for the top of the screen. */
export const unreachedLines = (
  { file, messages, unreached }: RequestView,
  { translator }: Screen,
): Record<string, unknown>[] =>
  messages
    .filter(({ id, body }) => unreached.has(id) && body !== '')
    .map((message) => ({
      href: hrefOf(file.request.id, message),
      text: message.subject,
      lang: message.language,
      hint: storyOf(message, translator),
    }));

/** One message with what became of it, and how it can be sent again. */
export function messageModel(
  requestId: string,
  message: Message,
  ways: readonly ContactWay[],
  { translator }: Screen,
): Record<string, unknown> {
  const { t, instant } = translator;
  const body = withoutSecret(message.channel === 'sms' && message.shortText ? message.shortText : message.body);
  const open = message.nextId === null;
  return {
    title: message.subject,
    language: message.language,
    requestId,
    base: hrefOf(requestId, message),
    when: instant(message.createdAt),
    story: storyOf(message, translator),
    tag: { text: stateOf(message, translator), tone: STATE_TONES[message.state] ?? 'neutral' },
    failed: message.state === 'failed',
    toSay: message.channel === 'phone' && message.state === 'to_do',
    next: message.nextId ? `/rpe/demandes/${requestId}/messages/${message.nextId}` : null,
    advice: message.failure ? t(`triage.message.advice.${message.channel}`) : null,
    lines: body.split('\n').filter(Boolean),
    ways: open
      ? ways
          .filter(({ channel }) => channel !== 'phone')
          .map((way) => ({
            value: wayKey(way),
            text: t(`triage.message.by.${way.channel}`, { to: to(way.recipient) }),
          }))
      : [],
    sayable: open && message.state !== 'handed_over' && !(message.channel === 'phone' && message.state === 'kept'),
  };
}
