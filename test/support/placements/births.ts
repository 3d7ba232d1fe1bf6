import { Births } from '../../../src/dossier/dossier/index.js';
import { addDays } from '../../../src/foundation/kernel/time.js';
import { EndedPregnancies } from '../../../src/places/placement/index.js';
import { childrenOf, familyActor, type Planned } from './acts.js';
import type { Command } from './commands.js';
import { isHeld, unless } from './drilled-rows.js';
import type { Line, RequestRow } from './rows.js';
import type { PlacementDrill } from './world.js';

/** The first request of a family, and the transfers that want to better its place. */
function requestsOfChild(world: PlacementDrill, family: number): [RequestRow, ...RequestRow[]] {
  const { requestId } = world.families[family % world.families.length]!;
  const first = world.rows.requests.find(({ id }) => id === requestId)!;
  return [first, ...world.rows.requests.filter(({ transfer_from_id: origin }) => origin === requestId)];
}

export function birth(world: PlacementDrill, { family, after: days }: Extract<Command, { do: 'birth' }>): Planned {
  const requests = requestsOfChild(world, family);
  const [{ id, version, dossier_id: dossierId }] = requests;
  const due = world.families[family % world.families.length]!.birth;
  const birthDate = [addDays(due, days), world.today].sort()[0]!;
  const held = ({ path_to: _path, ...line }: Line): unknown => line;
  const before = world.rows.lines.map(held);
  return {
    children: childrenOf(world, ...requests),
    work: () => world.app.get(Births).recordBirth(familyActor(dossierId), id, { birthDate, firstName: null }, version),
    told: (after) =>
      unless(
        JSON.stringify(after.lines.map(held)) === JSON.stringify(before),
        'a birth changed more than the end of a path',
      ),
  };
}

export function stop(world: PlacementDrill, family: number): Planned {
  const requests = requestsOfChild(world, family);
  const [{ id, version, dossier_id: dossierId }] = requests;
  const own = new Set(requests.map((one) => one.id));
  return {
    children: childrenOf(world, ...requests),
    work: () => world.app.get(EndedPregnancies).stopRequest(familyActor(dossierId), id, version),
    told: (after) => [
      ...after.requests
        .filter((one) => own.has(one.id) && !['withdrawn', 'refused', 'lapsed', 'solved_elsewhere'].includes(one.state))
        .map((one) => `${one.id} was stopped, and is ${one.state}`),
      ...after.lines
        .filter((line) => line.request_id !== null && own.has(line.request_id) && isHeld(line))
        .map((line) => `${line.id} was stopped, and goes on`),
      ...after.solutions
        .filter((one) => own.has(one.request_id) && one.ended_at === null)
        .map((one) => `solution ${one.id} was stopped, and goes on`),
      ...after.offers
        .filter((one) => own.has(one.request_id) && one.state === 'open')
        .map((one) => `offer ${one.id} was stopped, and is open`),
    ],
  };
}
