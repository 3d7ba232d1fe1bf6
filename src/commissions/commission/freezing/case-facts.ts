import { Injectable } from '@nestjs/common';
import {
  CriterionRecords,
  factsOf,
  type AnsweredFacts,
  type BonusPlace,
  type CandidateFacts,
} from '../../admission/index.js';
import {
  answersTo,
  isLoneWithAnother,
  mayStartLater,
  POINTED_CHILD_QUESTIONS,
  siblingSaid,
  WITHHELD,
  type AdultForm,
  type ChildForm,
  type ChildRequest,
  type DossierForm,
  type HouseholdForm,
  type RequestFile,
} from '../../../dossier/dossier/index.js';
import { groupedBy } from '../../../foundation/kernel/grouped-by.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { ageInMonths, dayOf, type Day } from '../../../foundation/kernel/time.js';
import { findHeldPlacements } from '../../../places/placement/index.js';
import type { Reader } from '../../../foundation/platform/database/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { earlierAnswers } from '../persistence/earlier-answers.queries.js';

/**
 * Everything that a grid may count of a request on a day: the family's answers, the recorded proofs and opinions, and
 * what became of the request earlier.
 */
@Injectable()
export class CaseFacts {
  constructor(
    private readonly records: CriterionRecords,
    private readonly supply: Supply,
  ) {}

  /** @param on the day of the session, up to which months of waiting are counted */
  async readFacts(from: Reader, file: RequestFile, on: Day): Promise<CandidateFacts> {
    const [facts] = await this.ofAll(from, [file], on);
    return facts!;
  }

  /** {@link readFacts} for many at once, in their order. */
  async ofAll(from: Reader, files: readonly RequestFile[], on: Day): Promise<CandidateFacts[]> {
    return (await this.readAnswered(from, files, on)).map(factsOf);
  }

  /** What {@link ofAll} computes its facts from. */
  async readAnswered(from: Reader, files: readonly RequestFile[], on: Day): Promise<AnsweredFacts[]> {
    // A transfer continues the history of the request whose place it wants to better. It is not a brother or sister of
    // that request.
    const lines = files.map(({ request, siblings }) => lineOf(request, siblings));
    const others = files.map(({ request, siblings }, index) =>
      siblings
        .filter((sibling) => lineOf(sibling, [request, ...siblings]).at(-1) !== lines[index]!.at(-1))
        .map(({ id }) => id),
    );
    const earlierOf = await earlierAnswers(from, lines.flat());
    const records = await this.records.countedAll(from, lines);
    const placedAt = await this.placedAt(from, others.flat(), on);
    return files.map(({ request, dossier, adults }, index) => {
      const earlier = earlierOf(lines[index]!);
      const declared = request.siblingProviderId;
      return {
        // The commune of a dossier has a code in the territory, and otherwise only a name.
        resident: dossier.communeCode !== null ? true : adults[0]?.details.communeName ? false : null,
        communeCode: dossier.communeCode,
        ...homeOf(
          dossier.household,
          adults.map(({ details }) => details),
        ),
        judgedOn: on,
        wantedFrom: request.wantedFrom,
        familyQuotient: dossier.household.familyQuotient,
        ...answersTo(POINTED_CHILD_QUESTIONS, request),
        currentCare: request.need.currentCare,
        // Siblings: where the family says that one goes, and where another child of the dossier has a place.
        siblingAt: [
          ...new Set([
            ...(declared === null ? [] : [declared]),
            ...others[index]!.flatMap((id) => placedAt.get(id) ?? []),
          ]),
        ].sort(),
        siblingReceived: siblingSaid(request),
        declared: declaredIn(dossier.criterionFacts),
        ...withheldIn(
          adults.map(({ details }) => details),
          dossier,
          request,
        ),
        seniorityMonths: Math.max(0, ageInMonths(dayOf(request.submittedAt), on)),
        missedCommissions: earlier.waiting,
        earlierRefusals: earlier.waiting + earlier.refused,
        declinedOffers: earlier.declinedOffers,
        unansweredOffers: earlier.unansweredOffers,
        noShows: earlier.noShows,
        ...records[index]!,
      };
    });
  }

