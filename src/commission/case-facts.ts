import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { CriterionRecords, factsOf, type BonusPlace, type CandidateFacts } from '../admission/index.js';
import { RequestHistory, type ChildRequest, type RequestFile } from '../dossier/index.js';
import type { Id } from '../kernel/ids.js';
import { ageInMonths, dayOf, type Day } from '../kernel/time.js';
import { Offer, Placement } from '../placement/index.js';
import type { Reader } from '../platform/database/index.js';
import { Supply } from '../supply/index.js';
import { Candidacy } from './persistence/commission.entities.js';
import { REFUSED_OFFERS } from './persistence/ended-offers.queries.js';

/** All that a grid may count of a request on a day: what the family says, what was recorded, and what happened to it before. */
@Injectable()
export class CaseFacts {
  constructor(
    private readonly records: CriterionRecords,
    private readonly supply: Supply,
  ) {}

  /** @param on the day of the session: months of waiting are counted up to it */
  async of(from: Reader, { request, dossier, adults, siblings }: RequestFile, on: Day): Promise<CandidateFacts> {
    const [first] = adults;
    // A transfer goes on with the story of the request whose place it would better, and is no brother or sister of it.
    const line = lineOf(request, siblings);
    const others = siblings.filter((one) => lineOf(one, [request, ...siblings]).at(-1) !== line.at(-1));
    const judged = await from.find(Candidacy, { where: { requestId: In(line), state: In(['waiting', 'refused']) } });
    return factsOf({
      // The dossier's commune is one of the territory's, or null; a family from outside says which one.
      resident: dossier.communeCode !== null ? true : first?.details.communeName ? false : null,
      communeCode: dossier.communeCode,
      loneParent: dossier.household.loneParent,
      situations: adults.map(({ details }) => details.situation),
      familyQuotient: dossier.household.familyQuotient,
      adaptationNeed: request.adaptationNeed,
      multipleBirth: request.multipleBirth,
      currentCare: request.need.currentCare,
      siblingAt: await this.siblingAt(from, request.siblingProviderId, others.map(({ id }) => id), on),
      declared: dossier.criterionFacts,
      seniorityMonths: Math.max(0, ageInMonths(dayOf(request.submittedAt), on)),
      missedCommissions: judged.filter(({ state }) => state === 'waiting').length,
      earlierRefusals: judged.length,
      declinedOffers: await from.count(Offer, { requestId: In(line), state: In([...REFUSED_OFFERS]) }),
      unansweredOffers: await from.count(Offer, { requestId: In(line), state: 'expired' }),
      noShows: await this.noShowsOf(from, line),
      ...(await this.records.counted(from, ...line)),
    });
  }

  placesOf(providerIds: readonly Id[]): BonusPlace[] {
    return providerIds.map((id) => ({ id, communeCode: this.supply.provider(id)?.communeCode ?? null }));
  }

  /** A "never came" that its nursery took back counts for nothing. */
  private async noShowsOf(from: Reader, line: readonly Id[]): Promise<number> {
    const requestId = In([...line]);
    return (await from.count(RequestHistory, { requestId, action: 'noShow' })) - (await from.count(RequestHistory, { requestId, action: 'restore', from: 'waiting_list' }));
  }

  /** Where the family says a brother or sister goes, and where one of the dossier has its place. */
  private async siblingAt(from: Reader, declared: Id | null, siblingIds: readonly Id[], on: Day): Promise<Id[]> {
    const placed = siblingIds.length === 0 ? [] : await from.find(Placement, { where: { requestId: In([...siblingIds]), state: 'held' } });
    const there = placed.filter(({ to }) => to >= on).flatMap(({ sectionId }) => this.supply.section(sectionId)?.providerId ?? []);
    return [...new Set([...(declared === null ? [] : [declared]), ...there])].sort();
  }
}

type Transferable = Pick<ChildRequest, 'id' | 'transferFromId'>;

/** A request, and those whose places it and they would better, the latest first. */
function lineOf({ id, transferFromId }: Transferable, others: readonly Transferable[]): Id[] {
  const origin = others.find((one) => one.id === transferFromId);
  return [id, ...(origin ? lineOf(origin, others) : [])];
}
