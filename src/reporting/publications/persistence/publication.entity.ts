import { Entity, Index } from 'typeorm';
import type { Id } from '../../../foundation/kernel/ids.js';
import type { Quarter } from '../../../foundation/kernel/quarter.js';
import type { Instant } from '../../../foundation/kernel/time.js';
import {
  CodeColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  TextColumn,
} from '../../../foundation/platform/database/index.js';
import type { PublishedDelays, PublishedTable } from '../../disclosure/index.js';

/** `preparing`: a job decides which counts are hidden. `ready`: nobody but its makers reads it yet. */
export const PUBLICATION_STATES = ['preparing', 'ready', 'published', 'withdrawn'] as const;
export type PublicationState = (typeof PUBLICATION_STATES)[number];

export interface PublicationContent {
  readonly tables: readonly PublishedTable[];
  readonly delays: readonly PublishedDelays[];
}

/** The open data of a quarter, with the counts that are not shown already left out of what anybody reads. */
@Entity('publication')
@Index('publication_quarter', ['quarter'], { unique: true })
export class Publication {
  @IdColumn() id: Id;
  @CodeColumn() quarter: Quarter;
  @CodeColumn() state: PublicationState;
  @JsonColumn({ nullable: true }) content: PublicationContent | null;
  /** The figures are those that were known at this moment. */
  @InstantColumn({ nullable: true }) knownAt: Instant | null;
  @InstantColumn() askedAt: Instant;
  @CodeColumn() askedBy: string;
  @InstantColumn({ nullable: true }) publishedAt: Instant | null;
  /** Why it was withdrawn. */
  @TextColumn({ nullable: true }) reason: string | null;
}
