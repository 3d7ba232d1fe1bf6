import { groupOfCode } from '../../../foundation/kernel/own-code.js';
import { MISSIONS, type Mission } from './missions.js';

/** Fewer people would tell what one of them does, to whoever knows the others. */
export const FEWEST_PEOPLE = 3;

/** Minutes of one person on one mission in a month. */
export interface PersonTime {
  readonly accountId: string;
  readonly mission: string;
  readonly minutes: number;
}

/** What is told of a team's month. A mission on which nobody spent time is absent from both lists. */
export interface TeamMonth {
  readonly people: number;
  readonly minutes: number;
  /** Missions on which three people or more spent time. */
  readonly shown: readonly { readonly mission: Mission; readonly minutes: number }[];
  /** The other ones, told as one sum of three people or more; null when there are none. */
  readonly grouped: { readonly missions: readonly Mission[]; readonly minutes: number } | null;
}

interface MissionTime {
  readonly mission: Mission;
  readonly minutes: number;
  readonly people: ReadonlySet<string>;
}

/**
 * Sums a month of a team by mission. Every number of it is of three people or more: a mission that fewer of them worked
 * on is told with others, and so are further missions, in the order of the list, until the sum is of three people.
 * @returns null where fewer than three people entered time
 */
export function teamMonth(times: readonly PersonTime[]): TeamMonth | null {
  const spent = times.filter(({ minutes }) => minutes > 0);
  const people = new Set(spent.map(({ accountId }) => accountId));
  if (people.size < FEWEST_PEOPLE) return null;
  const missions = MISSIONS.map((mission) => missionTime(mission, spent)).filter(({ minutes }) => minutes > 0);
  const grouped = groupedAmong(missions);
  return {
    people: people.size,
    minutes: sumOf(missions),
    shown: missions.filter((one) => !grouped.includes(one)).map(({ mission, minutes }) => ({ mission, minutes })),
    grouped: grouped.length === 0 ? null : { missions: grouped.map(({ mission }) => mission), minutes: sumOf(grouped) },
  };
}

function missionTime(mission: Mission, times: readonly PersonTime[]): MissionTime {
  const own = times.filter((time) => groupOfCode(time.mission) === mission);
  return { mission, minutes: sumOf(own), people: new Set(own.map(({ accountId }) => accountId)) };
}

function groupedAmong(missions: readonly MissionTime[]): MissionTime[] {
  const few = new Set(missions.filter(({ people }) => people.size < FEWEST_PEOPLE));
  const peopleOf = (): number => new Set([...few].flatMap(({ people }) => [...people])).size;
  for (const next of missions) {
    if (few.size === 0 || peopleOf() >= FEWEST_PEOPLE) break;
    few.add(next);
  }
  return missions.filter((mission) => few.has(mission));
}

const sumOf = (times: readonly { readonly minutes: number }[]): number =>
  times.reduce((sum, { minutes }) => sum + minutes, 0);
