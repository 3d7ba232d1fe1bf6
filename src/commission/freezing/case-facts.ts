import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { CriterionRecords, factsOf, type BonusPlace, type CandidateFacts } from '../../admission/index.js';
import type { ChildRequest, RequestFile } from '../../dossier/index.js';
import { groupedBy } from '../../kernel/grouped-by.js';
import type { Id } from '../../kernel/ids.js';
import { ageInMonths, dayOf, type Day } from '../../kernel/time.js';
import { Placement } from '../../placement/index.js';
import type { Reader } from '../../platform/database/index.js';
import { Supply } from '../../supply/index.js';
import { earlierAnswers } from '../persistence/earlier-answers.queries.js';

/**
 * All that a grid may count of a request on a day: what the family says, what was recorded, and what happened to it
 * before.
 */
@Injectable()
export class CaseFacts {
  constructor(
    private readonly records: CriterionRecords,
    private readonly supply: Supply,
  ) {}

  /** @param on the day of the session: months of waiting are counted up to it */
  async of(from: Reader, file: RequestFile, on: Day): Promise<CandidateFacts> {
    const [facts] = await this.ofAll(from, [file], on);
    return facts!;
  }

  /** {@link of} for many at once, in their order. */
  async ofAll(from: Reader, files: readonly RequestFile[], on: Day): Promise<CandidateFacts[]> {
    // A transfer goes on with the story of the request whose place it would better, and is no brother or sister of it.
    const lines = files.map(({ request, siblings }) => lineOf(request, siblings));
    const others = files.map(({ request, siblings }, index) =>
      siblings.filter((one) => lineOf(one, [request, ...siblings]).at(-1) !== lines[index]!.at(-1)).map(({ id }) => id),
    );
    const earlierOf = await earlierAnswers(from, lines.flat());
    const records = await this.records.countedAll(from, lines);
    const placedAt = await this.placedAt(from, others.flat(), on);
    return files.map(({ request, dossier, adults }, index) => {
      const earlier = earlierOf(lines[index]!);
      const declared = request.siblingProviderId;
      return factsOf({
        // The dossier's commune is one of the territory's, or null; a family from outside says which one.
        resident: dossier.communeCode !== null ? true : adults[0]?.details.communeName ? false : null,
        communeCode: dossier.communeCode,
        loneParent: dossier.household.loneParent,
        situations: adults.map(({ details }) => details.situation),
        familyQuotient: dossier.household.familyQuotient,
        adaptationNeed: request.adaptationNeed,
        multipleBirth: request.multipleBirth,
        currentCare: request.need.currentCare,
        // Where the family says a brother or sister goes, and where one of the dossier has its place.
        siblingAt: [
          ...new Set([
            ...(declared === null ? [] : [declared]),
            ...others[index]!.flatMap((id) => placedAt.get(id) ?? []),
          ]),
        ].sort(),
        declared: dossier.criterionFacts,
        seniorityMonths: Math.max(0, ageInMonths(dayOf(request.submittedAt), on)),
        missedCommissions: earlier.waiting,
        earlierRefusals: earlier.waiting + earlier.refused,
        declinedOffers: earlier.declinedOffers,
        unansweredOffers: earlier.unansweredOffers,
        noShows: earlier.noShows,
        ...records[index]!,
      });
    });
  }

  placesOf(providerIds: readonly Id[]): BonusPlace[] {
    return providerIds.map((id) => ({ id, communeCode: this.supply.provider(id)?.communeCode ?? null }));
  }

  /** The establishments where these requests hold places on a day or later, by request. */
  private async placedAt(from: Reader, requestIds: readonly Id[], on: Day): Promise<Map<Id, Id[]>> {
    const held =
      requestIds.length === 0
        ? []
        : await from.find(Placement, { where: { requestId: In([...requestIds]), state: 'held' } });
    const byRequest = groupedBy(
      held.filter(({ to }) => to >= on),
      ({ requestId }) => requestId!,
    );
    return new Map(
      [...byRequest].map(([id, placements]) => [
        id,
        placements.flatMap(({ sectionId }) => this.supply.section(sectionId)?.providerId ?? []),
      ]),
    );
  }
}

type Transferable = Pick<ChildRequest, 'id' | 'transferFromId'>;

/** A request, and those whose places it and they would better, the latest first. */
function lineOf({ id, transferFromId }: Transferable, others: readonly Transferable[]): Id[] {
  const origin = others.find((one) => one.id === transferFromId);
  return [id, ...(origin ? lineOf(origin, others) : [])];
}
