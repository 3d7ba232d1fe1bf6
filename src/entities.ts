import { ACCOUNTS_ENTITIES } from './territory/accounts/index.js';
import { ADMISSION_ENTITIES } from './commissions/admission/index.js';
import { CALENDAR_ENTITIES } from './territory/calendar/index.js';
import { CHILDMINDERS_ENTITIES } from './places/childminders/index.js';
import { COMMISSION_ENTITIES } from './commissions/commission/index.js';
import { CRISIS_ENTITIES } from './commissions/crisis/index.js';
import { DOSSIER_ENTITIES } from './dossier/dossier/index.js';
import { EAJE_ENTITIES } from './second-desk/eaje/index.js';
import { FEATURES } from './features.js';
import { MAILROOM_ENTITIES } from './first-desk/mailroom/index.js';
import { MINDER_LISTS_ENTITIES } from './lists/minder-lists/index.js';
import { MINUTES_ENTITIES } from './commissions/minutes/index.js';
import { PLACEMENT_ENTITIES } from './places/placement/index.js';
import { AuditEvent } from './foundation/platform/audit/audit-event.entity.js';
import { HourlyCount, ReadingAccount, ReadingMark } from './foundation/platform/audit/reading-count.entity.js';
import { AuditAnchor } from './foundation/platform/audit-chain/audit-anchor.entity.js';
import { AuditSegment } from './foundation/platform/audit-chain/audit-segment.entity.js';
import { ChoiceEntry } from './foundation/platform/choices/choice-entry.entity.js';
import type { EntityClass } from './foundation/platform/database/index.js';
import { IdempotencyRecord } from './foundation/platform/idempotency/idempotency-record.entity.js';
import { Message } from './foundation/platform/outbox/message.entity.js';
import { MessageTextVersion } from './foundation/platform/outbox/message-text.entity.js';
import { OpeningWaiver } from './foundation/platform/opening/opening-waiver.entity.js';
import { Job } from './foundation/platform/queue/job.entity.js';
import { AttemptCounter } from './foundation/platform/security/attempt-counter.entity.js';
import { TerritoryRow } from './foundation/platform/territory/territory-row.entity.js';
import { UnsentForm } from './foundation/platform/unsent-forms/unsent-form.entity.js';
import { PORTAL_ENTITIES } from './family/portal/index.js';
import { SealedFile } from './foundation/platform/sealed-files/sealed-file.entity.js';
import { SettingChange } from './foundation/platform/settings/setting-change.entity.js';
import { Setting } from './foundation/platform/settings/setting.entity.js';
import { OBSERVATORY_ENTITIES } from './reporting/observatory/index.js';
import { REPORTING_ENTITIES } from './reporting/reporting/index.js';
import { SATISFACTION_ENTITIES } from './family/satisfaction/index.js';
import { PUBLICATIONS_ENTITIES } from './reporting/publications/index.js';
import { STEERING_ENTITIES } from './reporting/steering/index.js';
import { SUPPLY_ENTITIES } from './offer/supply/index.js';
import { TERRITORY_ENTITIES } from './territory/territory/index.js';
import { TRIAGE_ENTITIES } from './first-desk/triage/index.js';
import { CLOSING_STAYS_ENTITIES } from './places/closing-stays/index.js';
import { VACANCIES_ENTITIES } from './places/vacancies/index.js';
import { WAITING_LISTS_ENTITIES } from './lists/waiting-lists/index.js';
import { WORDINGS_ENTITIES } from './territory/wordings/index.js';
import { WORKING_TIME_ENTITIES } from './first-desk/working-time/index.js';
import { ZONES_ENTITIES } from './reporting/zones/index.js';

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
  ...COMMISSION_ENTITIES,
  ...MINUTES_ENTITIES,
  ...WAITING_LISTS_ENTITIES,
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
  ...FEATURES.flatMap(({ tables }) => tables),
];
