import { Injectable } from '@nestjs/common';
import {
  Candidacies,
  OwnSeats,
  PlacesDeclarations,
  RequestListing,
  SessionQueries,
  type OpenDeclaration,
  type OwnOutcome,
} from '../../commissions/commission/index.js';
import type { NeedForm } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import type { Id } from '../../foundation/kernel/ids.js';
import { NotFound, type Refusal } from '../../foundation/kernel/refusal.js';
import { refusedBy } from '../../foundation/kernel/refused-by.js';
import type { Day } from '../../foundation/kernel/time.js';
import {
  maskToSlots,
  outsideParts,
  type Slot,
  type SlotMask,
  type Weekday,
  type WeekSchedule,
} from '../../foundation/kernel/week-schedule.js';
import {
  fitOf,
  needSlots,
  Paths,
  Seats,
  tightestOf,
  type AskedWeek,
  type Contest,
  type Fit,
} from '../../places/placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import {
  isProposable,
  proposableDays,
  ShorterWeeks,
  type ProposedWeek,
} from '../../commissions/shorter-weeks/index.js';
import { Supply, type Provider } from '../../offer/supply/index.js';
import {
  countsNamed,
  namedToJudge,
  type NamedCounts,
  type RequestToJudge,
} from './persistence/named-requests.queries.js';

/** A child beside the free seats of an establishment. */
export interface FittedChild {
  /** The first day on which the child could come. */
  readonly start: Day;
  /** The section of its age on that day; null when there is none. */
  readonly sectionId: Id | null;
  readonly slots: SlotMask;
  readonly fit: Fit;
  /** Whether hours asked for on a day of opening are outside opening hours: half-days do not tell it. */
  readonly outside: boolean;
  /** Where it meets the most other requests of the list; null when there is a seat for each. */
  readonly contest: Contest | null;
}

/** A request that names the establishment, before the list of a session is fixed. No points: its name is shown. */
export interface PreparedRequest extends RequestToJudge, FittedChild {
  readonly listed: boolean;
  /** The shorter week last proposed to the family for this establishment; null when none was. */
  readonly shorter: ProposedWeek | null;
  /** The days that can be proposed to it instead of its week; none where nothing can be. */
  readonly proposable: readonly Weekday[];
}

/** A case of a fixed list. No name: its points are shown. */
export interface PreparedCase extends FittedChild {
  readonly number: number;
  readonly rank: number | null;
  readonly points: number | null;
  /** Rank of the wish for this establishment; 1 is the best. */
  readonly wish: number;
  /** Whether it would get a place if the session gave only the seats of this establishment; null before it is prepared. */
  readonly alone: boolean | null;
}

export interface PreparedCases {
  readonly cases: readonly PreparedCase[];
  /** Null before the session is prepared. */
  readonly alone: OwnOutcome | null;
}

/** What a request asks of a week, as far as it is known. */
export interface Asking {
  readonly birth: Day | null;
  readonly wantedFrom: Day | null;
  readonly week: WeekSchedule | null;
  readonly days: number | null;
  readonly fewest: number | null;
}

/** What a director looks at before a session: who asks for her establishment, and how each fits her free seats. */
@Injectable()
export class Preparations {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly supply: Supply,
    private readonly seats: Seats,
    private readonly paths: Paths,
    private readonly candidacies: Candidacies,
    private readonly listing: RequestListing,
    private readonly declarations: PlacesDeclarations,
    private readonly sessions: SessionQueries,
    private readonly ownSeats: OwnSeats,
    private readonly weeks: ShorterWeeks,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound when the session is not of the establishment's body, or was cancelled */
  async findSession(provider: Provider, sessionId: Id): Promise<OpenDeclaration> {
    const found = await this.declarations.findFor(this.reader, provider.id, sessionId);
    if (!found) throw new NotFound('session');
    return found;
  }

  /** How many requests name the establishment, as its home page counts them. */
  countNamed(actor: Actor, provider: Provider): Promise<NamedCounts> {
    return countsNamed(this.reader, actor, provider.id);
  }

