import { describe, expect, it } from '../../../../test/support/runner.js';
import { causeOfFamily, whatWouldGive, type PossiblePlace } from './what-would-give.js';

const place = (fit: PossiblePlace['fit'], more: Partial<PossiblePlace> = {}): PossiblePlace => ({
  mode: 'establishment',
  providerId: 'a',
  wished: true,
  km: 0,
  fit,
  halfDays: 4,
  from: null,
  ...more,
});
const ELSEWHERE = { wished: false, km: 6, providerId: 'b' };

describe('what would give a child a solution', () => {
  it.each([
    ['no wish has room on any of the half-days', [place('none')], 'no_place'],
    ['so even where another provider has room', [place('none'), place('whole', ELSEWHERE)], 'no_place'],
    ['so without any wish', [], 'no_place'],
    ['a shorter week that is accepted fits a wish', [place('shorter'), place('whole', ELSEWHERE)], 'shorter_week'],
    ['not while a wish has room for the whole', [place('shorter'), place('whole')], null],
    ['a part fits a wish, and the whole fits elsewhere', [place('part'), place('whole', ELSEWHERE)], 'elsewhere'],
    ['a part elsewhere is not enough', [place('part'), place('part', ELSEWHERE)], null],
  ])('is told by its first cause: %s', (_, looked, cause) => {
    expect(whatWouldGive('r', 4, looked).cause).toBe(cause);
  });

  it('has no cause while nobody has said the week', () => {
    expect(whatWouldGive('r', 0, [place('unknown')]).cause).toBeNull();
  });

  it('is listed with the best first, without those that have no room', () => {
    const [near, far, short] = [
      place('whole', ELSEWHERE),
      place('whole', { ...ELSEWHERE, providerId: 'c', km: 9 }),
      place('shorter'),
    ];
    expect(whatWouldGive('r', 4, [place('none'), short, far, near]).places).toEqual([near, far, short]);
  });

  it('of a family is the first cause of one of its children', () => {
    const child = (...looked: PossiblePlace[]) => whatWouldGive('r', 4, looked);
    expect(causeOfFamily([child(place('shorter')), child(place('none'))])).toBe('no_place');
    expect(causeOfFamily([child(place('whole')), child(place('shorter'))])).toBe('shorter_week');
    expect(causeOfFamily([child(place('whole'))])).toBeNull();
  });
});
