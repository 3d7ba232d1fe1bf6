import { describe, expect, it } from '../../../../test/support/runner.js';
import { ageInMonths } from '../../../foundation/kernel/time.js';
import { countSlots, maskToSlots, SLOTS, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { currentChildren, type SectionToFill } from './current-children.js';

const seats = (places: number) =>
  Object.fromEntries(SLOTS.slice(0, 10).map((slot) => [slot, places])) as Partial<Record<Slot, number>>;
const section = (id: string, ages: [number, number], places: number, occupiedShare: number): SectionToFill => ({
  id,
  establishmentId: 'ma',
  ageFromMonths: ages[0],
  ageToMonths: ages[1],
  seats: seats(places),
  occupiedShare,
});
const SECTIONS = [
  section('older', [24, 48], 20, 0.82),
  section('toddlers', [12, 26], 17, 0.9),
  section('babies', [2, 15], 15, 0.93),
];
const ON = '2026-11-25';
const children = currentChildren(SECTIONS, '2026-09-01', ON);
const heldOn = (sectionId: string, day: string, slot: Slot): number =>
  children.filter(
    (child) =>
      child.sectionId === sectionId && child.from <= day && day <= child.to && maskToSlots(child.slots).includes(slot),
  ).length;

describe('currentChildren', () => {
  it('is the same each time', () => expect(currentChildren(SECTIONS, '2026-09-01', ON)).toEqual(children));

  it.each(SECTIONS)(
    'takes about the share of $id that the data says, with children of its age',
    ({ id, seats: places, occupiedShare, ageFromMonths, ageToMonths }) => {
      const here = children.filter((child) => child.sectionId === id && child.from <= ON && ON <= child.to);
      const share = here.reduce((sum, child) => sum + countSlots(child.slots), 0) / (10 * places['mon-am']!);
      expect(Math.abs(share - occupiedShare)).toBeLessThan(0.03);
      for (const child of here) {
        const age = ageInMonths(child.birthDate, ON);
        expect(age).toBeGreaterThanOrEqual(ageFromMonths);
        expect(age).toBeLessThan(ageToMonths);
      }
    },
  );

  it.each(['2026-11-25', '2027-03-01', '2027-09-01', '2028-09-01', '2029-03-01'])(
    'never takes more than the seats on %s',
    (day) => {
      for (const { id, seats: places } of SECTIONS)
        for (const slot of SLOTS) expect(heldOn(id, day, slot)).toBeLessThanOrEqual(places[slot] ?? 0);
    },
  );

  it('lets some leave before the summer and expects the eldest in the next section in September', () => {
    expect(children.some((child) => child.to < '2027-08-31' && child.to >= '2026-12-31')).toBe(true);
    const babies = children.filter(({ sectionId, pathTo }) => sectionId === 'babies' && pathTo !== null);
    expect(babies.length).toBeGreaterThan(5);
    expect(babies.filter(({ to }) => to === '2027-08-31').length).toBeGreaterThan(babies.length / 2);
    expect(children.every(({ to, pathTo }) => pathTo === null || pathTo > to)).toBe(true);
    expect(children.every((child) => child.from <= child.to)).toBe(true);
  });
});
