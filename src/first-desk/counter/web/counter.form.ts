import { IsOptional, Matches } from 'class-validator';
import { DraftPageForm } from '../../../dossier/dossier/index.js';
import { Choice, OneOf, Text, Ticked } from '../../../foundation/platform/web/index.js';

/** No name and no number is longer. */
const LONGEST_SEARCH = 100;

export class SearchForm {
  @Text('counter.errors.search', LONGEST_SEARCH, 'counter.errors.searchLong') text?: string;
  /** The draft that stays open meanwhile. */
  @Text('web.errors.unreadable', 36) draft?: string;
}

/** The key under which the session keeps what was searched for. No address holds what somebody typed. */
export class SearchQuery {
  @IsOptional() @Matches(/^[\w-]{8}$/, { message: 'web.errors.unreadable' }) searched?: string;
}

/** The known family that is completed, by one of its requests. */
export class CompleteForm {
  @Matches(/^[0-9a-f-]{36}$/, { message: 'web.errors.unreadable' }) requestId: string;
}

/** Where the family says it wants its receipt. */
export const RECEIPT_WAYS = ['email', 'sms', 'letter', 'paper'] as const;

export class FilingForm extends DraftPageForm {
  @OneOf(RECEIPT_WAYS, 'counter.errors.receiptBy') receiptBy: (typeof RECEIPT_WAYS)[number];
  /** The family confirms what contradicts its dossier. */
  @Ticked('web.errors.unreadable') confirmed?: string;
}

/** What the page sends beside its answers. */
export class CounterPress {
  @Matches(/^\d{1,9}$/, { message: 'dossier.errors.version' }) version: string;
  /** Its button: another person, another wish of a child, or what leads away from the page. */
  @IsOptional()
  @Matches(/^(adult|child|wish:[1-8]|search|pages|keep|review)$/, { message: 'web.errors.unreadable' })
  act?: string;
  /** Another language of the page. */
  @Choice(['stay'], 'web.errors.unreadable') leave?: 'stay';
}
