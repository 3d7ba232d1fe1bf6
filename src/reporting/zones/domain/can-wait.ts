import type { Id } from '../../../foundation/kernel/ids.js';
import { shownCounts } from '../../../foundation/kernel/small-counts.js';
import { addMonths, type Day } from '../../../foundation/kernel/time.js';
import { figure, type FigureColumn } from './declared-figure.js';
import { mapRows } from './figure-rows.js';
import type { WaitingChild } from './standing.js';

/** How long a family can wait, from the wanted day on: in months at most, the shortest first. */
const LENGTHS = [
  ['own', 0],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['six', 6],
  ['longer', Infinity],
] as const;
type Length = (typeof LENGTHS)[number][0];
const NAMES = LENGTHS.map(([name]) => name);

/** Families by how long they can wait. Null: not told outside the desk. */
type CanWait = Readonly<Record<Length, number | null>>;

/** Families of each commune, for that child of theirs for whom they can wait longest. */
const lengthOf = (wanted: Day, until: Day): Length =>
  LENGTHS.find(([, months]) => months === Infinity || until <= addMonths(wanted, months))![0];

function countLengths(families: ReadonlyMap<Id, Length>): CanWait {
  const counts = Object.fromEntries(NAMES.map((name) => [name, 0])) as Record<Length, number>;
  for (const length of families.values()) counts[length] += 1;
  return counts;
}

function familiesOf(children: readonly WaitingChild[]): Map<Id, Length> {
  const families = new Map<Id, Length>();
  for (const { dossierId, wantedFrom, until } of children) {
    if (wantedFrom === null || until === null) continue;
    const [before, now] = [families.get(dossierId) ?? 'own', lengthOf(wantedFrom, until)];
    families.set(dossierId, NAMES.indexOf(now) > NAMES.indexOf(before) ? now : before);
  }
  return families;
}

const UNTOLD = Object.fromEntries(NAMES.map((name) => [name, null])) as CanWait;

const column = (name: Length): FigureColumn<CanWait> => ({
  name,
  head: `placeFigures.canWait.${name}`,
  unit: 'families',
  value: (facts) => ({ is: 'count', count: facts[name] }),
  leaves: (facts) => facts[name] !== null,
  report: null,
  summed: true,
});

/** Families that can wait for a place, and how long, by commune of residence (docs/domain.md §9, "First day"). */
export const CAN_WAIT = figure<CanWait>({
  key: 'canWait',
  caption: 'placeFigures.canWait.caption',
  sentences: [{ name: 'placeFigures.sheet.canWait', text: 'placeFigures.canWait.definition' }],
  columns: NAMES.map(column),
  drawn: null,
  async count({ communes, waiting }) {
    const children = await waiting();
    const of = (code: string): WaitingChild[] =>
      children.filter(({ communeCode }) => (communes.includes(communeCode ?? '') ? communeCode : '') === code);
    return {
      commune: new Map([...communes, ''].map((code) => [code, countLengths(familiesOf(of(code)))])),
      whole: countLengths(familiesOf(children)),
    };
  },
  // Few families of a commune say how long they can wait: outside, the territory alone is told.
  outside: (rows) => {
    const { counts } = shownCounts(NAMES.map((name) => rows.whole[name] ?? 0));
    return {
      ...mapRows(rows, () => UNTOLD),
      whole: Object.fromEntries(NAMES.map((name, index) => [name, counts[index] ?? null])) as CanWait,
    };
  },
});
