import { Injectable } from '@nestjs/common';
import { accountIdOf, findStaffNames, StaffMessages } from '../../territory/accounts/index.js';
import { Config } from '../../foundation/config/index.js';
import {
  FamilyMessages,
  findDossiers,
  findRequests,
  triagesForDesk,
  type ChildRequest,
  type Dossier,
} from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { groupedBy } from '../../foundation/kernel/grouped-by.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { Conflict, DomainError, NotFound, refuse } from '../../foundation/kernel/refusal.js';
import type { Day } from '../../foundation/kernel/time.js';
import {
  findPlacement,
  lastDayOf,
  Occupancy,
  PlacementChanges,
  PlacementEnds,
  PlaceWords,
  PresentChildren,
  type Placement,
} from '../placement/index.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import { Reader, UnitOfWork, type Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import {
  directsEstablishment,
  mayDeclarePlaces,
  ProviderBook,
  Supply,
  type Provider,
} from '../../offer/supply/index.js';
import { staysBeyond, type ClosingDays } from './domain/stays-beyond.js';
import { PLACE_CLOSES, STAYS_ENDED } from './message-kinds.js';
import { StayEnding } from './persistence/stay-ending.entity.js';

/** A stay that goes beyond a closing, as somebody who looks after the establishment may know it. */
export interface ListedStay {
  readonly placement: Placement;
  /** The number of its family; null for a child without a dossier. */
  readonly number: string | null;
  /** The name of a child without a dossier, for its director alone. */
  readonly name: string | null;
  /** The last day on which the child can come. */
  readonly lastDay: Day;
}
export type NamedEnding = StayEnding & { readonly by: string | null };
export interface StaysOfClosing {
  readonly ending: readonly ListedStay[];
  /** Those that begin after the closing. */
  readonly toCome: readonly ListedStay[];
  /** What was confirmed before, the latest first. */
  readonly endings: readonly NamedEnding[];
}

interface Family {
  readonly placement: Placement;
  readonly request: ChildRequest;
  readonly dossier: Dossier;
}

/** Ends the stays that go beyond a closing once somebody has confirmed it, and restores them. */
@Injectable()
export class ClosingStays {
  constructor(
    private readonly reader: Reader,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly audit: Audit,
    private readonly book: ProviderBook,
    private readonly supply: Supply,
    private readonly occupancy: Occupancy,
    private readonly present: PresentChildren,
    private readonly ends: PlacementEnds,
    private readonly changes: PlacementChanges,
    private readonly places: PlaceWords,
    private readonly messages: FamilyMessages,
    private readonly staff: StaffMessages,
  ) {}

  /** @throws NotFound when it is no establishment, or the actor does not look after it */
  readEstablishment(actor: Actor, providerId: Id): Provider {
    const provider = this.book.read(actor, providerId);
    if (provider.kind !== 'establishment') throw new NotFound('provider');
    return provider;
  }

  async readStays(actor: Actor, provider: Provider): Promise<StaysOfClosing> {
    const { placements, ending, toCome } = await this.findStays(this.reader, provider);
    const byId = new Map(placements.map((placement) => [placement.id, placement]));
    const families = await this.familiesOf(this.reader, placements);
    const numbers = new Map(families.map(({ placement, dossier }) => [placement.id, dossier.number]));
    const names = mayDeclarePlaces(actor, provider.id)
      ? await this.present.namesOf(
          this.reader,
          placements.map(({ childId }) => childId),
        )
      : new Map<Id, string>();
    const listed = ({ part, lastDay }: (typeof ending)[number]): ListedStay => ({
      placement: byId.get(part.id)!,
      number: numbers.get(part.id) ?? null,
      name: names.get(part.childId) ?? null,
      lastDay,
    });
    const endings = await this.reader.find(StayEnding, { where: { providerId: provider.id }, order: { id: 'DESC' } });
    const staff = await findStaffNames(
      this.reader,
      endings.map(({ endedBy }) => endedBy),
    );
    return {
      ending: ending.map(listed),
      toCome: toCome.map(listed),
      endings: endings.map((row) => ({ ...row, by: staff.get(accountIdOf(row.endedBy) ?? '') ?? null })),
    };
  }

  /**
   * Ends stays on the day before the closing. Their families, their desks and the director are told. A stay that goes
   * on elsewhere is left out by the person, who changes it first.
   * @throws DomainError when none is chosen, or one does not go beyond a closing any more
   */
  async endStays(actor: Actor, provider: Provider, placementIds: readonly Id[], reason: string): Promise<void> {
    if (placementIds.length === 0) throw new DomainError(refuse('closingStays.none'));
    await this.unitOfWork.run(async (tx) => {
      const { ending } = await this.findStays(tx, provider);
      const ended: Placement[] = [];
      const lastDays = new Map<Id, Day>();
      for (const id of [...placementIds].sort()) {
        const stay = ending.find(({ part }) => part.id === id);
        if (!stay) throw new Conflict(refuse('closingStays.changed'));
        ended.push(await this.ends.endBeforeClosing(tx, actor, id, stay.lastDay));
        lastDays.set(id, stay.lastDay);
      }
      const id = newId();
      await tx.insert(StayEnding, {
        ...{ id, providerId: provider.id, reason, placementIds: ended.map((placement) => placement.id) },
        ...{ endedAt: this.clock.now(), endedBy: actorRef(actor), undoneAt: null, undoneBy: null },
      });
      await this.audit.changed(tx, actor, 'stays.end', { kind: 'provider', id: provider.id }, { count: ended.length });
      const families = await this.familiesOf(tx, ended);
      await this.messages.writeAll(
        tx,
        families.map(({ placement, request, dossier }) => {
          const args = this.places.argsOf(placement, request);
          return {
            dossierId: dossier.id,
            requestIds: [request.id],
            kind: PLACE_CLOSES,
            args: (words) => ({ ...args(words), last: words.fullDay(lastDays.get(placement.id)!) }),
          };
        }),
      );
      await this.tellStaff(tx, provider, families, { what: 'ended', count: ended.length });
    });
  }

