import type { CandidateFacts } from '../../admission/domain/index.js';
import { shownCounts } from '../../../foundation/kernel/small-counts.js';

/** One case of a session under two grids: whether each proposal gives it a new place. */
export interface PlayedCase {
  /** Null outside the territory. */
  readonly communeCode: string | null;
  readonly facts: CandidateFacts;
  readonly before: boolean;
  readonly after: boolean;
}

/** How the children of a session are grouped: by where they live, and by whether a criterion holds. */
export const DIVISIONS = ['commune', 'lone_parent', 'insertion_path', 'child_handicap'] as const;
export type Division = (typeof DIVISIONS)[number];

/** Null means not shown, because the count is small or would reveal a small one. */
export interface Tally {
  readonly children: number | null;
  readonly gaining: number | null;
  readonly losing: number | null;
}

export interface GroupTally extends Tally {
  /** The code of a commune or `outside`; for a criterion, `yes`, `no` or `unknown`. */
  readonly group: string;
}

export interface Simulation {
  readonly all: Tally;
  readonly by: Readonly<Record<Division, readonly GroupTally[]>>;
}

const MEASURES: Readonly<Record<keyof Tally, (played: PlayedCase) => boolean>> = {
  children: () => true,
  gaining: ({ before, after }) => after && !before,
  losing: ({ before, after }) => before && !after,
};

function groupOf({ communeCode, facts }: PlayedCase, division: Division): string {
  if (division === 'commune') return communeCode ?? 'outside';
  const holds = facts.answers[division]?.value ?? null;
  return holds === null ? 'unknown' : holds ? 'yes' : 'no';
}

/** How many children would gain or lose a place, in counts that reveal nothing about one family (domain.md §10). */
export function tallied(cases: readonly PlayedCase[]): Simulation {
  const shown = (division: Division, measure: keyof Tally) => {
    const names = [...new Set(cases.map((played) => groupOf(played, division)))].sort();
    const counted = cases.filter(MEASURES[measure]);
    return {
      names,
      ...shownCounts(names.map((name) => counted.filter((played) => groupOf(played, division) === name).length)),
    };
  };
  const by = (division: Division): GroupTally[] => {
    const [children, gaining, losing] = [
      shown(division, 'children'),
      shown(division, 'gaining'),
      shown(division, 'losing'),
    ];
    return children.names.map((group, index) => ({
      group,
      children: children.counts[index]!,
      gaining: gaining.counts[index]!,
      losing: losing.counts[index]!,
    }));
  };
  const total = (measure: keyof Tally): number | null => shown('commune', measure).total;
  return {
    all: { children: total('children'), gaining: total('gaining'), losing: total('losing') },
    by: {
      commune: by('commune'),
      lone_parent: by('lone_parent'),
      insertion_path: by('insertion_path'),
      child_handicap: by('child_handicap'),
    },
  };
}
