import { describe, expect, it } from '../../../test/support/runner.js';
import { Hooks, NamedHooks } from './hooks.js';

describe('hooks', () => {
  it('keep those who joined in their order, with what each does', () => {
    const moved = new Hooks<(text: string) => string>('a request has moved');
    moved.join('placement frees its places', (text) => `${text} freed`);
    moved.join('reporting counts it', (text) => `${text} counted`);
    expect(moved.all.map((joined) => joined('it is'))).toEqual(['it is freed', 'it is counted']);
    expect(moved.deeds).toEqual(['placement frees its places', 'reporting counts it']);
  });

  it('take one for each name, and refuse a second', () => {
    const jobs = new NamedHooks<number>('a job is due');
    jobs.join('offer.expire', 'placement lets the offer expire', 1);
    expect([jobs.get('offer.expire'), jobs.get('offer.remind')]).toEqual([1, undefined]);
    expect(jobs.names).toEqual(['offer.expire']);
    expect(jobs.deeds).toEqual(['offer.expire: placement lets the offer expire']);
    expect(() => jobs.join('offer.expire', 'somebody else does', 2)).toThrow(
      'a job is due: two joined for "offer.expire"',
    );
  });
});
