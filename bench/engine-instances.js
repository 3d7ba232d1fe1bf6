/**
 * Instances of the proposal engine of any size, the same ones for the same seed: establishments on a ring, families who
 * wish for what is near.
 */
import { Chance } from '../test/support/population/chance.js';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'].flatMap((day) => [`${day}-am`, `${day}-pm`]);
const SECTIONS = ['babies', 'middle', 'older'];
const TRAIT = 'insertion';
const WISHES = 6;
/** Places for this share of the children, were they all to come the whole week. */
const SUPPLY = 0.6;
/** Points of the grid are multiples of five below 200; a family of the commune has these more. */
const BONUS = 20;
/** Above all points: who holds a seat stands first on it. */
const SEATED = 1000;

const days = (...names) => WEEK.filter((slot) => names.includes(slot.slice(0, 3)));
const WEEKS = [
  [4, WEEK],
  [2, days('mon', 'tue', 'thu', 'fri')],
  [1, days('mon', 'tue', 'wed')],
  [1, days('wed', 'thu', 'fri')],
  [1, days('tue', 'thu')],
  [1, WEEK.filter((slot) => slot.endsWith('am'))],
].flatMap(([times, slots]) => Array.from({ length: times }, () => slots));

/** Near home first, and not always the nearest. */
function nearby(chance, establishments) {
  const home = chance.below(establishments);
  const wishes = new Set();
  for (let reach = 3; wishes.size < WISHES; reach += 1)
    wishes.add((home + chance.below(2 * reach + 1) - reach + establishments) % establishments);
  return [...wishes];
}

/** Capacities without those who hold a seat today. */
function capacityOf(chance, slots, mean) {
  return Object.fromEntries(
    SECTIONS.map((section) => {
      const seats = Math.max(1, Math.round(mean * (0.5 + chance.next())));
      return [
        section,
        Object.fromEntries(slots.map((slot) => [slot, slot.startsWith('wed') ? Math.ceil(seats * 0.8) : seats])),
      ];
    }),
  );
}

/**
 * @param {{ children: number, establishments: number, seed?: number, unitSeats?: boolean, siblings?: number,
 * transfers?: number, reserves?: number }} of `siblings`, `transfers`: shares of the families of two, and of those who
 * hold a seat already; `reserves`: share of the seats kept for a trait
 */
export function territory({
  children: wanted,
  establishments: count,
  seed = 1,
  unitSeats = false,
  siblings = 0,
  transfers = 0,
  reserves = 0,
}) {
  const chance = new Chance(seed);
  const slots = unitSeats ? ['day'] : WEEK;
  const capacities = Array.from({ length: count }, () =>
    capacityOf(chance, slots, (wanted * SUPPLY) / count / SECTIONS.length),
  );
  const applicants = Array.from({ length: count }, () => []);
  const children = {},
    families = {};
  for (let made = 0, number = 0; made < wanted; number += 1) {
    const ids = Array.from(
      { length: chance.next() < siblings && made + 2 <= wanted ? 2 : 1 },
      (_, index) => `c${made + index}`,
    );
    const near = nearby(chance, count);
    const seated = ids.length === 1 && chance.next() < transfers;
    for (const id of ids) {
      children[id] = {
        section: chance.oneOf(SECTIONS),
        slots: unitSeats ? slots : chance.oneOf(WEEKS),
        traits: chance.next() < 0.12 ? [TRAIT] : [],
        ...(seated && { current: `e${near.at(-1)}` }),
      };
    }
    families[`f${number}`] = {
      children: ids,
      wishes: near.map((at) => ids.map(() => `e${at}`)),
      ...(seated && { mustPlace: true }),
    };
    const points = chance.below(40) * 5,
      lot = chance.next();
    for (const at of near)
      applicants[at].push({
        ids,
        lot,
        points: points + (chance.next() < 0.2 ? BONUS : 0) + (seated && at === near.at(-1) ? SEATED : 0),
      });
    if (seated) {
      const { section, slots: held } = children[ids[0]];
      for (const slot of held) capacities[near.at(-1)][section][slot] += 1;
    }
    made += ids.length;
  }
  const establishmentOf = (capacity, at) => [
    `e${at}`,
    {
      capacity,
      order: applicants[at].sort((a, b) => b.points - a.points || a.lot - b.lot).flatMap(({ ids }) => ids),
      ...(reserves > 0 && {
        reserves: SECTIONS.map((section) => ({
          trait: TRAIT,
          section,
          seats: Object.fromEntries(slots.map((slot) => [slot, Math.ceil(capacity[section][slot] * reserves)])),
        })),
      }),
    },
  ];
  return { slots, children, families, establishments: Object.fromEntries(capacities.map(establishmentOf)) };
}
