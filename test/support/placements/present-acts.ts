import { DomainError, refuse } from '../../../src/foundation/kernel/refusal.js';
import { addDays } from '../../../src/foundation/kernel/time.js';
import { Paths, Placements, PresentChildren } from '../../../src/places/placement/index.js';
import { directorOf } from '../placement-world.js';
import type { Planned } from './acts.js';
import type { Command } from './commands.js';
import { unless } from './drilled-rows.js';
import { daysOf, SECTIONS } from './sections.js';
import type { PlacementDrill } from './world.js';

const NO_CHILD: ReadonlySet<string> = new Set();
const SECTION_IDS = Object.keys(SECTIONS);
const ownerOf = (sectionId: string): string => sectionId.split(':')[0]!;

/** A director enters a child who is there already, beyond the places where she decides so. */
export function enter(
  world: PlacementDrill,
  { nth, when, weeks, days, decided }: Extract<Command, { do: 'enter' }>,
): Planned {
  const sectionId = SECTION_IDS[nth % SECTION_IDS.length]!;
  const [providerId, since, there] = [ownerOf(sectionId), addDays(world.today, when - 30), world.rows.lines.length];
  const until = addDays(world.today, weeks * 4);
  return {
    children: NO_CHILD,
    work: () =>
      world.run(async (tx) => {
        const fate = await world.app
          .get(PresentChildren)
          .enterChild(
            tx,
            directorOf(providerId),
            {
              firstName: `Enfant${there}`,
              surname: `De ${world.today}`,
              birthDate: '2025-12-20',
              sectionId,
              slots: daysOf(days),
              since,
              to: addDays(since, weeks * 7 - 1),
              parent: null,
            },
            { providerId, line: null, derogation: decided ? { reason: 'une raison', until } : null },
          );
        if (fate.fate === 'refused') throw new DomainError(fate.refusal);
        if (fate.fate !== 'placed')
          throw new DomainError(refuse(fate.fate === 'known' ? 'present.known' : 'seats.full'));
      }),
    told: (after) => unless(after.lines.length === there + 1, `${after.lines.length - there} children more, not one`),
  };
}

/** A director takes back a child who was entered by mistake. */
export function remove(world: PlacementDrill, nth: number): Planned | null {
  const entered = world.rows.lines.filter(({ child_id: id }) => world.rows.present.some((one) => one.id === id));
  const line = entered[nth % Math.max(1, entered.length)];
  if (!line) return null;
  const providerId = ownerOf(line.section_id);
  return {
    children: new Set([line.child_id]),
    work: () =>
      world.run((tx) =>
        world.app.get(PresentChildren).removeChildren(tx, directorOf(providerId), providerId, [line.child_id]),
      ),
    told: (after) =>
      unless(!after.lines.some(({ child_id: id }) => id === line.child_id), 'a child taken back who still has a place'),
  };
}

/** Children whose families nobody knows hold places. */
export function takeOver(
  world: PlacementDrill,
  { nth, count, when, weeks, days, born }: Extract<Command, { do: 'takeOver' }>,
): Planned {
  const from = addDays(world.today, when - 30);
  const [sectionId, last, birthDate] = [
    SECTION_IDS[nth % SECTION_IDS.length]!,
    addDays(from, weeks * 7 - 1),
    born ? '2025-12-20' : null,
  ];
  const one = {
    sectionId,
    from,
    slots: daysOf(days),
    birthDate,
    ...(birthDate ? world.app.get(Paths).planStay(sectionId, birthDate, from, last) : { to: last }),
  };
  const there = world.rows.lines.length;
  return {
    children: NO_CHILD,
    work: () =>
      world.run((tx) =>
        world.app.get(Placements).takeOver(
          tx,
          Array.from({ length: count }, () => one),
        ),
      ),
    told: (after) => [
      ...unless(
        after.lines.length === there + count,
        `${after.lines.length - there} present children more, not ${count}`,
      ),
      ...unless(
        new Set(after.lines.filter(({ request_id }) => request_id === null).map(({ child_id }) => child_id)).size >=
          count,
        'present children who are one',
      ),
    ],
  };
}
