import { describe, expect, it } from '../../../../test/support/runner.js';
import { slotsToMask, type Slot } from '../../../foundation/kernel/week-schedule.js';
import { propose } from '../../matching/index.js';
import { closureInstance, type ChildToPlace, type LentSection } from './closure-instance.js';

const TUESDAY: Slot[] = ['tue-am', 'tue-pm'];
const THURSDAY: Slot[] = ['thu-am', 'thu-pm'];
const lent = (providerId: string, seats: number, slots: Slot[] = [...TUESDAY, ...THURSDAY]): LentSection => ({
  providerId,
  sectionId: `${providerId}:babies`,
  seats: new Map(slots.map((slot) => [slot, seats])),
});
const child = (childId: string, sections: LentSection[], familyId = childId): ChildToPlace => ({
  childId,
  familyId,
  slots: slotsToMask([...TUESDAY, ...THURSDAY]),
  sections,
});
const placesOf = (children: ChildToPlace[], families = [...new Set(children.map(({ familyId }) => familyId))]) => {
  const proposal = propose(closureInstance(children, families));
  expect([proposal.fair, proposal.claims]).toEqual([true, []]);
  return Object.fromEntries(
    Object.entries(proposal.places).map(([id, place]) => [id, place && `${place.at} ${place.slots.length}`]),
  );
};

describe('the instance of a closure', () => {
  it('gives the first neighbour with room, in the order of the draw', () => {
    const [near, far] = [lent('near', 1), lent('far', 1)];
    const children = [child('a', [near, far]), child('b', [near, far]), child('c', [near, far])];
    expect(placesOf(children, ['b', 'c', 'a'])).toEqual({ a: null, b: 'near 4', c: 'far 4' });
  });

  it('prefers the whole week farther away to a part of it near by, and the part to nothing', () => {
    const [part, whole] = [lent('part', 1, TUESDAY), lent('whole', 1)];
    expect(placesOf([child('a', [part, whole]), child('b', [part, whole])])).toEqual({ a: 'whole 4', b: 'part 2' });
  });

  it('leaves out less than half of a week', () =>
    expect(placesOf([child('a', [lent('part', 1, ['tue-am'])])])).toEqual({ a: null }));

  it('keeps brothers and sisters together where it can, else places as many as it can', () => {
    const [one, two] = [lent('one', 1), lent('two', 2)];
    const twins = [child('a', [one, two], 'family'), child('b', [one, two], 'family')];
    expect(placesOf(twins)).toEqual({ a: 'two 4', b: 'two 4' });
    const single = [lent('one', 1), lent('three', 1)];
    expect(placesOf([child('a', single, 'family'), child('b', single, 'family')])).toEqual({
      a: 'one 4',
      b: 'three 4',
    });
    expect(placesOf([child('a', [one], 'family'), child('b', [one], 'family')])).toEqual({ a: 'one 4', b: null });
  });

  it('takes no seat of a child that no section suits', () => expect(placesOf([child('a', [])])).toEqual({ a: null }));
});
