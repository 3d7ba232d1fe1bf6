import type { Id } from '../../../foundation/kernel/ids.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import type { Reader } from '../../../foundation/platform/database/index.js';
import type { ReportKind } from '../domain/report-kind.js';

/** What is told of a report in a list: nothing of its figures. */
export interface ReportEntry {
  readonly id: Id;
  readonly kind: ReportKind;
  readonly firstMonth: string;
  readonly lastMonth: string;
  readonly madeAt: Instant;
}

/** Latest first. */
export const listReportEntries = (from: Reader): Promise<ReportEntry[]> =>
  from.sql<ReportEntry>(
    `SELECT id, kind, first_month AS "firstMonth", last_month AS "lastMonth", made_at AS "madeAt"
     FROM steering_report ORDER BY made_at DESC, id DESC`,
    {},
  );
