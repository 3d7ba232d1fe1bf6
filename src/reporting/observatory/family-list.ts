import { Injectable } from '@nestjs/common';
import { CelluleDecisions, mayHoldCellule, type CelluleDecision } from '../../first-desk/cellule/index.js';
import {
  findLastMoves,
  findRequests,
  triagesRequest,
  type ChildRequest,
  type RequestHistory,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, type PageFrom, type RowPlace } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { MOST_IN_FILE, pageOfPlaces, type ListPlaces } from '../../foundation/platform/web/index.js';
import {
  FAMILIES_PAGE,
  Reporting,
  type FamilyFilter,
  type FamilyOrder,
  type FamilyStatus,
  type ListedFamily,
} from '../reporting/index.js';
import { Availability, type WhatWouldGive } from '../zones/index.js';
import { OUTSIDE, type FamilyQuery } from './domain/family-query.js';
import { hasInbox } from './observatory.policy.js';
import { WithoutCauses, type CausedFamily } from './without-causes.js';

/** The statuses of families for which something may still have to be done. */
const WORKED_ON: ReadonlySet<string> = new Set(['without', 'partly', 'pending']);
/** The most families of one list in the inbox. */
const MOST_IN_INBOX = 1000;

/** One request of a family in the list. */
export interface LineRequest {
  readonly request: ChildRequest;
  /** Whether the actor's desk triages it: it is then named and opens. */
  readonly isOwn: boolean;
  readonly lastMove: RequestHistory | null;
  /** The decision of the cellule that was taken last. */
  readonly decision: CelluleDecision | null;
}

export interface FamilyLine {
  readonly family: ListedFamily;
  readonly requests: readonly LineRequest[];
  /** What would give a solution, by request; empty for families that have one. */
  readonly given: readonly WhatWouldGive[];
}

/** From where a list of families is read, and in which order. */
export interface FamiliesFrom extends PageFrom {
  readonly order: FamilyOrder;
}

export interface FamilyPage extends ListPlaces {
  readonly lines: readonly FamilyLine[];
  readonly today: Day;
  /** How many families stand in each way, whatever the list is narrowed to. */
  readonly counts: Readonly<Partial<Record<FamilyStatus, number>>>;
  /** How many families the list has over all its pages. */
  readonly total: number;
  readonly holdsCellule: boolean;
  /** Whether the actor can open it in the inbox of a desk. */
  readonly inInbox: boolean;
}

/**
 * The families behind a figure, as a work list. Each of them is in it, whoever reads: a family of another desk has a code
 * in the place of its name, so that the list is as long as the figure.
 */
