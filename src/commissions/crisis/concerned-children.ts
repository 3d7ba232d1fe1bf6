import { Injectable } from '@nestjs/common';
import { findDossiers, findRequests, type ChildRequest, type Dossier } from '../../dossier/dossier/index.js';
import type { Id } from '../../foundation/kernel/ids.js';
import type { Day } from '../../foundation/kernel/time.js';
import {
  findPlacesDuring,
  findTemporaryPlaces,
  lastDayOf,
  PresentChildren,
  type Offer,
  type ParentContact,
} from '../../places/placement/index.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import type { Actor } from '../../foundation/platform/security/index.js';
import { Supply } from '../../offer/supply/index.js';
import { Territory } from '../../territory/territory/index.js';
import { directsClosed, mayNameEntered, worksAtDesk } from './crisis.policy.js';
import { closedDays } from './domain/closure.js';
import { concernedStays, type ConcernedStay } from './domain/concerned.js';
import type { SuddenClosure } from './persistence/crisis.entities.js';

/** A family of the desk: whom to write to, and about which child. */
export interface KnownFamily {
  readonly request: ChildRequest;
  readonly dossier: Dossier;
}

/** A child who cannot be received during a closure. */
export interface ConcernedChild {
  readonly stay: ConcernedStay;
  /** Null for a child whom its director entered without a dossier. */
  readonly family: KnownFamily | null;
  readonly birth: Day | null;
  /** For who may know it; null otherwise. */
  readonly name: string | null;
  /** Whom to call about a child without a dossier, for who reads its name; null where nobody said it. */
  readonly parent: ParentContact | null;
}

export interface Concerned {
  /** By the first day that concerns them, then in a lasting order. */
  readonly children: readonly ConcernedChild[];
  /** Places that are offered and would begin during the closure. */
  readonly offers: readonly { readonly offer: Offer; readonly family: KnownFamily }[];
  /** How many children of other establishments were received here for a time. */
  readonly guests: number;
}

/** Whom a sudden closure concerns. It is worked out anew each time, so that who arrives later is not forgotten. */
@Injectable()
export class ConcernedChildren {
  constructor(
    private readonly present: PresentChildren,
    private readonly supply: Supply,
    private readonly territory: Territory,
  ) {}

  /** @param actor who reads; null for the work that names nobody */
  async listConcerned(from: Reader | Tx, closure: SuddenClosure, actor: Actor | null): Promise<Concerned> {
    const days = closedDays(closure);
    const { placements, offers } = await findPlacesDuring(from, closure.sectionIds, days);
    // Where one section closes, a child is there until it moves to the next one.
    const stays = concernedStays(
      placements.map((place) => ({ ...place, to: closure.whole ? lastDayOf(place) : place.to })),
      days,
    );
    const families = await this.familiesOf(
      from,
      [...stays, ...offers].flatMap(({ requestId }) => requestId ?? []),
    );
    const mayName = actor !== null && directsClosed(actor, closure.providerId);
    const entered = this.mayNameEntered(actor, closure)
      ? stays.filter(({ requestId }) => requestId === null).map(({ childId }) => childId)
      : [];
    const names = await this.present.namesOf(from, entered);
    const parents = await this.present.parentsOf(from, entered);
    return {
      children: stays
        .map((stay): ConcernedChild => {
          const family = families.get(stay.requestId ?? '') ?? null;
          return {
            stay,
            family,
            birth: stay.birthDate ?? family?.request.birthDate ?? family?.request.dueDate ?? null,
            name: family ? this.nameOf(actor, mayName, family) : (names.get(stay.childId) ?? null),
            parent: family ? null : (parents.get(stay.childId) ?? null),
          };
        })
        .sort((a, b) => a.stay.from.localeCompare(b.stay.from) || a.stay.childId.localeCompare(b.stay.childId)),
      offers: offers.flatMap((offer) => {
        const family = families.get(offer.requestId);
        return family ? [{ offer, family }] : [];
      }),
      guests: new Set((await findTemporaryPlaces(from, closure.sectionIds, days)).map(({ childId }) => childId)).size,
    };
  }

  private mayNameEntered(actor: Actor | null, { providerId }: SuddenClosure): boolean {
    const provider = this.supply.provider(providerId);
    if (!actor || !provider) return false;
    return mayNameEntered(actor, { id: providerId, deskId: this.territory.deskOf(provider.communeCode).id });
  }

  private nameOf(actor: Actor | null, mayName: boolean, { request, dossier }: KnownFamily): string | null {
    if (!mayName && !(actor && worksAtDesk(actor, dossier.deskId))) return null;
    return [request.firstName, request.surname].filter(Boolean).join(' ') || null;
  }

  private async familiesOf(from: Reader | Tx, requestIds: readonly Id[]): Promise<Map<Id, KnownFamily>> {
    const requests = await findRequests(from, [...new Set(requestIds)]);
    const dossiers = new Map(
      (await findDossiers(from, [...new Set(requests.map(({ dossierId }) => dossierId))])).map((row) => [row.id, row]),
    );
    return new Map(
      requests.flatMap((request): [Id, KnownFamily][] => {
        const dossier = dossiers.get(request.dossierId);
        return dossier ? [[request.id, { request, dossier }]] : [];
      }),
    );
  }
}

/** The children of each family that a closure concerns, those whose place is only offered included. */
export function familiesConcerned({ children, offers }: Concerned): Map<Id, { dossier: Dossier; requestIds: Id[] }> {
  const families = new Map<Id, { dossier: Dossier; requestIds: Id[] }>();
  for (const { dossier, request } of [...children, ...offers].flatMap(({ family }) => family ?? [])) {
    const known = families.get(dossier.id) ?? { dossier, requestIds: [] };
    families.set(dossier.id, { dossier, requestIds: [...new Set([...known.requestIds, request.id])] });
  }
  return families;
}