  /** What is known of a child before its form is sent: nothing has happened to its request, and nobody has seen a proof. */
  answeredIn({ adults, household, criterionFacts, children }: DossierForm, index: number, on: Day): AnsweredFacts {
    const { need, siblingProviderId } = children[index]!;
    const communeCode = adults[0]?.communeCode ?? null;
    return {
      resident: communeCode !== null ? true : adults[0]?.communeName ? false : null,
      communeCode,
      ...homeOf(household, adults),
      judgedOn: on,
      wantedFrom: need.wantedFrom,
      familyQuotient: household.familyQuotient,
      ...answersTo(POINTED_CHILD_QUESTIONS, children[index]!),
      currentCare: need.currentCare,
      siblingAt: siblingProviderId === null ? [] : [siblingProviderId],
      siblingReceived: siblingSaid(children[index]!),
      declared: declaredIn(criterionFacts),
      ...withheldIn(adults, { household, criterionFacts }, children[index]!),
      ...NOTHING_EARLIER,
    };
  }

  placesOf(providerIds: readonly Id[]): BonusPlace[] {
    return providerIds.map((id) => ({ id, communeCode: this.supply.provider(id)?.communeCode ?? null }));
  }

  /** By request, the establishments where these requests hold places on this day or later. */
  private async placedAt(from: Reader, requestIds: readonly Id[], on: Day): Promise<Map<Id, Id[]>> {
    const held = requestIds.length === 0 ? [] : await findHeldPlacements(from, requestIds);
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

const NOTHING_EARLIER = {
  seniorityMonths: 0,
  missedCommissions: 0,
  earlierRefusals: 0,
  declinedOffers: 0,
  unansweredOffers: 0,
  noShows: 0,
  seen: {},
  opinions: {},
} as const;

/** Who raises the child, and what they do. A lone parent beside another at home is asked about, and proves neither. */
const homeOf = (
  { loneParent }: HouseholdForm,
  adults: readonly AdultForm[],
): Pick<AnsweredFacts, 'loneParent' | 'situations' | 'returns'> => ({
  loneParent: isLoneWithAnother(loneParent, adults) ? null : loneParent,
  situations: adults.map(({ situation }) => situation),
  returns: adults.map(({ situation, returnsOn }) => (mayStartLater(situation) ? (returnsOn ?? null) : null)),
});

const declaredIn = (facts: DossierForm['criterionFacts']): Record<string, boolean> =>
  Object.fromEntries(
    Object.entries(facts).flatMap(([code, said]): [string, boolean][] => (said === WITHHELD ? [] : [[code, said]])),
  );

/** What a family does not wish to answer; without it, the facts stay as they were before this could be said. */
function withheldIn(
  adults: readonly AdultForm[],
  { household, criterionFacts }: Pick<DossierForm, 'household' | 'criterionFacts'>,
  child: Pick<ChildRequest, 'withheld' | 'need'> | Pick<ChildForm, 'withheld' | 'need'>,
): Pick<AnsweredFacts, 'withheld'> {
  const withheld = [
    ...adults.flatMap((adult, index) => (adult.withheld ?? []).map((question) => `${question}.${index}`)),
    ...(household.withheld ?? []),
    ...(child.withheld ?? []),
    ...(child.need.withheld ?? []),
    ...Object.keys(criterionFacts).filter((code) => criterionFacts[code] === WITHHELD),
  ];
  return withheld.length === 0 ? {} : { withheld };
}

type Transferable = Pick<ChildRequest, 'id' | 'transferFromId'>;

/** A request with those that it wants to better and those that want to better it, latest first. */
function lineOf({ id, transferFromId }: Transferable, others: readonly Transferable[]): Id[] {
  const origin = others.find((request) => request.id === transferFromId);
  return [id, ...(origin ? lineOf(origin, others) : [])];
}