@Injectable()
export class FamilyList {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly reporting: Reporting,
    private readonly causes: WithoutCauses,
    private readonly availability: Availability,
    private readonly decisions: CelluleDecisions,
    private readonly audit: Audit,
  ) {}

  async readPage(actor: Actor, query: FamilyQuery, from: FamiliesFrom): Promise<FamilyPage> {
    const found = await this.find(query, from, FAMILIES_PAGE + 1);
    const { rows, ...places } = pageOfPlaces(found.families, from, FAMILIES_PAGE, placeOf);
    const given =
      query.status === 'without' ? await this.availability.ofFamilies(rows.map(({ dossierId }) => dossierId)) : null;
    const today = this.clock.today();
    const all = await this.reporting.readTable('status', { from: today, to: today });
    return {
      ...places,
      lines: await this.linesOf(actor, rows, given),
      today,
      counts: all.find(({ member }) => member === '')?.counts ?? {},
      total: found.total,
      holdsCellule: mayHoldCellule(actor),
      inInbox: hasInbox(actor) && WORKED_ON.has(query.status),
    };
  }

  /** The first families of a list, without what would give a solution; and writes down that they left the screen. */
  async readFile(actor: Actor, query: FamilyQuery, order: FamilyOrder): Promise<FamilyLine[]> {
    const { families } = await this.find(query, { order }, MOST_IN_FILE);
    const lines = await this.linesOf(actor, families, null);
    // As on the page, a family that has a code in the place of its name is read too.
    const read = lines.flatMap(({ requests }) => requests.map(({ request }) => request.id));
    await this.audit.readFile(actor, { kind: 'families', id: query.status }, read, lines.length);
    return lines;
  }

  private async linesOf(
    actor: Actor,
    families: readonly ListedFamily[],
    given: ReadonlyMap<Id, readonly WhatWouldGive[]> | null,
  ): Promise<FamilyLine[]> {
    const requests = await this.requestsOf(actor, families);
    return families.map((family) => ({
      family,
      requests: family.requestIds.flatMap((id) => requests.get(id) ?? []),
      given: given?.get(family.dossierId) ?? [],
    }));
  }

  /** The requests of all families of a list; null when there are more than {@link MOST_IN_INBOX}. */
  async findRequestIds(query: FamilyQuery): Promise<{ families: number; requestIds: readonly Id[] | null }> {
    const { families, total } = await this.find(query, { order: 'longest' }, MOST_IN_INBOX);
    return {
      families: total,
      requestIds: total > MOST_IN_INBOX ? null : families.flatMap(({ requestIds }) => requestIds),
    };
  }

  /** @param most of the families, nearest first where the list is read back */
  private async find(
    query: FamilyQuery,
    from: FamiliesFrom,
    most: number,
  ): Promise<{ families: readonly ListedFamily[]; total: number }> {
    const communeCode = query.commune === OUTSIDE ? '' : query.commune;
    const placed = await this.findByPlaces(query, communeCode);
    if (placed) return { families: readFrom(placed, from).slice(0, most), total: placed.length };
    const filter = {
      status: query.status,
      ...(query.cause ? { because: query.cause } : {}),
      ...(query.refused ? { refused: query.refused } : {}),
      ...(communeCode === undefined ? {} : { communeCode }),
    } as FamilyFilter;
    const { order, after, before } = from;
    const families = await this.reporting.listFamilies(filter, after ? familyAt(after) : null, {
      order,
      before: before && familyAt(before),
      most,
    });
    const total =
      query.cause && query.refused
        ? await this.reporting.countFamilies(filter)
        : await this.readCount(query, communeCode);
    return { families, total };
  }

  /** The figure of which this is the list. */
  private async readCount({ status, cause, refused }: FamilyQuery, communeCode?: string): Promise<number> {
    const today = this.clock.today();
    const [table, category] = refused
      ? (['refused', refused] as const)
      : cause
        ? (['because', cause] as const)
        : (['status', status] as const);
    const rows = await this.reporting.readTable(communeCode === undefined ? table : `${table}-by-commune`, {
      from: today,
      to: today,
    });
    return rows.find(({ member }) => member === (communeCode ?? ''))?.counts[category] ?? 0;
  }

  /** The families of a cause that the places of today have a say in. Null for every other list. */
  private async findByPlaces(
    { cause, refused, status }: FamilyQuery,
    communeCode?: string,
  ): Promise<CausedFamily[] | null> {
    if (status !== 'without' || cause === undefined || ['desk', 'incomplete', 'family'].includes(cause)) return null;
    const looked = await this.causes.listLookedAt(communeCode);
    return (looked ?? []).filter((family) => family.cause === cause && (!refused || family.refused === refused));
  }

  private async requestsOf(actor: Actor, families: readonly ListedFamily[]): Promise<Map<Id, LineRequest>> {
    const ids = families.flatMap(({ requestIds }) => requestIds);
    const moves = await findLastMoves(this.reader, ids);
    const decisions = await this.decisions.listOfAll(ids);
    return new Map(
      (await findRequests(this.reader, ids)).map((request) => [
        request.id,
        {
          request,
          isOwn: triagesRequest(actor, request),
          lastMove: moves.get(request.id) ?? null,
          decision: decisions.get(request.id)?.[0] ?? null,
        },
      ]),
    );
  }
}

const placeOf = ({ since, dossierId }: ListedFamily): RowPlace => ({ value: since, id: dossierId });
const familyAt = ({ value, id }: RowPlace): Pick<ListedFamily, 'since' | 'dossierId'> => ({
  since: value ?? '',
  dossierId: id,
});
const keyOf = ({ value, id }: RowPlace): string => `${value} ${id}`;

/** Families that are read whole, those that have stood so longest first, from a place of a list on or back. */
function readFrom(families: readonly ListedFamily[], { order, after, before }: FamiliesFrom): readonly ListedFamily[] {
  const isUp = (order === 'longest') === (before === undefined);
  const place = before ?? after;
  const rest = families.filter((family) => {
    if (!place) return true;
    const [own, from] = [keyOf(placeOf(family)), keyOf(place)];
    return isUp ? own > from : own < from;
  });
  return isUp ? rest : rest.reverse();
}
