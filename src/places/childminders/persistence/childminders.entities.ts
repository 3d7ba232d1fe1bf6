import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Day, Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  CountColumn,
  DayColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  KeyColumn,
  RefColumn,
} from '../../../foundation/platform/database/index.js';
import type { AgedPlaces } from '../domain/agreement.js';
import type { FreePlaces } from '../domain/availability.js';
import type { AskChannel, ShownContact } from '../domain/publication.js';

/** What the desk knows of an assistante maternelle, beside what every provider has. Her changes are those of the provider. */
@Entity('childminder')
export class Childminder {
  @KeyColumn() providerId: Id;
  @JsonColumn() agedPlaces: readonly AgedPlaces[];
  @DayColumn({ nullable: true }) agreementFrom: Day | null;
  @DayColumn({ nullable: true }) agreementTo: Day | null;
  /** The end of the agreement about whose renewal the desk was last told. */
  @DayColumn({ nullable: true }) renewalToldFor: Day | null;
  /** Declared by her. Only a count of the whole territory is made of it. */
  @CountColumn({ nullable: true }) birthYear: number | null;
  /** The day on which she was told what is published. Nothing is published before. */
  @DayColumn({ nullable: true }) toldOn: Day | null;
  /** What she agreed to show beyond what the law publishes. */
  @JsonColumn() shownContacts: readonly ShownContact[];
  @CodeColumn() channel: AskChannel;
  /** Her free places as she last said them; null while she has said nothing. */
  @JsonColumn({ nullable: true }) free: FreePlaces | null;
  @DayColumn({ nullable: true }) freeFrom: Day | null;
  @InstantColumn({ nullable: true }) saidAt: Instant | null;
  @InstantColumn({ nullable: true }) confirmedAt: Instant | null;
  @DayColumn({ nullable: true }) askedOn: Day | null;
}

/** A link that opens her page. Only the hash of its secret is kept. */
@Entity('childminder_link')
export class ChildminderLink {
  @IdColumn() id: Id;
  @RefColumn() providerId: Id;
  @Index({ unique: true })
  @CodeColumn()
  secretHash: string;
  @InstantColumn() createdAt: Instant;
  @InstantColumn({ nullable: true }) usedAt: Instant | null;
  @InstantColumn({ nullable: true }) voidedAt: Instant | null;
}
