import { Injectable } from '@nestjs/common';
import { MOST_COUNTED } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, type RowPlace } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { deskThatNotesFor, desksWhoseEnquiriesAreReadBy } from './enquiry.policy.js';
import {
  countListedEnquiries,
  listEnquiries,
  type EnquiriesWanted,
  type EnquiryFilter,
  type EnquiryOrder,
} from './persistence/listed-enquiries.queries.js';
import type { Enquiry } from './persistence/triage.entities.js';

export {
  ENQUIRY_ORDERS,
  type EnquiriesWanted,
  type EnquiryFilter,
  type EnquiryOrder,
} from './persistence/listed-enquiries.queries.js';

/** Rows of one page. */
export const ENQUIRY_PAGE = 50;
/** Rows that a file reads at a time. */
const SLICE = 500;

/** What a row stands by in the order of the list. */
const VALUES: Readonly<Record<EnquiryOrder, (row: Enquiry) => string | null>> = {
  latest: ({ at }) => at,
  oldest: ({ at }) => at,
  callBack: ({ callBackOn }) => callBackOn,
};

export interface EnquiryPage {
  readonly rows: readonly Enquiry[];
  /** From where the page before is read back, and the one after read on; null at the ends. */
  readonly previous: RowPlace | null;
  readonly next: RowPlace | null;
  /** How many the filters find on all pages; more than {@link MOST_COUNTED} when there are more. */
  readonly found: number;
  readonly counts: Readonly<Record<'all' | 'callBack' | 'unanswered' | 'mine', number>>;
}

/** What names a family of each enquiry: its request, or the person who left a name or a number. Nobody else. */
export const familyOf = ({ id, requestId, dossierId, who, phone }: Enquiry): Id[] => {
  const linked = requestId ?? dossierId;
  if (linked !== null) return [linked];
  return who !== null || phone !== null ? [id] : [];
};

/** The enquiries of a desk as lists: page by page, those to call back, all of them for a file. */
@Injectable()
export class EnquiryList {
  constructor(
    private readonly reader: Reader,
    private readonly audit: Audit,
  ) {}

  async readPage(actor: Actor, wanted: EnquiriesWanted): Promise<EnquiryPage> {
    const isBack = wanted.before !== undefined;
    const read = await listEnquiries(this.reader, desksWhoseEnquiriesAreReadBy(actor), wanted, ENQUIRY_PAGE + 1);
    const isMore = read.length > ENQUIRY_PAGE;
    const nearest = read.slice(0, ENQUIRY_PAGE);
    const rows = isBack ? nearest.reverse() : nearest;
    const placeOf = (row: Enquiry | undefined): RowPlace | null =>
      row ? { value: VALUES[wanted.order](row), id: row.id } : null;
    return {
      rows,
      previous: isBack ? (isMore ? placeOf(rows[0]) : null) : wanted.after ? placeOf(rows[0]) : null,
      next: isBack || isMore ? placeOf(rows.at(-1)) : null,
      found: await this.count(actor, wanted),
      counts: {
        all: await this.count(actor, {}),
        callBack: await this.count(actor, { callBack: { from: null, by: null } }),
        unanswered: await this.count(actor, { isUnanswered: true }),
        mine: await this.count(actor, { agent: actorRef(actor) }),
      },
    };
  }

  private count(actor: Actor, filter: EnquiryFilter): Promise<number> {
    return countListedEnquiries(this.reader, desksWhoseEnquiriesAreReadBy(actor), filter, MOST_COUNTED + 1);
  }

  /** Whom the actor's desks call back until a day, the first day first. @param most rows */
  listCallBacks(actor: Actor, until: Day, most: number): Promise<Enquiry[]> {
    const wanted = { order: 'callBack', callBack: { from: null, by: until } } as const;
    return listEnquiries(this.reader, desksWhoseEnquiriesAreReadBy(actor), wanted, most);
  }

  /** Those that the filters find, in their order, wherever the page stands. @param most ids */
  async findAll(actor: Actor, wanted: EnquiriesWanted, most: number): Promise<Id[]> {
    const whole = { ...wanted, after: undefined, before: undefined };
    return (await listEnquiries(this.reader, desksWhoseEnquiriesAreReadBy(actor), whole, most)).map(({ id }) => id);
  }

  /** All that the filters find, in their order, for a file that leaves the desk. It is written down that it did. */
  async readFile(actor: Actor, wanted: EnquiriesWanted): Promise<Enquiry[]> {
    const { order, ...filter } = { ...wanted, after: undefined, before: undefined };
    const rows: Enquiry[] = [];
    let slice: Enquiry[];
    do {
      const last = rows.at(-1);
      const from = last ? { after: { value: VALUES[order](last), id: last.id } } : {};
      slice = await listEnquiries(
        this.reader,
        desksWhoseEnquiriesAreReadBy(actor),
        { ...filter, order, ...from },
        SLICE,
      );
      rows.push(...slice);
    } while (slice.length === SLICE);
    await this.audit.readFile(
      actor,
      { kind: 'enquiries', id: deskThatNotesFor(actor) ?? 'none' },
      rows.flatMap(familyOf),
      rows.length,
    );
    return rows;
  }
}
