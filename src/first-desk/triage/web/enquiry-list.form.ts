import { IsISO8601, IsOptional, Matches } from 'class-validator';
import type { Day } from '../../../foundation/kernel/time.js';
import { actorRef, type Actor } from '../../../foundation/platform/security/index.js';
import { addDays } from '../../../foundation/kernel/time.js';
import { Choice, listAddress, Place, readPlace, sundayOf, Text } from '../../../foundation/platform/web/index.js';
import { ENQUIRY_CHANNELS } from '../domain/enquiry-words.js';
import { ENQUIRY_ORDERS, type EnquiriesWanted, type EnquiryFilter, type EnquiryOrder } from '../enquiry-list.js';

/** The channels of the enquiries that are listed. */
export const LISTED_CHANNELS = [...ENQUIRY_CHANNELS, 'monenfant'] as const;
/** When people are called back: at any day, or in one part of the day of the desk. */
export const CALL_BACKS = ['open', 'late', 'today', 'week'] as const;
export type CallBacks = (typeof CALL_BACKS)[number];

/** Filters of the list of enquiries, kept in its address: codes, days and ids only. */
export class EnquiryListQuery {
  @Choice(LISTED_CHANNELS, 'web.errors.unreadable') canal?: string;
  @IsOptional() @Matches(/^[a-z_]{1,40}(~\d{1,4})?$/, { message: 'web.errors.unreadable' }) sujet?: string;
  @Text('triage.errors.commune', 10) commune?: string;
  @Choice(CALL_BACKS, 'web.errors.unreadable') rappel?: CallBacks;
  /** Only people who wait for an answer. */
  @Choice(['owed'], 'web.errors.unreadable') reponse?: 'owed';
  /** Only what the reader noted, or promised to call back. */
  @Choice(['me'], 'web.errors.unreadable') agent?: 'me';
  /** The order of the list; the latest first when absent. */
  @Choice(ENQUIRY_ORDERS, 'web.errors.unreadable') ordre?: EnquiryOrder;
  /** The last row of the page before. */
  @Place('triage.errors.after') apres?: string;
  /** The first row of the page after. */
  @Place('triage.errors.after') avant?: string;
}

export const enquiriesAddress = (query: EnquiryListQuery, path = '/rpe/sollicitations'): string =>
  listAddress(path, query);

/** The days of a part of the day of the desk. */
function daysOf(part: CallBacks, today: Day): NonNullable<EnquiryFilter['callBack']> {
  if (part === 'late') return { from: null, by: addDays(today, -1) };
  if (part === 'today') return { from: today, by: today };
  if (part === 'week') return { from: addDays(today, 1), by: sundayOf(today) };
  return { from: null, by: null };
}

/** What is read with these filters. */
export function enquiriesWanted(
  { canal, sujet, commune, rappel, reponse, agent, ordre, apres, avant }: EnquiryListQuery,
  actor: Actor,
  today: Day,
): EnquiriesWanted {
  const [after, before] = [readPlace(apres), readPlace(avant)];
  return {
    order: ordre ?? 'latest',
    channel: canal,
    subject: sujet,
    communeCode: commune,
    callBack: rappel && daysOf(rappel, today),
    isUnanswered: reponse === 'owed',
    agent: agent && actorRef(actor),
    ...(after ? { after } : before ? { before } : {}),
  };
}

/** The days of the figures, both included. */
export class EnquiryPeriodQuery {
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'enquiry.errors.from' })
  @IsISO8601({ strict: true }, { message: 'enquiry.errors.from' })
  du?: string;
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'enquiry.errors.to' })
  @IsISO8601({ strict: true }, { message: 'enquiry.errors.to' })
  au?: string;
}
