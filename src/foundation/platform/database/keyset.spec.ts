import { describe, expect, it } from '../../../../test/support/runner.js';
import { keysetPage, type ListOrder } from './keyset.js';

const WANTED: ListOrder = { column: 'wanted', mayLack: true, backwards: false };
const LATEST: ListOrder = { column: 'at', mayLack: false, backwards: true };
const row = { value: '2027-01-04', id: 'b' };
const lacking = { value: null, id: 'b' };
const valued = { placeId: 'b', placeValue: '2027-01-04' };

describe('a page of a list', () => {
  it.each([
    [WANTED, {}, '1 = 1', {}, 'CASE WHEN wanted IS NULL THEN 1 ELSE 0 END ASC, wanted ASC, id ASC'],
    [
      WANTED,
      { after: row },
      '((wanted, id) > (:placeValue, :placeId) OR wanted IS NULL)',
      valued,
      'CASE WHEN wanted IS NULL THEN 1 ELSE 0 END ASC, wanted ASC, id ASC',
    ],
    [
      WANTED,
      { after: lacking },
      '(wanted IS NULL AND id > :placeId)',
      { placeId: 'b' },
      'CASE WHEN wanted IS NULL THEN 1 ELSE 0 END ASC, wanted ASC, id ASC',
    ],
    [
      WANTED,
      { before: row },
      '(wanted, id) < (:placeValue, :placeId)',
      valued,
      'CASE WHEN wanted IS NULL THEN 1 ELSE 0 END DESC, wanted DESC, id DESC',
    ],
    [
      WANTED,
      { before: lacking },
      '(NOT (wanted IS NULL) OR id < :placeId)',
      { placeId: 'b' },
      'CASE WHEN wanted IS NULL THEN 1 ELSE 0 END DESC, wanted DESC, id DESC',
    ],
    [LATEST, { after: row }, '(at, id) < (:placeValue, :placeId)', valued, 'at DESC, id DESC'],
    [LATEST, { before: row }, '(at, id) > (:placeValue, :placeId)', valued, 'at ASC, id ASC'],
  ] as const)('in the order %p from %p', (order, from, sql, parameters, by) => {
    expect(keysetPage(order, 'id', from)).toEqual({ sql, parameters, order: by });
  });
});
