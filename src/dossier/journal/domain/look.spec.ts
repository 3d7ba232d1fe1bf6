import { describe, expect, it } from '../../../../test/support/runner.js';
import { factsOfLook, lookOfFacts, periodFault, type Look } from './look.js';

const LOOK: Look = { reason: 'complaint', text: 'courrier du 3', since: '2026-11-01', until: '2026-11-29' };

describe('a look in the journal', () => {
  it.each<Partial<Look>>([
    {},
    { accountId: 'a' },
    { number: 'K7MX-42PD' },
    { act: 'list.read' },
    { accountId: 'a', number: 'K7MX-42PD', act: 'file.read' },
  ])('is kept whole by its line, with %j', (more) => {
    const look = { ...LOOK, ...more };
    expect(lookOfFacts(factsOfLook(look))).toEqual(look);
  });

  it.each([
    ['2026-11-01', '2026-11-01', null],
    ['2026-11-02', '2026-11-01', 'backwards'],
    ['2025-11-01', '2026-12-01', null],
    ['2025-11-01', '2026-12-02', 'long'],
  ])('from %s until %s is %s', (since, until, fault) => expect(periodFault(since, until)).toBe(fault));
});
