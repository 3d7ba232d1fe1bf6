import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { NotTaken, Undeliverable, type Carrier } from './carrier.js';
import type { Message } from './message.entity.js';

const TIMEOUT_MILLIS = 10_000;
/**
 * Answers that refuse us rather than the number: a wrong token, a wrong address of the gateway, too many messages at
 * once. They are ours to repair.
 */
const OURS_TO_MEND = new Set([401, 403, 404, 405, 408, 425, 429]);

/** Errors after which the gateway certainly received nothing. */
const UNREACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** `0612345678` → `+33612345678`; a foreign number has its `+` already. */
const international = (phone: string): string => phone.replace(/^0/, '+33');

/**
 * Hands text messages over to a gateway: `POST SMS_URL {"id", "from", "to", "text"}` as JSON, with `Authorization:
 * Bearer SMS_TOKEN` and `Idempotency-Key: <id>`. Any 2xx accepts the message. A 4xx that does not concern us refuses
 * it for good. After a 5xx or no answer it is tried again.
 */
@Injectable()
export class SmsCarrier implements Carrier {
  constructor(private readonly config: Config) {}

  get configured(): boolean {
    return this.config.SMS_URL !== undefined;
  }

  async send({ id, recipient, shortText }: Message): Promise<void> {
    const status = await this.post({ id, from: this.config.SMS_FROM!, to: international(recipient), text: shortText! });
    if (status >= 200 && status < 300) return;
    if (status >= 400 && status < 500 && !OURS_TO_MEND.has(status)) throw new Undeliverable(String(status));
    // A gateway that failed internally may still have sent the message.
    throw status < 500 ? new NotTaken(`SMS gateway: ${status}`) : new Error(`SMS gateway: ${status}`);
  }

  private async post(sms: { id: string; from: string; to: string; text: string }): Promise<number> {
    try {
      const answer = await fetch(this.config.SMS_URL!, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MILLIS),
        body: JSON.stringify(sms),
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${this.config.SMS_TOKEN}`,
          'idempotency-key': sms.id,
        },
      });
      await answer.body?.cancel();
      return answer.status;
    } catch (error) {
      const why = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name;
      throw UNREACHED.has(why) ? new NotTaken(`SMS gateway: ${why}`) : new Error(`SMS gateway: ${why}`);
    }
  }
}
