import { RequestActs } from '../../../src/family/family/request-acts.js';
import { addDays } from '../../../src/foundation/kernel/time.js';
import { DeskActs } from '../../../src/first-desk/triage/desk-acts.js';
import { DESK } from '../commission.js';
import { childrenOf, familyActor, type Planned } from './acts.js';
import type { Command } from './commands.js';
import { unless } from './drilled-rows.js';
import type { Rows, SolutionRow } from './rows.js';
import type { PlacementDrill } from './world.js';

/** Corrects or ends the first solution of a family that is no place; null when there is none that goes on. */
export function changeSolution(
  world: PlacementDrill,
  command: Extract<Command, { do: 'correctSolution' | 'endSolution' }>,
): Planned | null {
  const { requestId } = world.families[command.family % world.families.length]!;
  const request = world.rows.requests.find(({ id }) => id === requestId)!;
  const line = world.rows.solutions.find(
    ({ request_id, kind, ended_at }) => request_id === requestId && kind !== 'place' && ended_at === null,
  );
  if (!line) return null;
  const seen = { requestId, version: request.version };
  const desk = world.app.get(DeskActs);
  const lastDay = addDays(world.today, command.days);
  const now = (after: Rows): SolutionRow => after.solutions.find(({ id }) => id === line.id)!;
  const solution = {
    kind: 'mam' as const,
    providerId: null,
    providerLabel: null,
    week: null,
    from: line.from,
    to: null,
  };
  return {
    children: childrenOf(world, request),
    work: () =>
      command.do === 'correctSolution'
        ? desk.correctSolution(DESK, seen, line.id, solution, command.choice === 'stop')
        : desk.endSolution(DESK, seen, line.id, lastDay, command.choice),
    told: (after) =>
      command.do === 'correctSolution'
        ? unless(now(after).kind === 'mam', 'corrected, and the solution is as it was')
        : unless(
            now(after).to === lastDay && (now(after).ended_at !== null) === lastDay < world.today,
            `ended on ${lastDay}, and the solution goes on to ${now(after).to}`,
          ),
  };
}

/**
 * Takes back what a family said that it had found, or asks to, when only its desk noted something or all is over. Null
 * when it has no solution but places.
 */
export function takeBack(world: PlacementDrill, family: number): Planned | null {
  const { requestId, dossierId } = world.families[family % world.families.length]!;
  const request = world.rows.requests.find(({ id }) => id === requestId)!;
  const own = world.rows.solutions.filter((one) => one.request_id === requestId && one.kind !== 'place');
  const toldByIt = own.filter(({ recorded_by: by }) => by === `family:${dossierId}`);
  const line = toldByIt.find(({ ended_at }) => ended_at === null) ?? toldByIt[0] ?? own[0];
  if (!line) return null;
  const before = world.rows;
  const others = (rows: Rows): string => JSON.stringify(rows.solutions.filter(({ id }) => id !== line.id));
  return {
    children: childrenOf(world, request),
    work: () =>
      world.app
        .get(RequestActs)
        .takeBackFound(familyActor(dossierId), requestId, line.id, request.version)
        .then(() => undefined),
    told: (after) => {
      const now = after.solutions.find(({ id }) => id === line.id)!;
      const { state } = after.requests.find(({ id }) => id === requestId)!;
      const isLeft = after.solutions.some(
        ({ request_id, ended_at, to }) =>
          request_id === requestId && ended_at === null && (to === null || to >= world.today),
      );
      return [
        ...unless(toldByIt.includes(line) && line.ended_at === null, `${line.id} was not this family's to take back`),
        ...unless(
          now.ended_at !== null && now.to !== null && now.to < now.from,
          `${line.id} is taken back, and counts`,
        ),
        ...unless(others(after) === others(before), `${line.id} is taken back, and another solution changed`),
        ...unless(
          JSON.stringify([after.lines, after.offers]) === JSON.stringify([before.lines, before.offers]),
          `${line.id} is taken back, and a place or an offer changed`,
        ),
        ...unless(
          expectedStates(request.state, isLeft, world.searched.get(requestId) ?? 'waiting_list').includes(state),
          `${line.id} is taken back, and ${requestId}, which was ${request.state}, is ${state}`,
        ),
      ];
    },
  };
}

/** Where a request may be after a solution was taken back. @param searched where it was when it was told */
function expectedStates(was: string, isLeft: boolean, searched: string): readonly string[] {
  if (was === 'placed') return ['placed', 'partly_placed'];
  // An act that began meanwhile goes on.
  if (was !== 'partly_placed' && was !== 'solved_elsewhere') return [was];
  return [isLeft ? 'partly_placed' : searched];
}
