import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import type { Lack } from '../../kernel/lack.js';
import type { Reader } from '../database/index.js';
import { Message } from './message.entity.js';

/** What is missing before families can be written to. */
@Injectable()
export class SendingLacks {
  constructor(private readonly config: Config) {}

  async list(from: Reader): Promise<Lack[]> {
    const ofServer = { group: 'sending', mender: 'operator', href: null } as const;
    const mailed = this.config.SMTP_URL && (await from.findOne(Message, { channel: 'email', state: 'handed_over' }));
    return [
      ...(mailed ? [] : [{ ...ofServer, kind: 'mail' }]),
      ...(this.config.SMS_URL ? [] : [{ ...ofServer, kind: 'sms' }]),
    ];
  }
}
