/** What a delivery report (RFC 3464) says about one of our messages. */
export interface DeliveryReport {
  /** The id of the message that came back: the part of its Message-ID before the `@`. */
  readonly messageId: string;
  /** `5.1.1` */
  readonly code: string | null;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

const field = (text: string, name: string): string | undefined =>
  new RegExp(`^${name}:[ \\t]*(.+)$`, 'im').exec(text)?.[1]?.trim();

/**
 * Reads a delivery report as a mail server writes it. The message is known by the id of the envelope, or by the
 * Message-ID among the returned headers. Null when the text is no report, only says that a message is late, or names
 * none of our messages.
 */
export function readDeliveryReport(source: string): DeliveryReport | null {
  const text = source.replaceAll('\r\n', '\n').replace(/\n[ \t]+/g, ' ');
  const status = text.search(/^Content-Type:[ \t]*message\/(global-)?delivery-status/im);
  if (status < 0) return null;
  // The report has a Message-ID of its own, before the part that is about our message.
  const report = text.slice(status);
  if (field(report, 'Action')?.toLowerCase() !== 'failed') return null;
  const named = [field(report, 'Original-Envelope-Id'), field(report, 'Message-ID')].map(
    (value) => new RegExp(`^<?(${UUID})(?:@|>|$)`, 'i').exec(value ?? '')?.[1],
  );
  const messageId = named.find((id) => id !== undefined);
  const code = /^\d\.\d{1,3}\.\d{1,3}/.exec(field(report, 'Status') ?? '')?.[0] ?? null;
  return messageId ? { messageId: messageId.toLowerCase(), code } : null;
}
