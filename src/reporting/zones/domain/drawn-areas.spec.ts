import { describe, expect, it } from '../../../../test/support/runner.js';
import { areasOf } from './drawn-areas.js';

describe('the areas that somebody draws', () => {
  it('are the communes beside which the same name is written; a commune without one is in none', () => {
    const written = new Map([
      ['71306', 'Montceau'],
      ['71212', ' Bourbince '],
      ['71040', 'Montceau'],
      ['71222', ''],
      ['71132', 'Bourbince'],
    ]);
    expect(areasOf(written)).toEqual([
      { name: 'Bourbince', communes: ['71132', '71212'] },
      { name: 'Montceau', communes: ['71040', '71306'] },
    ]);
  });

  it('are none while nobody has written any', () => {
    expect(areasOf(new Map([['71306', ' ']]))).toEqual([]);
  });
});
