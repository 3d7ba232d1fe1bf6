import { newId } from '../../../src/foundation/kernel/ids.js';
import { Placement } from '../../../src/places/placement/persistence/placement.entities.js';
import type { Planned } from './acts.js';
import type { Command } from './commands.js';
import { halfDaysOf } from './oracle.js';
import type { PlacementDrill } from './world.js';

const NO_CHILD: ReadonlySet<string> = new Set();

/** Writes directly to the database, which must refuse it and change nothing. */
export function past(world: PlacementDrill, { what, nth }: Extract<Command, { do: 'directly' }>): Planned | null {
  const write = writes(world, what, nth);
  if (!write) return null;
  const before = JSON.stringify(world.rows);
  return {
    children: NO_CHILD,
    work: async () => {
      let said: string | null = null;
      try {
        await write.work();
      } catch (error) {
        said = (error as Error).message;
      }
      if (said === null || !write.refusal.test(said))
        throw new Error(`${what} was written past the program: ${said ?? 'the database let it be'}`);
    },
    told: (after) => (JSON.stringify(after) === before ? [] : [`${what}, refused by the database, changed something`]),
  };
}

const SECOND = /one seat at a time/;
const LEDGER = /seat_ledger_held/;

function writes(
  world: PlacementDrill,
  what: Extract<Command, { do: 'directly' }>['what'],
  nth: number,
): { work: () => Promise<unknown>; refusal: RegExp } | null {
  const sql =
    (text: string, parameters = {}): (() => Promise<unknown>) =>
    () =>
      world.run((tx) => tx.write(text, parameters));
  const holds = (line: { from: string; to: string; slots: number }): boolean => halfDaysOf(line).length > 0;
  const line = world.line(nth, holds);
  const [row] = world.rows.held.slice(nth);
  switch (what) {
    case 'copy':
      if (!line || !holds(line)) return null;
      return {
        refusal: SECOND,
        work: () =>
          world.run(async (tx) =>
            tx.insert(Placement, {
              ...(await tx.findOne(Placement, { id: line.id }))!,
              id: newId(),
              sectionId: 'cf-71306:mixed',
            }),
          ),
      };
    case 'stretch': {
      const next =
        line &&
        world.rows.lines.find(
          (one) =>
            one.child_id === line.child_id &&
            one.from > line.to &&
            halfDaysOf({ ...one, slots: one.slots & line.slots }).length > 0,
        );
      if (!next) return null;
      const [day] = halfDaysOf({ ...next, slots: next.slots & line.slots })[0]!.split(' ') as [string];
      return { refusal: SECOND, work: sql('UPDATE placement SET "to" = :day WHERE id = :id', { day, id: line.id }) };
    }
    case 'nobody':
      return line && line.from <= line.to
        ? {
            refusal: /a child who is known/,
            work: sql(`UPDATE placement SET child_id = 'nobody' WHERE id = :id`, { id: line.id }),
          }
        : null;
    case 'crossOffer': {
      const offer = world.rows.offers.find(({ state }) => state === 'open');
      const other =
        offer &&
        world.rows.lines.find(
          (one) =>
            one.child_id !== offer.child_id &&
            halfDaysOf({
              slots: one.slots & offer.slots,
              from: one.from > offer.from ? one.from : offer.from,
              to: one.to < offer.to ? one.to : offer.to,
            }).length > 0,
        );
      return other
        ? {
            refusal: SECOND,
            work: sql('UPDATE offer SET child_id = :child WHERE id = :id', { child: other.child_id, id: offer.id }),
          }
        : null;
    }
    case 'oversell':
    case 'negative': {
      if (!row) return null;
      const held = what === 'oversell' ? 'places + 1' : '-1';
      return {
        refusal: LEDGER,
        work: sql(`UPDATE seat_ledger SET held = ${held} WHERE section_id = :section AND day = :day AND half = :half`, {
          section: row.section_id,
          day: row.day,
          half: Number(row.half),
        }),
      };
    }
  }
}
