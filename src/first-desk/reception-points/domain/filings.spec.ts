import { describe, expect, it } from '../../../../test/support/runner.js';
import { isFollowed, monthsShown, seenSince, seenUntil, stageOf, type FiledRequest } from './filings.js';

const REQUEST: FiledRequest = { state: 'waiting_list', dossierId: 'filed', joinedIntoId: null };
const FILED = { dossierId: 'filed' };
const OWN = { arrivedForId: null };

describe('what a point d’accueil filed', () => {
  it.each<[string, FiledRequest, { arrivedForId: string | null } | undefined, boolean]>([
    ['as it was filed', REQUEST, OWN, true],
    ['beside a family that is known', REQUEST, { arrivedForId: 'known' }, false],
    ['joined with another request of the child', { ...REQUEST, joinedIntoId: 'other' }, OWN, false],
    ['moved into the dossier of another family', { ...REQUEST, dossierId: 'other' }, OWN, false],
    ['whose dossier is gone', REQUEST, undefined, false],
  ])('is followed or not: %s', (_, request, dossier, followed) => {
    expect(isFollowed(request, FILED, dossier)).toBe(followed);
  });

  it.each([
    ['submitted', 'received'],
    ['in_triage', 'studied'],
    ['incomplete', 'missing'],
    ['before_commission', 'oriented'],
    ['offered', 'proposed'],
    ['placed', 'solved'],
    ['refused', 'closed'],
    ['withdrawn', 'closed'],
  ] as const)('%s is told as %s, and as received where it is not followed', (state, stage) => {
    expect(stageOf({ ...REQUEST, state }, true)).toBe(stage);
    expect(stageOf({ ...REQUEST, state }, false)).toBe('received');
  });

  it('is seen for so many months', () => {
    expect(seenUntil('2026-03-31T10:00:00.000Z', 12)).toBe('2027-03-31');
    expect(seenSince('2027-03-31', 12)).toBe('2026-03-30T22:00:00.000Z');
    expect(monthsShown('2026-03-31').slice(0, 3)).toEqual(['2026-03', '2026-02', '2026-01']);
    expect(monthsShown('2026-03-31')).toHaveLength(12);
  });
});
