import { describe, expect, it } from '../../../../test/support/runner.js';
import { standingBefore } from './body-standing.js';

const SESSION = { id: 'next', startsAt: '2026-12-10T13:00:00.000Z' };
const listing = { coming: [SESSION], running: [], listable: true, isOpen: true, isOfferedBetter: false };

describe('where a request stands with a body that examines one of its wishes', () => {
  it.each([
    ['it can be listed', {}, { before: null, obstacle: null }],
    ['it is before a session already', { running: ['next'] }, { before: SESSION.startsAt, obstacle: null }],
    [
      'the list before which it is has been fixed',
      { running: ['next'], listable: false },
      { before: SESSION.startsAt, obstacle: null },
    ],
    ['it is before a session of another body', { running: ['other'] }, { before: null, obstacle: null }],
    ['no session is planned', { coming: [], listable: false }, { before: null, obstacle: 'noSession' }],
    ['the list is fixed', { listable: false }, { before: null, obstacle: 'fixed' }],
    ['the establishments are closed then', { isOpen: false }, { before: null, obstacle: 'closedThen' }],
    ['a better place is offered', { isOfferedBetter: true }, { before: null, obstacle: 'offeredBetter' }],
  ])('%s', (_, given, expected) => {
    expect(standingBefore({ ...listing, ...given })).toEqual(expected);
  });
});
