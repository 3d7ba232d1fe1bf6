import { Injectable } from '@nestjs/common';
import { groupOfCode } from '../../foundation/kernel/own-code.js';
import { addDays, instantAt, type Day, type Instant } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { desksWhoseEnquiriesAreReadBy } from './enquiry.policy.js';
import {
  countBySubject,
  countEnquiries,
  listCountedEnquiries,
  type CountedEnquiry,
  type EnquiryCount,
} from './persistence/counted-enquiries.queries.js';

export type { EnquiryCount } from './persistence/counted-enquiries.queries.js';

const SLICE = 500;

/** The contacts with the desks as figures count them: when, how, about what, how long, from where. Never from whom. */
@Injectable()
export class EnquiryFigures {
  constructor(private readonly reader: Reader) {}

  /** How many contacts a desk noted between two moments, and the minutes that were said of them. Lists are left out. */
  countFor(deskId: string, since: Instant, before: Instant): Promise<{ enquiries: number; enquiryMinutes: number }> {
    return countEnquiries(this.reader, deskId, since, before);
  }

  /** The contacts with the actor's desks by subject and channel, from a day to another, both included. */
  countBySubject(actor: Actor, { from, to }: { readonly from: Day; readonly to: Day }): Promise<EnquiryCount[]> {
    const desks = desksWhoseEnquiriesAreReadBy(actor);
    return countBySubject(this.reader, desks, instantAt(from), instantAt(addDays(to, 1)));
  }

  /**
   * Contacts from `since` on and before `before`, oldest first, in slices, so that a year is never held at once. A
   * subject that people added is told as the subject of the product that it belongs to.
   */
  async *listCounted(since: Instant, before: Instant): AsyncGenerator<readonly CountedEnquiry[]> {
    let last: CountedEnquiry | null = null;
    do {
      const slice: CountedEnquiry[] = await listCountedEnquiries(this.reader, { since, before }, last, SLICE);
      if (slice.length > 0) yield slice.map((enquiry) => ({ ...enquiry, subject: groupOfCode(enquiry.subject) }));
      last = slice.length < SLICE ? null : slice.at(-1)!;
    } while (last !== null);
  }
}
