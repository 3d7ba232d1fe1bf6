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
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { FAMILIES_PAGE, Reporting, type FamilyFilter, type ListedFamily } from '../reporting/index.js';
import { Availability, type WhatWouldGive } from '../zones/index.js';
import { OUTSIDE, readAfter, type FamilyQuery } from './domain/family-query.js';
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

export interface FamilyPage {
  readonly lines: readonly FamilyLine[];
  readonly today: Day;
  /** How many families the list has over all its pages. */
  readonly total: number;
  readonly holdsCellule: boolean;
  /** Whether the actor can open it in the inbox of a desk. */
  readonly inInbox: boolean;
  /** The last family of this page, when another page follows. */
  readonly next: string | null;
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
  ) {}

  async readPage(actor: Actor, query: FamilyQuery): Promise<FamilyPage> {
    const { families, total, isFull } = await this.find(query);
    const requests = await this.requestsOf(actor, families);
    const given =
      query.status === 'without'
        ? await this.availability.ofFamilies(families.map(({ dossierId }) => dossierId))
        : null;
    const last = families.at(-1);
    return {
      lines: families.map((family) => ({
        family,
        requests: family.requestIds.flatMap((id) => requests.get(id) ?? []),
        given: given?.get(family.dossierId) ?? [],
      })),
      today: this.clock.today(),
      total,
      holdsCellule: mayHoldCellule(actor),
      inInbox: hasInbox(actor) && WORKED_ON.has(query.status),
      next: isFull && last ? `${last.since}~${last.dossierId}` : null,
    };
  }

  /** The requests of all families of a list; null when there are more than {@link MOST_IN_INBOX}. */
  async findRequestIds(query: FamilyQuery): Promise<{ families: number; requestIds: readonly Id[] | null }> {
    const { after: _page, ...whole } = query;
    const first = await this.find(whole);
    if (first.total > MOST_IN_INBOX) return { families: first.total, requestIds: null };
    const placed = await this.findByPlaces(whole, whole.commune === OUTSIDE ? '' : whole.commune);
    const families = [...(placed ?? first.families)];
    for (let last = families.at(-1); !placed && last && families.length < first.total; last = families.at(-1)) {
      const next = await this.find({ ...whole, after: keyOf(last).replace(' ', '~') });
      if (next.families.length === 0) break;
      families.push(...next.families);
    }
    return { families: first.total, requestIds: families.flatMap(({ requestIds }) => requestIds) };
  }

  private async find(query: FamilyQuery): Promise<{ families: ListedFamily[]; total: number; isFull: boolean }> {
    const communeCode = query.commune === OUTSIDE ? '' : query.commune;
    const placed = await this.findByPlaces(query, communeCode);
    const after = readAfter(query.after);
    if (placed) {
      const rest = after === null ? placed : placed.filter((family) => keyOf(family) > keyOf(after));
      return { families: rest.slice(0, FAMILIES_PAGE), total: placed.length, isFull: rest.length > FAMILIES_PAGE };
    }
    const filter = {
      status: query.status,
      ...(query.cause ? { because: query.cause } : {}),
      ...(query.refused ? { refused: query.refused } : {}),
      ...(communeCode === undefined ? {} : { communeCode }),
    } as FamilyFilter;
    const families = await this.reporting.listFamilies(filter, after);
    const total =
      query.cause && query.refused
        ? await this.reporting.countFamilies(filter)
        : await this.readCount(query, communeCode);
    return { families, total, isFull: families.length === FAMILIES_PAGE };
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

const keyOf = ({ since, dossierId }: Pick<ListedFamily, 'since' | 'dossierId'>): string => `${since} ${dossierId}`;
