import { IsOptional, Matches } from 'class-validator';
import { ProConnectSettings } from './proconnect-settings.js';
import { WholeNumber } from './whole-number.js';

/** How much is read of what a stranger sends, and where a stranger reports a weakness. */
export class DoorSettings extends ProConnectSettings {
  /**
   * The most fields of one form, and the most names of one object of a JSON body. A request with more is refused
   * unread.
   */
  @WholeNumber(300, { min: 100, max: 10_000 }) BODY_FIELDS: number;

  /** Seconds from the first byte of a request to the last of its body. */
  @WholeNumber(30, { max: 3600 }) BODY_SECONDS: number;

  /** Seconds for the headers of a request. At most the seconds of the whole request. */
  @WholeNumber(10, { max: 3600 }) HEADERS_SECONDS: number;

  /** The most columns that one line of an imported list may have. */
  @WholeNumber(5000, { min: 100, max: 100_000 }) IMPORT_LINE_COLUMNS: number;

  /** The most kilobytes (1 000 characters) that one line of an imported list may have. */
  @WholeNumber(64, { max: 2000 }) IMPORT_LINE_KILOBYTES: number;

  /** Contact given in /.well-known/security.txt. Without it there is no such file. */
  @IsOptional()
  @Matches(/^([^\s@:/]+@[^\s@:/]+\.[^\s@:/]+|https:\/\/[!-~]+)$/, {
    message: 'SECURITY_CONTACT must be an e-mail address, or the https address of a page',
  })
  SECURITY_CONTACT?: string;
}

export const DOOR_SETTINGS = [
  'BODY_FIELDS',
  'BODY_SECONDS',
  'HEADERS_SECONDS',
  'IMPORT_LINE_COLUMNS',
  'IMPORT_LINE_KILOBYTES',
  'SECURITY_CONTACT',
] as const;
