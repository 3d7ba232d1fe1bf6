import type { Id } from '../../../foundation/kernel/ids.js';
import { addDays } from '../../../foundation/kernel/time.js';
import { figure, type FigureColumn } from './declared-figure.js';
import { addFree, FREE_DAYS, freeIn, type FreePlaces } from './free-places.js';
import { wishesFor, withSums, type Standing, type StandingNursery } from './standing.js';
import { toldOutside, type CountedForFamilies } from './told-rows.js';

/** What is free in sections for which somebody waits. */
interface WaitedPlaces extends CountedForFamilies {
  readonly free: FreePlaces;
}

const addWaited = (all: readonly WaitedPlaces[]): WaitedPlaces => ({
  free: addFree(all.map(({ free }) => free)),
  families: new Set(all.flatMap(({ families }) => [...families])),
  told: 'all',
});

/** The families that wait for each section of a nursery, on one of the days that are looked at or sooner. */
async function waitingFor(standing: Standing, nursery: StandingNursery): Promise<Map<Id, Set<Id>>> {
  const { today } = standing;
  const last = addDays(today, FREE_DAYS - 1);
  const families = new Map(nursery.sections.map((section) => [section, new Set<Id>()]));
  for (const child of await standing.waiting()) {
    const { birth, wantedFrom, dossierId } = child;
    if (birth === null || wantedFrom === null || wantedFrom > last || !wishesFor(child, nursery)) continue;
    for (const section of standing.sectionsFor(nursery.id, birth, wantedFrom > today ? wantedFrom : today))
      families.get(section)?.add(dossierId);
  }
  return families;
}

const column = (
  name: 'halfDays' | 'whole' | 'families',
  unit: 'halfDays' | 'places' | 'families',
  count: (facts: WaitedPlaces) => number,
): FigureColumn<WaitedPlaces> => ({
  name,
  head: `placeFigures.waited.${name}`,
  unit,
  value: (facts) => ({ is: 'count', count: count(facts) }),
  leaves: ({ told }) => told === 'all' || (told === 'sum' && name !== 'families'),
  report:
    name === 'halfDays'
      ? {
          line: 'placeFigures.waited.report',
          untold: 'placeFigures.file.hidden',
          sentence: { name: 'placeFigures.waited.report', text: 'placeFigures.waited.reported' },
        }
      : null,
  summed: true,
});

/** Places that are free while families wait that wish for them and whose child they would suit (docs/domain.md §10). */
export const WAITED_PLACES = figure<WaitedPlaces>({
  key: 'waited',
  caption: 'placeFigures.waited.caption',
  sentences: [{ name: 'placeFigures.sheet.waited', text: 'placeFigures.waited.definition' }],
  columns: [
    column('halfDays', 'halfDays', ({ free }) => free.halfDays),
    column('whole', 'places', ({ free }) => free.whole),
    column('families', 'families', ({ families }) => families.size),
  ],
  drawn: 'halfDays',
  async count(standing) {
    const rows = new Map<Id, WaitedPlaces>();
    for (const nursery of standing.nurseries) {
      const sections: WaitedPlaces[] = [];
      for (const [section, families] of await waitingFor(standing, nursery)) {
        const free = families.size > 0 ? await freeIn(standing, section) : null;
        if (free && free.halfDays > 0) sections.push({ free, families, told: 'all' });
      }
      rows.set(nursery.id, addWaited(sections));
    }
    return withSums(standing.nurseries, rows, addWaited);
  },
  outside: (rows, { nurseries }) => toldOutside(rows, nurseries, addWaited),
});