  /** The requests that name the establishment and that a session could judge, as far as the actor may read them. */
  async listRequests(actor: Actor, provider: Provider, { session }: OpenDeclaration): Promise<PreparedRequest[]> {
    const requests = await namedToJudge(this.reader, actor, provider.id);
    const listed = await this.candidacies.listedIn(
      session.id,
      requests.map(({ id }) => id),
    );
    const fitted = await this.fitAll(provider, session.entryFrom, requests.map(askingOf));
    const proposed = await this.weeks.listOf(
      requests.map(({ id }) => id),
      provider.id,
    );
    return requests.map((request, index) => {
      const { days } = fitted[index]!.fit;
      const shorter = proposed.find(({ row }) => row.requestId === request.id) ?? null;
      return {
        ...request,
        ...fitted[index]!,
        listed: listed.has(request.id),
        shorter,
        proposable: shorter?.state !== 'open' && isProposable(request, days) ? proposableDays(request.need, days) : [],
      };
    });
  }

  /** @throws NotFound when it is not in the list that the actor reads, or that list is fixed */
  async readRequest(actor: Actor, provider: Provider, open: OpenDeclaration, requestId: Id): Promise<PreparedRequest> {
    const requests = open.fixed ? [] : await this.listRequests(actor, provider, open);
    const found = requests.find(({ id }) => id === requestId);
    if (!found) throw new NotFound('request');
    return found;
  }

  /** Asks a family whether the days that are free would suit it. @throws NotFound as {@link readRequest} | DomainError */
  async proposeWeek(
    actor: Actor,
    provider: Provider,
    open: OpenDeclaration,
    requestId: Id,
    days: readonly Weekday[],
  ): Promise<void> {
    const { fit } = await this.readRequest(actor, provider, open, requestId);
    const { session } = open;
    const wanted = { requestId, providerId: provider.id, sessionId: session.id, days, free: fit.days };
    await this.weeks.proposeWeek(actor, wanted);
  }

  /** The cases of a fixed list that ask for the establishment, but those from which the actor stepped aside. */
  async listCases(actor: Actor, provider: Provider, { session }: OpenDeclaration): Promise<PreparedCases> {
    const { agenda, prepared } = await this.sessions.readSitting(actor, session.id);
    const cases = (await this.sessions.readDetails(agenda.filter(({ state }) => state === 'frozen'))).flatMap((one) => {
      const wish = one.snapshot?.wishes.find(({ providerId }) => providerId === provider.id);
      return wish && one.snapshot ? [{ ...one, snapshot: one.snapshot, wish }] : [];
    });
    const fitted = await this.fitAll(
      provider,
      session.entryFrom,
      cases.map(({ snapshot: { birth, wantedFrom, week, fewestDays } }) => ({
        birth,
        wantedFrom,
        week,
        days: null,
        fewest: fewestDays ?? null,
      })),
    );
    const alone = await this.ownSeats.computeFor(prepared?.kept ?? null, provider.id);
    const read = cases
      .map(({ id, agendaNumber, rank, points, wish }, index) => ({
        ...fitted[index]!,
        number: agendaNumber,
        rank,
        points,
        wish: wish.rank,
        alone: alone && alone.admitted.has(id),
      }))
      .sort((a, b) => (a.rank ?? a.number) - (b.rank ?? b.number));
    return { cases: read, alone };
  }

  /**
   * Lists requests for the session, each in a unit of its own, so that one that is refused holds back no other.
   * @param wanted the requests, each with the version that the director saw
   * @returns those that were refused, and why
   */
  async listForSession(
    actor: Actor,
    sessionId: Id,
    wanted: readonly { readonly id: Id; readonly version: number }[],
  ): Promise<{ id: Id; refusal: Refusal }[]> {
    const refused: { id: Id; refusal: Refusal }[] = [];
    for (const { id, version } of wanted) {
      const error = await refusedBy(
        this.unitOfWork.run((tx) => this.listing.listRequest(tx, actor, id, sessionId, version)),
      );
      if (error) refused.push({ id, refusal: error.refusal });
    }
    return refused;
  }

  /** Writes down that the list left the desk. */
  async recordFile(actor: Actor, provider: Provider, requests: readonly PreparedRequest[]): Promise<void> {
    await this.audit.readFile(
      actor,
      { kind: 'preparation', id: provider.id },
      requests.map(({ id }) => id),
    );
  }

