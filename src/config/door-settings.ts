import { IsOptional, Matches } from 'class-validator';
import { SignInSettings } from './sign-in-settings.js';
import { WholeNumber } from './whole-number.js';

/** How much of what a stranger sends is looked at, and whom a stranger tells of a weakness. */
export class DoorSettings extends SignInSettings {
  /** Fields of one form, and names of one object of a JSON body. More is refused before any is looked at. */
  @WholeNumber(300, { min: 100, max: 10_000 }) BODY_FIELDS: number;

  /** Seconds from the first byte of a request to the last of its body. */
  @WholeNumber(30, { max: 3600 }) BODY_SECONDS: number;

  /** Seconds for the headers of a request, no longer than the whole request has. */
  @WholeNumber(10, { max: 3600 }) HEADERS_SECONDS: number;

  /** Columns of one line of a list that is imported. */
  @WholeNumber(5000, { min: 100, max: 100_000 }) IMPORT_LINE_COLUMNS: number;

  /** Kilobytes (1 000 characters) of one line of a list that is imported. */
  @WholeNumber(64, { max: 2000 }) IMPORT_LINE_KILOBYTES: number;

  /** Said in /.well-known/security.txt; without it there is no such file. */
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
