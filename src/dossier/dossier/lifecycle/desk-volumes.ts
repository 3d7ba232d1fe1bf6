import { Injectable } from '@nestjs/common';
import type { Instant } from '../../../foundation/kernel/time.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import type { RequestAction } from '../domain/request-lifecycle.js';
import { countArrivalsHandled, countMovesBy, countReceived } from '../persistence/desk-volumes.queries.js';

/** Steps that a family takes online by itself, and that an agent takes with it where it needs help. */
const FAMILY_STEPS: readonly RequestAction[] = [
  'submit',
  'complete',
  'confirm',
  'accept',
  'decline',
  'giveUp',
  'reportSolution',
  'withdraw',
];

/** What came to a desk and what it did, between two moments. */
export interface DeskVolume {
  /** Children whose request was submitted, transfers apart. */
  readonly received: number;
  /** Later deposits of known families that somebody of the desk settled. */
  readonly arrivals: number;
  /** Steps that an agent took with, or for, a family. */
  readonly helped: number;
  /** The same steps, taken by families alone. */
  readonly alone: number;
}

/** Counts the work of a desk from what was recorded of it. Nothing here tells who did what. */
@Injectable()
export class DeskVolumes {
  constructor(private readonly reader: Reader) {}

  /** @param since the first moment. @param before the first moment after */
  async countFor(deskId: string, since: Instant, before: Instant): Promise<DeskVolume> {
    const within = { deskId, since, before };
    return {
      received: await countReceived(this.reader, within),
      arrivals: await countArrivalsHandled(this.reader, within),
      helped: await countMovesBy(this.reader, within, FAMILY_STEPS, 'staff'),
      alone: await countMovesBy(this.reader, within, FAMILY_STEPS, 'family'),
    };
  }
}
