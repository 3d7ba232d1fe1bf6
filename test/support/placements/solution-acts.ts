import { addDays } from '../../../src/kernel/time.js';
import { DeskActs } from '../../../src/triage/desk-acts.js';
import { DESK } from '../commission.js';
import { childrenOf, type Planned } from './acts.js';
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
