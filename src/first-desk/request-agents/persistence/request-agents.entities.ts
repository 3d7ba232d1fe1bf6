import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  RefColumn,
} from '../../../foundation/platform/database/index.js';

/** The agent who follows a request. */
@Entity('request_agent')
export class RequestAgent {
  @IdColumn() requestId: Id;
  @RefColumn() accountId: Id;
  @CodeColumn() givenBy: string;
  @InstantColumn() givenAt: Instant;
}

/** Days on which an agent is away, and the colleague to whom its requests come meanwhile. */
@Entity('agent_absence')
@Index(['to'])
export class AgentAbsence {
  @IdColumn() id: Id;
  @RefColumn() accountId: Id;
  @RefColumn() standInId: Id;
  @DayColumn() from: Day;
  @DayColumn() to: Day;
  @InstantColumn() notedAt: Instant;
}
