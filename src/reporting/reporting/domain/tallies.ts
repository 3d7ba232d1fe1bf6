import { ageInMonths, dayOf, type Day } from '../../../foundation/kernel/time.js';
import type { FamilyHistory, RequestPast } from './family-history.js';
import { courseOf, type CourseDay, type FamilyDay } from './family-course.js';
import { firstSolution, wishObtained } from './wish-obtained.js';
import { stageDelays, type Way } from './stages.js';

/** Figures that have a level on each day: the sum of all their changes up to it. */
const STOCK_FIGURES = ['status', 'because', 'refused'] as const;
export const LEVELS: ReadonlySet<Figure> = new Set(STOCK_FIGURES);
/** Figures that count what happened in a period. */
export const FLOW_FIGURES = [
  'received',
  'arrivals',
  'entered',
  'left',
  'wish',
  'mode',
  'offers',
  'declined',
  'refusals',
] as const;
/** `active`: the days of a stage without those in which the request waited for its family to complete it. */
export type DelayFigure = `stage.${Way}` | `active.${Way}`;
export type Figure = (typeof STOCK_FIGURES)[number] | (typeof FLOW_FIGURES)[number] | DelayFigure;

/** What a figure can be told apart by. An absent one is not known, or says nothing about this figure. */
export interface Members {
  /** INSEE code; '' outside the territory. */
  readonly commune?: string;
  readonly loneParent?: string;
  readonly origin?: string;
  readonly age?: string;
  readonly provider?: string;
}

/** A change of a figure on a day. A figure of a period is the sum of the tallies of all families. */
export interface Tally {
  readonly day: Day;
  readonly figure: Figure;
  /** The status, the cause, the action… `''` where the figure is one number. For a stage, its number of days. */
  readonly key: string;
  readonly change: number;
  readonly members: Members;
  /** Whether it counts by commune only: a family that moves house changes no figure of the territory. */
  readonly moved?: true;
}

/**
 * Everything that one family adds to the figures. This is the one place that says what is counted, and when.
 * @param horizonWeeks see statusOf
 */
export const talliesOf = (family: FamilyHistory, horizonWeeks: number): Tally[] => {
  const course = courseOf(family, horizonWeeks);
  return [
    ...withoutPairs(courseTallies(course, familyMembers(family))),
    ...family.requests
      // A request is counted with the family whose it is now. Nobody else counts one that was not judged yet.
      .filter(({ moves }) => moves.length > 0 && (inOrder(moves).at(-1)!.family ?? family.id) === family.id)
      .flatMap((request) => requestTallies(request, course, familyMembers(family))),
  ];
};

/** A level that goes down and up again on one day has not changed: both steps are left out. */
function withoutPairs(tallies: readonly Tally[]): Tally[] {
  const sums = new Map<string, Tally>();
  for (const tally of tallies) {
    const key = JSON.stringify({ ...tally, change: 0 });
    sums.set(key, { ...tally, change: (sums.get(key)?.change ?? 0) + tally.change });
  }
  return [...sums.values()].filter(({ change }) => change !== 0);
}

const inOrder = <Dated extends { readonly at: string }>(dated: readonly Dated[]): Dated[] =>
  [...dated].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

const familyMembers = ({ loneParent }: FamilyHistory): Members =>
  loneParent === null ? {} : { loneParent: loneParent ? 'yes' : 'no' };

