import { IsOptional, Matches } from 'class-validator';
import { Text } from '../../../foundation/platform/web/index.js';

/** No name, no number and no title of a page is longer. */
export const LONGEST_SEARCH = 100;

export class SearchForm {
  @Text('finding.errors.empty', LONGEST_SEARCH, 'finding.errors.tooLong') text?: string;
}

/** The key under which the session keeps the text. No address holds what somebody typed. */
export class SearchQuery {
  @IsOptional() @Matches(/^[\w-]{8}$/, { message: 'web.errors.unreadable' }) searched?: string;
}
