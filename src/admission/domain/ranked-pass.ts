import type { Instance, InstanceFamily, Miss, MissCode, Proposal, Target } from './proposer.js';
import { SeatRoom } from './seat-room.js';

export const RANKED_PASS = 'ranked-pass/1';

/** The one order of the instance. @throws when establishments disagree: a serial pass has one order, the engine will have many */
function commonOrder(instance: Instance): Map<string, number> {
  const orders = Object.values(instance.establishments).map(({ order }) => order);
  const first = orders[0] ?? [];
  if (orders.some((order) => order.length !== first.length || order.some((child, index) => child !== first[index]))) {
    throw new Error('The ranked pass needs one order for all establishments');
  }
  return new Map(first.map((child, index) => [child, index]));
}

function codeOf(room: SeatRoom, target: Target): MissCode {
  if (target.section === null) return 'NOT_ELIGIBLE';
  return target.slots.length === room.fullSlots(target).length ? 'FULL' : 'DOES_NOT_FIT';
}

const missOf = (room: SeatRoom, family: string, wish: number, target: Target): Miss => ({
  family, wish, code: codeOf(room, target), at: target.at, section: target.section, slot: room.fullSlots(target)[0] ?? null,
});

function serve(room: SeatRoom, id: string, family: InstanceFamily, assignments: Record<string, Target | null>): Miss[] {
  const misses: Miss[] = [];
  for (const [index, wish] of family.wishes.entries()) {
    const blocked = room.takeAll(wish.filter((target) => target !== null));
    if (blocked === null) {
      for (const [position, target] of wish.entries()) assignments[family.children[position]!] = target;
      return misses;
    }
    misses.push(missOf(room, id, index, blocked));
  }
  return misses;
}

const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Families in rank order (that of their best child), each takes the first of its wishes that fits: every half-day of it
 * has a place left. What members have decided is seated first. What holds, and is tested:
 *
 * - no half-day ever has more children than places (locks apart: members may be told that they ask too much);
 * - without locks, when a family prefers a wish to what it is proposed, some half-day of that wish is held to the last
 *   place by families ranked above it: nobody below can be in its way, nobody above is moved;
 * - the same data give the same bytes, whatever the order of keys.
 */
export function rankedPass(instance: Instance): Proposal {
  const rank = commonOrder(instance);
  const room = new SeatRoom(instance);
  const locks = instance.locks ?? {};
  const assignments: Record<string, Target | null> = {};
  for (const family of Object.values(instance.families)) for (const child of family.children) assignments[child] = locks[child] ?? null;
  for (const target of Object.values(locks)) if (target) room.take(target);
  const rankOf = (family: InstanceFamily): number => Math.min(...family.children.map((child) => rank.get(child) ?? Number.POSITIVE_INFINITY));
  const queue = Object.entries(instance.families)
    .filter(([, family]) => family.children.every((child) => !(child in locks)))
    .sort(([a, one], [b, other]) => rankOf(one) - rankOf(other) || (a < b ? -1 : 1));
  const misses = queue.flatMap(([id, family]) => serve(room, id, family, assignments));
  misses.sort((a, b) => (a.family === b.family ? a.wish - b.wish : a.family < b.family ? -1 : 1));
  return { engine: RANKED_PASS, assignments: sorted(assignments), misses };
}