/** Levels go down as they were and up as they are. What enters and leaves "without" is told with its cause. */
function courseTallies(course: readonly CourseDay[], family: Members): Tally[] {
  return course.flatMap(({ day, after, cause }, index): Tally[] => {
    const before = course[index - 1]?.after ?? null;
    const tally = (stands: FamilyDay, figure: Figure, key: string, change: number, moved?: true): Tally => ({
      day,
      figure,
      key,
      change,
      members: { ...family, commune: stands.communeCode ?? '' },
      ...(moved ? { moved } : {}),
    });
    const levels = (stands: FamilyDay | null, change: number): Tally[] =>
      stands === null
        ? []
        : [
            tally(stands, 'status', stands.status, change),
            ...(stands.because === null ? [] : [tally(stands, 'because', stands.because, change)]),
            ...(stands.status === 'without' && stands.refused
              ? [tally(stands, 'refused', stands.refused, change)]
              : []),
          ];
    const [was, is] = [before?.status === 'without', after?.status === 'without'];
    const movedHouse = was && is && before!.communeCode !== after!.communeCode;
    return [
      ...levels(before, -1),
      ...levels(after, 1),
      ...(!was && is ? [tally(after!, 'entered', cause, 1)] : []),
      ...(was && !is ? [tally(before!, 'left', cause, 1)] : []),
      ...(movedHouse
        ? [tally(after!, 'entered', 'residence', 1, true), tally(before!, 'left', 'residence', 1, true)]
        : []),
    ];
  });
}

function requestTallies(request: RequestPast, course: readonly CourseDay[], family: Members): Tally[] {
  const members = { ...family, ...requestMembers(request) };
  const on = (day: Day, figure: Figure, key: string, more: Members = {}): Tally => ({
    day,
    figure,
    key,
    change: 1,
    members: { ...members, commune: communeOnDay(course, day), ...more },
  });
  const submitted = inOrder(request.moves)
    .filter(({ action }) => action === 'submit')
    .map(({ at }) => dayOf(at));
  const solution = firstSolution(request);
  const wished = [...request.wishes].sort((a, b) => a.rank - b.rank)[0];
  return [
    ...submitted.flatMap((day, index) => {
      if (index > 0 || request.repeatKnownAt !== null) return [on(day, 'arrivals', '')];
      return request.transferFrom === null ? [on(day, 'received', '')] : [];
    }),
    ...stageDelays(request).flatMap(({ stage, day, days, suspended }) => [
      on(day, `stage.${stage}`, String(days)),
      on(day, `active.${stage}`, String(days - suspended)),
    ]),
    ...(solution === null
      ? []
      : [
          on(dayOf(solution.at), 'wish', wishObtained(solution, request.wishes)),
          ...(wished ? [on(dayOf(solution.at), 'mode', `${wished.mode} ${solution.mode}`)] : []),
        ]),
    ...request.offers.flatMap(({ at, answer, reason, provider }) => {
      const named = provider === null ? {} : { provider };
      return [
        on(dayOf(at), 'offers', answer, named),
        ...(answer === 'declined' ? [on(dayOf(at), 'declined', reason ?? 'unsaid', named)] : []),
      ];
    }),
    ...request.moves
      .filter(({ to, action }) => to === 'refused' && action === 'refuse')
      .map(({ at, reason }) => on(dayOf(at), 'refusals', reason ?? 'unsaid')),
  ];
}

/** Where the family lived on a day; where it lived first, before any request counted. */
const communeOnDay = (course: readonly CourseDay[], day: Day): string =>
  (
    course.findLast((change) => change.day <= day && change.after !== null) ??
    course.find(({ after }) => after !== null)
  )?.after?.communeCode ?? '';

/** Ages on the day on which care is wanted, in completed months. */
const AGE_BANDS = [
  ['under_one', 12],
  ['one', 24],
  ['two', 36],
  ['three_or_more', Infinity],
] as const;
/** The origin of requests that come from a list: the day of their deposit is what the list says. */
export const FROM_LIST = 'import';

/** The ages by which requests are told apart, the youngest first. */
export const AGES = AGE_BANDS.map(([age]) => age);

function requestMembers({ birth, origin, moves }: RequestPast): Members {
  const wantedFrom = moves.find((move) => move.wantedFrom !== null)?.wantedFrom ?? null;
  const months = birth === null || wantedFrom === null ? null : ageInMonths(birth, wantedFrom);
  const age = months === null ? undefined : AGE_BANDS.find(([, below]) => months < below)![0];
  return { ...(origin === null ? {} : { origin }), ...(age === undefined ? {} : { age }) };
}
