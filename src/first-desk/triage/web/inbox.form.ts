import { IsISO8601, IsOptional, Matches } from 'class-validator';
import {
  INBOX_ORDERS,
  NEXT_ACTS,
  OPEN_STATES,
  type InboxOrder,
  type NextActCode,
  type RequestState,
} from '../../../dossier/dossier/index.js';
import type { FollowedFilter } from '../../request-agents/index.js';
import { Choice, Place, Text } from '../../../foundation/platform/web/index.js';

/** The marks of which the inbox lists all requests. */
const LISTED_MARKS = ['question', 'change'] as const;
export const OWNERS = ['desk', 'family', 'commission'] as const;

/** Filters of the inbox, kept in its address: codes, dates and ids only. */
export class InboxQuery {
  @Choice(OPEN_STATES, 'triage.errors.state') state?: RequestState;
  @Text('triage.errors.commune', 10) commune?: string;
  @Text('triage.errors.establishment', 80) establishment?: string;
  /** The commission that examines one of the establishments wished for. */
  @Text('triage.errors.body', 80) body?: string;
  @Choice(OWNERS, 'triage.errors.owner') owner?: (typeof OWNERS)[number];
  /** Who follows it: the reader, with those whom it stands in for; nobody; or one agent. */
  @IsOptional()
  @Matches(/^(mine|none|[0-9a-f-]{36})$/, { message: 'web.errors.unreadable' })
  agent?: FollowedFilter;
  @Choice(NEXT_ACTS, 'triage.errors.nextAct') nextAct?: NextActCode;
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'triage.errors.dueFrom' })
  @IsISO8601({ strict: true }, { message: 'triage.errors.dueFrom' })
  dueFrom?: string;
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'triage.errors.dueBy' })
  @IsISO8601({ strict: true }, { message: 'triage.errors.dueBy' })
  dueBy?: string;
  /** Only requests about which a director asks something, or with answers that wait to be confirmed. */
  @Choice(LISTED_MARKS, 'web.errors.unreadable') mark?: (typeof LISTED_MARKS)[number];
  /** The key under which the session keeps the searched name. The address holds only this key. */
  @IsOptional() @Matches(/^[\w-]{8}$/, { message: 'web.errors.unreadable' }) searched?: string;
  /** The figure of the observatory whose families are listed, as its code. */
  @IsOptional()
  @Matches(/^[A-Za-z_]{1,20}(\.[A-Za-z0-9_]{0,20}){0,3}$/, { message: 'web.errors.unreadable' })
  figure?: string;
  /** The order of the list; by the act that is due next when absent. */
  @Choice(INBOX_ORDERS, 'web.errors.unreadable') order?: InboxOrder;
  /** The last row of the page before: its value in the order of the list, none where it has none, and its id. */
  @Place('triage.errors.after') after?: string;
}

/**
 * The same filters with the name of a family. It is sent as a form, because addresses stay in histories and in the
 * logs of others.
 */
export class InboxSearch extends InboxQuery {
  @Text('triage.errors.text', 100) text?: string;
}
