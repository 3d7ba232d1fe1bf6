import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { findDossiers } from '../../dossier/dossier/index.js';
import { Clock } from '../../foundation/kernel/clock.js';
import { newId, type Id } from '../../foundation/kernel/ids.js';
import { overlaps } from '../../foundation/kernel/period.js';
import { Audit } from '../../foundation/platform/audit/index.js';
import type { Reader, Tx } from '../../foundation/platform/database/index.js';
import { actorRef, type Actor } from '../../foundation/platform/security/index.js';
import { findReservations, ownerKeyOf } from '../../offer/supply/index.js';
import type { SeatClaim } from './domain/seat-claim.js';
import { ReserveRight } from './persistence/placement.entities.js';

/** Whom a right is noted for: a family, or a child whose family is not known. */
export type RightHolder =
  { readonly dossierId: Id; readonly childId?: undefined } | { readonly childId: Id; readonly dossierId?: undefined };

/** A claim of a family. `owners` says for whom it qualifies where that was judged before; absent: as it is known now. */
export interface FamilyClaim extends SeatClaim {
  readonly dossierId: Id;
  readonly owners?: readonly string[];
}

/**
 * For which owners of reserved places a child qualifies. Those of a commune are for who lives there. That a family is
 * of an employer's staff, or has the AVIP label's support, is noted by the desk or a director, with who said so.
 */
@Injectable()
export class FamilyOwners {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** The owners that were noted for families, by dossier. A family without any is absent. */
  async notedFor(from: Reader | Tx, dossierIds: readonly Id[]): Promise<Map<Id, string[]>> {
    const rows = await from.find(ReserveRight, {
      where: { dossierId: In([...new Set(dossierIds)]), endedAt: IsNull() },
      order: { id: 'ASC' },
    });
    const noted = new Map<Id, string[]>();
    for (const { dossierId, owner } of rows) noted.set(dossierId!, [...(noted.get(dossierId!) ?? []), owner]);
    return noted;
  }

  /** The owners for whom families qualify, by dossier: those that were noted before the commune of residence. */
  async ownersOf(from: Reader | Tx, dossierIds: readonly Id[]): Promise<Map<Id, string[]>> {
    const noted = await this.notedFor(from, dossierIds);
    const dossiers = await findDossiers(from, [...new Set(dossierIds)]);
    return new Map(
      dossiers.map(({ id, communeCode }) => [id, [...(noted.get(id) ?? []), ...communeOwner(communeCode)]]),
    );
  }

  /**
   * Says of each claim whose reserved seats it takes: those of the first owner for whom the family qualifies and for
   * whom the section reserves one of its half-days; null where there is none.
   */
  async named<Claim extends FamilyClaim>(
    from: Reader | Tx,
    claims: readonly Claim[],
  ): Promise<(Claim & { readonly reservedFor: string | null })[]> {
    const days = { from: claims.map((claim) => claim.from).sort()[0] ?? this.clock.today(), to: null };
    const reserved = await findReservations(from, [...new Set(claims.map(({ sectionId }) => sectionId))], days);
    if (reserved.length === 0) return claims.map((claim) => ({ ...claim, reservedFor: null }));
    const known = await this.ownersOf(
      from,
      claims.filter(({ owners }) => !owners).map(({ dossierId }) => dossierId),
    );
    return claims.map((claim) => {
      const there = reserved
        .filter((row) => row.sectionId === claim.sectionId && overlaps(row, claim) && (row.slots & claim.slots) !== 0)
        .map(ownerKeyOf);
      const owners = claim.owners ?? known.get(claim.dossierId) ?? [];
      return { ...claim, reservedFor: owners.find((owner) => there.includes(owner)) ?? null };
    });
  }

  /** Everything that was noted of a family, what has ended included, oldest first. */
  listOfFamily(from: Reader | Tx, dossierId: Id): Promise<ReserveRight[]> {
    return from.find(ReserveRight, { where: { dossierId }, order: { id: 'ASC' } });
  }

  /** The rights that stand for these families and children, the latest first. */
  listRights(from: Reader | Tx, owners: readonly string[]): Promise<ReserveRight[]> {
    return from.find(ReserveRight, {
      where: { owner: In([...owners]), endedAt: IsNull() },
      order: { notedAt: 'DESC', id: 'DESC' },
    });
  }

  /** Notes a right. A right that stands already is left as it is. The caller decides who may. */
  async noteRight(tx: Tx, actor: Actor, holder: RightHolder, owner: string, saidBy: string): Promise<void> {
    const { dossierId = null, childId = null } = holder;
    const same = { dossierId: dossierId ?? IsNull(), childId: childId ?? IsNull(), owner, endedAt: IsNull() };
    if ((await tx.count(ReserveRight, same)) > 0) return;
    const id = newId();
    await tx.insert(ReserveRight, {
      id,
      dossierId,
      childId,
      owner,
      saidBy,
      notedBy: actorRef(actor),
      notedAt: this.clock.now(),
      endedBy: null,
      endedAt: null,
    });
    await this.audit.changed(tx, actor, 'reserve.note', { kind: 'reserve_right', id });
  }

  /** Ends a right. Places that were given on it stay. @returns whether it stood */
  async endRight(tx: Tx, actor: Actor, rightId: Id): Promise<boolean> {
    const ended = await tx.update(
      ReserveRight,
      { id: rightId, endedAt: IsNull() },
      { endedAt: this.clock.now(), endedBy: actorRef(actor) },
    );
    if (ended > 0) await this.audit.changed(tx, actor, 'reserve.end', { kind: 'reserve_right', id: rightId });
    return ended > 0;
  }
}

/** The owner whose places are for who lives in a commune; none outside the territory. */
export const communeOwner = (communeCode: string | null): string[] =>
  communeCode === null ? [] : [ownerKeyOf({ ownerKind: 'commune', communeCode, employer: null })];
