import { ACCOUNTS_ENTITIES } from './accounts/index.js';
import { ADMISSION_ENTITIES } from './admission/index.js';
import { CALENDAR_ENTITIES } from './calendar/index.js';
import { CHILDMINDERS_ENTITIES } from './childminders/index.js';
import { COMMISSION_ENTITIES } from './commission/index.js';
import { CRISIS_ENTITIES } from './crisis/index.js';
import { DESK_QUESTION_ENTITIES } from './desk-questions/index.js';
import { DOSSIER_ENTITIES } from './dossier/index.js';
import { EAJE_ENTITIES } from './eaje/index.js';
import { MAILROOM_ENTITIES } from './mailroom/index.js';
import { MINDER_LISTS_ENTITIES } from './minder-lists/index.js';
import { MINUTES_ENTITIES } from './minutes/index.js';
import { PLACEMENT_ENTITIES } from './placement/index.js';
import { AuditEvent } from './platform/audit/audit-event.entity.js';
import { HourlyCount, ReadingAccount, ReadingMark } from './platform/audit/reading-count.entity.js';
import { AuditAnchor } from './platform/audit-chain/audit-anchor.entity.js';
import { AuditSegment } from './platform/audit-chain/audit-segment.entity.js';
import { ChoiceEntry } from './platform/choices/choice-entry.entity.js';
import type { EntityClass } from './platform/database/index.js';
import { IdempotencyRecord } from './platform/idempotency/idempotency-record.entity.js';
import { Message } from './platform/outbox/message.entity.js';
import { MessageTextVersion } from './platform/outbox/message-text.entity.js';
import { OpeningWaiver } from './platform/opening/opening-waiver.entity.js';
import { Job } from './platform/queue/job.entity.js';
import { AttemptCounter } from './platform/security/attempt-counter.entity.js';
import { TerritoryRow } from './platform/territory/territory-row.entity.js';
import { UnsentForm } from './platform/unsent-forms/unsent-form.entity.js';
import { PORTAL_ENTITIES } from './portal/index.js';
import { SealedFile } from './platform/sealed-files/sealed-file.entity.js';
import { SettingChange } from './platform/settings/setting-change.entity.js';
import { Setting } from './platform/settings/setting.entity.js';
import { OBSERVATORY_ENTITIES } from './observatory/index.js';
import { REPORTING_ENTITIES } from './reporting/index.js';
import { OTHER_DAYS_ENTITIES } from './other-days/index.js';
import { SHORTER_WEEKS_ENTITIES } from './shorter-weeks/index.js';
import { SATISFACTION_ENTITIES } from './satisfaction/index.js';
import { PUBLICATIONS_ENTITIES } from './publications/index.js';
import { STEERING_ENTITIES } from './steering/index.js';
import { SUPPLY_ENTITIES } from './supply/index.js';
import { TERRITORY_ENTITIES } from './territory/index.js';
import { CELLULE_ENTITIES } from './cellule/index.js';
import { TRIAGE_ENTITIES } from './triage/index.js';
import { CLOSING_STAYS_ENTITIES } from './closing-stays/index.js';
import { VACANCIES_ENTITIES } from './vacancies/index.js';
import { WAITING_LISTS_ENTITIES } from './waiting-lists/index.js';
import { WORDINGS_ENTITIES } from './wordings/index.js';
import { WORKING_TIME_ENTITIES } from './working-time/index.js';
import { ZONES_ENTITIES } from './zones/index.js';

/** All tables. Each feature lists its own. */
export const ENTITIES: EntityClass[] = [
  Job,
  AuditEvent,
  AuditSegment,
  AuditAnchor,
  HourlyCount,
  ReadingAccount,
  ReadingMark,
  Message,
  MessageTextVersion,
  ChoiceEntry,
  Setting,
  SettingChange,
  OpeningWaiver,
  IdempotencyRecord,
  AttemptCounter,
  SealedFile,
  UnsentForm,
  TerritoryRow,
  ...TERRITORY_ENTITIES,
  ...ACCOUNTS_ENTITIES,
  ...CALENDAR_ENTITIES,
  ...PUBLICATIONS_ENTITIES,
  ...STEERING_ENTITIES,
  ...SUPPLY_ENTITIES,
  ...DOSSIER_ENTITIES,
  ...PLACEMENT_ENTITIES,
  ...CHILDMINDERS_ENTITIES,
  ...EAJE_ENTITIES,
  ...ADMISSION_ENTITIES,
  ...CRISIS_ENTITIES,
  ...DESK_QUESTION_ENTITIES,
  ...COMMISSION_ENTITIES,
  ...SHORTER_WEEKS_ENTITIES,
  ...OTHER_DAYS_ENTITIES,
  ...MINUTES_ENTITIES,
  ...WAITING_LISTS_ENTITIES,
  ...CELLULE_ENTITIES,
  ...MINDER_LISTS_ENTITIES,
  ...TRIAGE_ENTITIES,
  ...PORTAL_ENTITIES,
  ...MAILROOM_ENTITIES,
  ...VACANCIES_ENTITIES,
  ...CLOSING_STAYS_ENTITIES,
  ...SATISFACTION_ENTITIES,
  ...REPORTING_ENTITIES,
  ...OBSERVATORY_ENTITIES,
  ...WORDINGS_ENTITIES,
  ...WORKING_TIME_ENTITIES,
  ...ZONES_ENTITIES,
];
