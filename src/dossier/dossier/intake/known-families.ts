import { Injectable } from '@nestjs/common';
import type { Id } from '../../../foundation/kernel/ids.js';
import { NotFound } from '../../../foundation/kernel/refusal.js';
import type { Reader, Tx } from '../../../foundation/platform/database/index.js';
import type { ChildIdentity } from '../domain/duplicates/child-identity.js';
import { DuplicateSearch, type Likely } from '../duplicates/duplicate-search.js';
import { lockFamilies } from '../lifecycle/family-locks.js';
import { ChildRequest, type Dossier } from '../persistence/dossier.entities.js';

/** What is known already of a family that sends a form. */
export interface KnownFamily {
  /** The requests that may be about the same children. */
  readonly likely: readonly Likely[];
  /** Those of them that are not arrivals themselves. */
  readonly known: readonly Likely[];
  /** A request of the known family; null for a new one. */
  readonly family: ChildRequest | null;
  /** Its dossier, locked. */
  readonly held: Dossier | null;
}

/** Among which families the one is looked for that sends a form. */
export interface AmongFamilies {
  /** Of a line of a list: which requests other lines of it brought. */
  readonly ofOneList?: OfOneList;
  /** The dossier of the family, where a person has said which it is. */
  readonly into?: Id;
}

/** Of these requests, those that another line of the list brought which is being taken. */
export type OfOneList = (from: Reader | Tx, requestIds: readonly Id[]) => Promise<readonly Id[]>;

/** Marks the requests that another line of the same list brought. */
export async function markedOfOneList(
  from: Reader | Tx,
  likely: readonly Likely[],
  ofOneList: OfOneList | undefined,
): Promise<readonly Likely[]> {
  if (ofOneList === undefined || likely.length === 0) return likely;
  const others = new Set(
    await ofOneList(
      from,
      likely.map(({ request }) => request.id),
    ),
  );
  return likely.map((one) => ({ ...one, isOfOneList: others.has(one.request.id) }));
}

/** Finds the family that a form comes from, among those that the desk knows. */
@Injectable()
export class KnownFamilies {
  constructor(private readonly search: DuplicateSearch) {}

  /**
   * Locks the known family's dossier, and the dossiers of the requests that the sent children certainly repeat. A family
   * that is erased while this waits for its lock is known no more: what is sent would never be erased from it.
   */
  async lockKnown(
    tx: Tx,
    identities: readonly ChildIdentity[],
    { ofOneList, into }: AmongFamilies = {},
  ): Promise<KnownFamily> {
    const likely = await this.search.findLikely(tx, identities);
    return this.lockAmong(tx, identities, await markedOfOneList(tx, likely, ofOneList), into);
  }

  /** The request of the family that a person named, and else that of the family which the children tell. */
  async findFamily(
    from: Reader | Tx,
    identities: readonly ChildIdentity[],
    known: readonly Likely[],
    into: Id | undefined,
  ): Promise<ChildRequest | null> {
    return into === undefined
      ? (this.search.sameFamily(identities, known)?.request ?? null)
      : from.findOne(ChildRequest, { dossierId: into });
  }

  private async lockAmong(
    tx: Tx,
    identities: readonly ChildIdentity[],
    likely: readonly Likely[],
    into: Id | undefined,
  ): Promise<KnownFamily> {
    // An arrival that nobody has judged yet does not count as a known family.
    const known = likely.filter(({ isArrival }) => !isArrival);
    const family = await this.findFamily(tx, identities, known, into);
    if (family === null) return { likely, known, family, held: null };
    const repeated = identities.flatMap(
      (identity) => this.search.findCertain(identity, known)?.request.dossierId ?? [],
    );
    const { dossiers } = await lockFamilies(tx, [family.dossierId, ...repeated]);
    const left = likely.filter(({ request }) => !dossiers.get(request.dossierId)?.anonymisedAt);
    if (left.length < likely.length) return this.lockAmong(tx, identities, left, into);
    const held = dossiers.get(family.dossierId)!;
    // A family that a person named and that was erased meanwhile is nobody's any more.
    if (held.anonymisedAt !== null) throw new NotFound('dossier');
    return { likely, known, family, held };
  }
}
