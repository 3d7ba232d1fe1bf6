import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsOptional, IsUrl, Matches, MinLength, ValidateIf } from 'class-validator';
import { optionalText } from './optional-text.js';
import { ReadingSettings } from './reading-settings.js';

/**
 * `production`: the web process. `worker`: a process that runs jobs when the queue is on Redis.
 * `tool`: a command on the server's database; it runs no job and sends nothing.
 */
export type Mode = 'production' | 'worker' | 'demo' | 'test' | 'tool';

const sendsTexts = (config: SendingSettings): boolean => config.SMS_URL !== undefined;

/** By what families and staff are written to, and who says that a mail came back. */
export class SendingSettings extends ReadingSettings {
  @IsIn(['production', 'worker', 'demo', 'test', 'tool'])
  mode: Mode;

  /** Whether this process serves real families, so that it invents no data and its clock cannot be moved. */
  get live(): boolean {
    return this.mode === 'production' || this.mode === 'worker';
  }

  /** e.g. `smtp://user:password@mail.example.org:587`. Without it (demo only) mails stay on the outbox page. */
  @Transform(optionalText)
  @ValidateIf((config: SendingSettings) => config.live || config.SMTP_URL !== undefined)
  @Matches(/^smtps?:\/\//, { message: 'SMTP_URL must begin with smtp:// or smtps://' })
  SMTP_URL?: string;

  @IsEmail({}, { message: 'MAIL_FROM must be the e-mail address mails come from' })
  MAIL_FROM: string;

  /**
   * Gateway for text messages (outbox/sms-carrier.ts says what it is asked). Without it nobody is written to by SMS.
   */
  @Transform(optionalText)
  @IsOptional()
  @IsUrl(
    { require_tld: false, require_protocol: true, protocols: ['http', 'https'] },
    { message: 'SMS_URL must be the address of the SMS gateway' },
  )
  SMS_URL?: string;

  @ValidateIf(sendsTexts)
  @MinLength(8, { message: 'SMS_TOKEN must be the token of the SMS gateway, of 8 characters at least' })
  SMS_TOKEN?: string;

  /** Eleven letters or digits, or a number. */
  @ValidateIf(sendsTexts)
  @Matches(/^([A-Za-z0-9 ]{1,11}|\+?\d{3,15})$/, {
    message: 'SMS_FROM must be who text messages come from: 11 letters or digits at most, or a number',
  })
  SMS_FROM?: string;

  /** Recognises the mail provider that reports mails that came back (POST /api/v1/bounces). Without it nobody may. */
  @Transform(optionalText)
  @IsOptional()
  @Matches(/^\S{20,200}$/, { message: 'BOUNCE_TOKEN must have 20 to 200 characters, without spaces' })
  BOUNCE_TOKEN?: string;
}

export const SENDING_SETTINGS = ['SMTP_URL', 'MAIL_FROM', 'SMS_URL', 'SMS_TOKEN', 'SMS_FROM', 'BOUNCE_TOKEN'] as const;
