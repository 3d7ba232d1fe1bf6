import { Injectable } from '@nestjs/common';
import { Clock } from '../../foundation/kernel/clock.js';
import { addMonths, dayOf, instantAt, type Day } from '../../foundation/kernel/time.js';
import { Reader } from '../../foundation/platform/database/index.js';
import { FROM_LIST } from '../reporting/index.js';
import { compareGroups, type Equity, type FollowedChild } from './domain/equity.js';
import { listFollowed, listSituations, type FollowedRequest } from './persistence/equity.queries.js';

/** A solution is looked for so many months after the deposit. */
const MONTHS_FOLLOWED = 6;
/** Deposits of so many months are compared. */
const MONTHS_COMPARED = 24;
const AT_WORK: readonly (string | null)[] = ['working', 'studying'];

export interface EquityPicture {
  /** Deposits from the first day to the last, both included. */
  readonly from: Day;
  readonly to: Day;
  readonly equity: Equity;
  /** Requests of these months that came from a list. It dates their deposit, so no delay of theirs began here. */
  readonly fromLists: number;
}

/** Rates of solution of groups against the rest of the territory (observatory.md). No score of persons is ever made. */
@Injectable()
export class EquityFigures {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async readPicture(): Promise<EquityPicture> {
    const to = addMonths(this.clock.today(), -MONTHS_FOLLOWED);
    const from = addMonths(to, -MONTHS_COMPARED);
    const period = { from: instantAt(from), to: instantAt(to) };
    const situations = await listSituations(this.reader, period);
    const requests = await listFollowed(this.reader, period);
    const deposited = requests.filter(({ origin }) => origin !== FROM_LIST);
    const children = deposited.map((request) => followedChild(request, situations.get(request.dossierId) ?? []));
    return { from, to, equity: compareGroups(children), fromLists: requests.length - deposited.length };
  }
}

function followedChild(request: FollowedRequest, situations: readonly (string | null)[]): FollowedChild {
  const { submittedAt, solvedAt, communeCode, adaptation, origin, household } = request;
  const limit = instantAt(addMonths(dayOf(submittedAt), MONTHS_FOLLOWED));
  return {
    solved: solvedAt !== null && solvedAt < limit,
    groups: {
      commune: communeCode,
      loneParent: yesNo(household.loneParent),
      activity: activityOf(situations),
      origin,
      adaptation: yesNo(adaptation),
    },
  };
}

const yesNo = (answer: boolean | null | undefined): string | null => (answer == null ? null : answer ? 'yes' : 'no');

function activityOf(situations: readonly (string | null)[]): string | null {
  if (situations.length === 0 || situations.includes(null)) return null;
  const atWork = situations.filter((situation) => AT_WORK.includes(situation)).length;
  return atWork === 0 ? 'none' : atWork === situations.length ? 'all' : 'some';
}
