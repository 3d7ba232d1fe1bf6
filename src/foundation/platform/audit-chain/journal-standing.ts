import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import type { Instant } from '../../kernel/time.js';
import { findLastEvent } from '../audit/index.js';
import { Reader } from '../database/index.js';
import { findOldestUnanchored } from './audit-chain.queries.js';
import { findLastAnchor } from './leave-anchor.js';
import { VERIFIED } from './audit-verifications.js';
import { findLastSegment } from './read-segments.js';

/** The last verification of the whole journal, as the journal itself keeps it. */
export interface LastVerification {
  readonly at: Instant;
  /** How many things were found that are not as they were sealed. */
  readonly findings: number;
  /** The first of them, as `audit:verify` names it; null when there is none. */
  readonly first: string | null;
  readonly segments: number;
  readonly anchored: number;
}

export interface JournalStandingNow {
  readonly sealed: { readonly number: number; readonly at: Instant } | null;
  readonly anchored: { readonly segment: number; readonly at: Instant } | null;
  /** Since when something waits for an anchor; null when nothing does. */
  readonly waitingSince: Instant | null;
  readonly places: number;
  readonly verified: LastVerification | null;
}

/** Where the seals of the journal stand, for the page of those who look in it. */
@Injectable()
export class JournalStanding {
  constructor(
    private readonly config: Config,
    private readonly reader: Reader,
  ) {}

  async readStanding(): Promise<JournalStandingNow> {
    const segment = await findLastSegment(this.reader);
    const anchor = await findLastAnchor(this.reader);
    const line = await findLastEvent(this.reader, VERIFIED);
    const facts = line?.facts ?? {};
    return {
      sealed: segment && { number: segment.number, at: segment.sealedAt },
      anchored: anchor ? { segment: anchor.segment, at: anchor.at } : null,
      waitingSince: await findOldestUnanchored(this.reader),
      places: this.config.anchorPlaces.length,
      verified: line && {
        at: line.at,
        findings: Number(facts['findings']),
        first: facts['first'] === undefined ? null : String(facts['first']),
        segments: Number(facts['segments']),
        anchored: Number(facts['anchored']),
      },
    };
  }
}