  private async fitAll(provider: Provider, entryFrom: Day, asking: readonly Asking[]): Promise<FittedChild[]> {
    const placed = asking.map((one) => ({ ...one, ...this.stayOf(provider, entryFrom, one) }));
    const free = await this.freeFor(placed);
    const askedFor = countAsked(placed);
    return placed.map(({ start, to, sectionId, week, days, fewest }) => {
      // Days on which the section is closed are asked for all the same: they are never silently cut (domain.md §6).
      const slots = needSlots(week);
      const asked: AskedWeek = { slots, days, fewest };
      const seats = sectionId ? free.get(spanKey(sectionId, start, to))! : new Map<Slot, number>();
      const contest = sectionId ? tightestOf(slots, askedFor.get(sectionId)!, seats) : null;
      const opening = this.supply.openingOf(provider.id, start);
      const outside = outsideParts(week ?? {}, opening).some(({ weekday }) => opening[weekday] !== undefined);
      return { start, sectionId, slots, fit: fitOf(asked, seats), outside, contest };
    });
  }

  /** The section in which a child would begin, and its days there until it moves up. */
  private stayOf(
    provider: Provider,
    entryFrom: Day,
    { birth, wantedFrom }: Pick<Asking, 'birth' | 'wantedFrom'>,
  ): { start: Day; to: Day; sectionId: Id | null } {
    const start = [wantedFrom ?? '', entryFrom, this.clock.today()].sort().at(-1)!;
    const section = birth ? this.supply.sectionsForChild(provider.id, birth, start)[0] : undefined;
    if (!birth || !section) return { start, to: start, sectionId: null };
    const last = this.paths.planStay(section.id, birth, start).to;
    const farthest = this.seats.farthest();
    return { start, to: last < farthest ? last : farthest, sectionId: section.id };
  }

  /** The fewest free seats during each stay. Children of one age often have the same one. */
  private async freeFor(
    stays: readonly { start: Day; to: Day; sectionId: Id | null }[],
  ): Promise<Map<string, ReadonlyMap<Slot, number>>> {
    const found = new Map<string, ReadonlyMap<Slot, number>>();
    const placed = stays.flatMap(({ sectionId, start, to }) => (sectionId ? [{ sectionId, from: start, to }] : []));
    for (const [sectionId, ofSection] of groupedBy(placed, (stay) => stay.sectionId)) {
      const spans = [...new Map(ofSection.map(({ from, to }) => [`${from} ${to}`, { from, to }])).values()];
      const bySpan = (await this.seats.freeIn(this.reader, [sectionId], spans)).get(sectionId)!;
      for (const [index, { from, to }] of spans.entries()) found.set(spanKey(sectionId, from, to), bySpan[index]!);
    }
    return found;
  }
}

/** How many requests ask for each half-day of each section. */
function countAsked(
  placed: readonly { readonly sectionId: Id | null; readonly week: WeekSchedule | null }[],
): Map<Id, Map<Slot, number>> {
  const askedFor = new Map<Id, Map<Slot, number>>();
  for (const { sectionId, week } of placed) {
    if (sectionId === null) continue;
    const ofSection = askedFor.get(sectionId) ?? new Map<Slot, number>();
    for (const slot of maskToSlots(needSlots(week))) ofSection.set(slot, (ofSection.get(slot) ?? 0) + 1);
    askedFor.set(sectionId, ofSection);
  }
  return askedFor;
}

const spanKey = (sectionId: Id, from: Day, to: Day): string => `${sectionId} ${from} ${to}`;

export const askingOf = ({ birthDate, dueDate, wantedFrom, need }: RequestToJudge): Asking => ({
  birth: birthDate ?? dueDate,
  wantedFrom,
  week: need.week && Object.keys(need.week).length > 0 ? need.week : null,
  days: daysOf(need),
  fewest: need.acceptsShorterWeek === true ? (need.minimumDays ?? 1) : null,
});

const daysOf = ({ daysPerWeek, daysWanted }: NeedForm): number | null => daysPerWeek ?? (daysWanted?.length || null);
