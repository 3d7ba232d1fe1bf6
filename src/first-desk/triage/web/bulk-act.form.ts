import { IsOptional, IsUUID } from 'class-validator';
import { TRACKS } from '../../../dossier/dossier/index.js';
import { DatePart, OneOf, OneOfGroups, SomeOf, Text, Ticked } from '../../../foundation/platform/web/index.js';
import { LONGEST_WORDS } from '../../desk-words/index.js';
import { BULK_ACTS, type BulkActCode } from '../domain/bulk-act.js';
import { InboxQuery } from './inbox.form.js';
import { UNLIST_REASONS } from './request.form.js';

/** What is to be done to the rows that are ticked, or to all that the filters of the list find. */
export class BulkActForm extends InboxQuery {
  @OneOf(BULK_ACTS, 'web.errors.unreadable') act: BulkActCode;
  @IsOptional() @IsUUID('all', { each: true, message: 'web.errors.unreadable' }) chosen?: string | string[];
  @Ticked('web.errors.unreadable') all?: string;
}

export class BulkChoicesForm {
  @IsOptional() @SomeOf(TRACKS, 'triage.errors.tracks') tracks?: string | string[];
  /** The id of a session; empty to orient without listing. */
  @Text('triage.errors.session', 40) sessionId?: string;
  @Text('agent.errors.agent', 80) agentId?: string;
  /** What the families are written, or what the desk is reminded of, and the day on which it is. */
  @Text('bulk.errors.text', LONGEST_WORDS, 'deskWords.errors.long') text?: string;
  @DatePart('reminder.errors.day') backDay?: string;
  @DatePart('reminder.errors.day') backMonth?: string;
  @DatePart('reminder.errors.day') backYear?: string;
  @IsOptional() @OneOfGroups(UNLIST_REASONS, 'triage.errors.unlistReason') reason?: string;
}

export class BulkStartForm {
  /** The choices that the preview was of. */
  @Text('web.errors.unreadable', 64) shown?: string;
}

export class BulkNextForm {
  @OneOf(BULK_ACTS, 'web.errors.unreadable') next: BulkActCode;
}