  /**
   * Restores the stays that were ended together, all of them or none. Whether the establishment has opened again
   * meanwhile does not matter: a seat that was held in it stays free for its child.
   * @throws NotFound | Conflict when they are restored already
   * @throws DomainError naming the family of a stay on which something else was built since
   */
  async restoreStays(actor: Actor, provider: Provider, endingId: Id): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const ending = await tx.lock(StayEnding, { id: endingId, providerId: provider.id });
      if (!ending) throw new NotFound('stay-ending');
      if (ending.undoneAt !== null) throw new Conflict(refuse('closingStays.restoredAlready'));
      const told = new Set<Id>();
      const restored: Placement[] = [];
      for (const id of ending.placementIds) {
        const outcome = await this.changes.restoreAfterClosing(tx, actor, id).catch((error: unknown) => error);
        if (outcome instanceof DomainError || outcome instanceof NotFound)
          throw new DomainError(refuse('closingStays.wentOn', { number: await this.numberOf(tx, id) }));
        if (outcome instanceof Error) throw outcome;
        const { placement, familyTold } = outcome as Awaited<ReturnType<PlacementChanges['restoreAfterClosing']>>;
        restored.push(placement);
        if (familyTold) told.add(placement.id);
      }
      await tx.update(StayEnding, { id: endingId }, { undoneAt: this.clock.now(), undoneBy: actorRef(actor) });
      await this.audit.changed(tx, actor, 'stays.restore', { kind: 'provider', id: provider.id });
      const families = await this.familiesOf(tx, restored);
      for (const { placement } of families) if (!told.has(placement.id)) await this.changes.tellRestored(tx, placement);
      await this.tellStaff(tx, provider, families, { what: 'restored', count: restored.length });
    });
  }

  private async findStays(from: Reader | Tx, provider: Provider) {
    const placements = await this.occupancy.childrenOf(from, provider.id, this.clock.today());
    const sections = this.supply.sectionsOf(provider.id);
    const closings: ClosingDays = {
      establishment: provider.closedFrom,
      sections: new Map(sections.flatMap(({ id, closedFrom }) => (closedFrom ? [[id, closedFrom] as const] : []))),
    };
    const parts = placements.map((placement) => ({ ...placement, last: lastDayOf(placement) }));
    return { placements, ...staysBeyond(parts, closings) };
  }

  private async familiesOf(from: Reader | Tx, placements: readonly Placement[]): Promise<Family[]> {
    const requests = new Map(
      (
        await findRequests(
          from,
          placements.flatMap(({ requestId }) => requestId ?? []),
        )
      ).map((request) => [request.id, request]),
    );
    const dossiers = new Map(
      (
        await findDossiers(
          from,
          [...requests.values()].map(({ dossierId }) => dossierId),
        )
      ).map((dossier) => [dossier.id, dossier]),
    );
    return placements.flatMap((placement) => {
      const request = requests.get(placement.requestId ?? '');
      const dossier = request && dossiers.get(request.dossierId);
      return request && dossier ? [{ placement, request, dossier }] : [];
    });
  }

  private async numberOf(from: Tx, placementId: Id): Promise<string> {
    const placement = await findPlacement(from, placementId);
    const [family] = placement ? await this.familiesOf(from, [placement]) : [];
    return family?.dossier.number ?? 'none';
  }

  /** The director, and each desk about its own families. */
  private async tellStaff(
    tx: Tx,
    { id, name }: Provider,
    families: readonly Family[],
    about: { readonly what: 'ended' | 'restored'; readonly count: number },
  ): Promise<void> {
    const numbersOf = (some: readonly Family[]): string =>
      some
        .map(({ dossier }) => dossier.number)
        .sort()
        .join(', ') || 'none';
    await this.staff.writeToStaff(
      tx,
      (grant) => directsEstablishment(grant, id),
      STAYS_ENDED,
      () => ({
        ...{ ...about, provider: name, numbers: numbersOf(families) },
        link: `${this.config.BASE_URL}/offre/${id}/accueils-a-la-fermeture`,
      }),
    );
    for (const [deskId, own] of groupedBy(families, ({ dossier }) => dossier.deskId))
      await this.staff.writeToStaff(
        tx,
        (grant) => triagesForDesk(grant, deskId),
        STAYS_ENDED,
        () => ({
          ...{ ...about, count: own.length, provider: name, numbers: numbersOf(own) },
          link: `${this.config.BASE_URL}/rpe`,
        }),
      );
  }
}
