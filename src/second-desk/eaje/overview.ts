import { Injectable } from '@nestjs/common';
import {
  PlacesDeclarations,
  type CommissionSession,
  type OpenDeclaration,
} from '../../commissions/commission/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { addDays, mondayOf, type Day } from '../../foundation/kernel/time.js';
import { lastDayOf, movesOn, Occupancy, PathMoves, type Placement } from '../../places/placement/index.js';
import { Reader } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Closings, type Provider } from '../../offer/supply/index.js';
import { CommissionDoor } from './commission-door.js';
import { freeInWeek, type FreeInWeek } from './domain/free-in-week.js';
import { FirstCallsToMake } from './first-calls-to-make.js';
import { NobodyPresent } from './nobody-present.js';
import {
  countsNamed,
  urgentNamed,
  type NamedCounts,
  type UrgentRequest,
} from './persistence/named-requests.queries.js';

/** The overview counts departures and moves that are this many days away or fewer. */
export const DEPARTURE_DAYS = 60;

export interface Overview {
  readonly provider: Provider;
  readonly free: FreeInWeek;
  readonly requests: NamedCounts;
  readonly departures: number;
  /** Moves that no director has confirmed and that are near. `lateMoves` are those of them whose day is past. */
  readonly moves: number;
  readonly lateMoves: number;
  /** Families that accepted a place and that nobody has called. `lateCalls` are those of them whose last day is over. */
  readonly toCall: number;
  readonly lateCalls: number;
  readonly pending: readonly Placement[];
  /** Families that name it and cannot wait for a session. */
  readonly urgent: readonly UrgentRequest[];
  /** Null when no body decides for this establishment. */
  readonly bodyName: string | null;
  readonly session: CommissionSession | null;
  /** Sessions for which places have to be declared, soonest first. */
  readonly toDeclare: readonly OpenDeclaration[];
  readonly closedUntil: Day | null;
  /** Whether nobody has said which children were there before the desk. */
  readonly lacksPresent: boolean;
}

/** The figures that a director sees first about an establishment. */
@Injectable()
export class Overviews {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly occupancy: Occupancy,
    private readonly paths: PathMoves,
    private readonly closings: Closings,
    private readonly commissions: CommissionDoor,
    private readonly declarations: PlacesDeclarations,
    private readonly nobody: NobodyPresent,
    private readonly calls: FirstCallsToMake,
  ) {}

  async readOverview(actor: Actor, provider: Provider): Promise<Overview> {
    const today = this.clock.today();
    const week = await this.occupancy.weekOf(provider.id, mondayOf(today));
    const children = await this.occupancy.childrenOf(this.reader, provider.id, today);
    const moves = [...(await this.paths.nextOf(this.reader, children)).values()].filter(
      ({ from }) => from <= addDays(today, DEPARTURE_DAYS),
    );
    const calls = await this.calls.countCalls(actor, provider);
    const body = await this.commissions.bodyOf(provider.id);
    const presence = await this.nobody.readStanding(provider.id);
    const closed = (await this.closings.listFrom(provider.id, today)).find((closing) => closing.from <= today);
    return {
      provider,
      free: freeInWeek(week),
      requests: await countsNamed(this.reader, actor, provider.id),
      departures: children.filter(
        (placement) => lastDayOf(placement) <= addDays(today, DEPARTURE_DAYS) && !movesOn(placement, children),
      ).length,
      moves: moves.length,
      lateMoves: moves.filter(({ from }) => from < today).length,
      toCall: calls.toCall,
      lateCalls: calls.late,
      pending: await this.occupancy.pendingRatifications(this.reader, provider.id),
      urgent: await urgentNamed(this.reader, actor, provider.id, today),
      bodyName: body?.name ?? null,
      session: await this.commissions.nextSessionOf(provider.id),
      toDeclare: await this.declarations.openFor(this.reader, provider.id),
      closedUntil: closed?.to ?? null,
      lacksPresent: !presence.isSomebodyHere && presence.nobody === null,
    };
  }
}
