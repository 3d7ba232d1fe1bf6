import type { Id } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/time.js';
import { listOf, type Reader, type SqlPart } from '../database/index.js';

/** What is asked of the journal. What is given narrows it. */
export interface LinesAsked {
  readonly since: Instant;
  /** Exclusive. */
  readonly until: Instant;
  readonly actor?: string;
  readonly action?: string;
  readonly subjectIds?: readonly Id[];
  /** The last line of the page before. */
  readonly before?: { readonly at: Instant; readonly id: Id };
}

/** A line as its row says it; `facts` is its stored text. */
export interface JournalRow {
  readonly id: Id;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: Id;
  readonly facts: string | null;
}

/**
 * The statement that finds lines, the newest first. Each index of the table begins with what narrows most and ends with
 * the order of the page, so that a page costs the same in a journal of one month and of ten years.
 */
export function linesStatement({ since, until, actor, action, subjectIds, before }: LinesAsked, most: number): SqlPart {
  const subjects = subjectIds && listOf('subject', subjectIds);
  // What narrows less is spelled so that no index serves it: SQLite would take that of an act for a dossier and an act.
  const actorNamed = subjects ? `actor || ''` : 'actor';
  const actionNamed = subjects || actor !== undefined ? `action || ''` : 'action';
  const conditions = [
    ...(subjects ? [`subject_id IN (${subjects.sql})`] : []),
    ...(actor === undefined ? [] : [`${actorNamed} = :actor`]),
    ...(action === undefined ? [] : [`${actionNamed} = :action`]),
    'at >= :since',
    'at < :until',
    ...(before ? ['(at, id) < (:beforeAt, :beforeId)'] : []),
  ];
  return {
    sql: `SELECT id, at, actor, action, subject_kind AS "subjectKind", subject_id AS "subjectId", facts
     FROM audit_event WHERE ${conditions.join(' AND ')} ORDER BY at DESC, id DESC LIMIT ${Math.trunc(most)}`,
    parameters: {
      ...subjects?.parameters,
      ...(actor === undefined ? {} : { actor }),
      ...(action === undefined ? {} : { action }),
      since,
      until,
      ...(before ? { beforeAt: before.at, beforeId: before.id } : {}),
    },
  };
}

/** At most `most` lines, the newest first. */
export function listLines(from: Reader, asked: LinesAsked, most: number): Promise<JournalRow[]> {
  const { sql, parameters } = linesStatement(asked, most);
  return from.sql(sql, parameters);
}

/** The readings by staff of these subjects since a moment, the newest first. Whoever is told of them is told no name. */
export function listReadingsOf(from: Reader, subjectIds: readonly Id[], since: Instant): Promise<JournalRow[]> {
  const subjects = listOf('subject', subjectIds);
  return from.sql(
    `SELECT id, at, actor, action, subject_kind AS "subjectKind", subject_id AS "subjectId", facts
     FROM audit_event WHERE subject_id IN (${subjects.sql}) AND at >= :since
     AND actor LIKE 'staff:%' AND (action LIKE '%.read' OR action LIKE '%.unmask')
     ORDER BY at DESC, id DESC`,
    { ...subjects.parameters, since },
  );
}
