import { describe, expect, it } from '../../../../test/support/runner.js';
import { FamilyExport } from './family-export.js';

describe('all that is kept about a family', () => {
  it('is asked once of every feature, and every request has every part', async () => {
    const exports = new FamilyExport();
    const asked: (readonly string[])[] = [];
    exports.asked.join('days', {
      name: 'days',
      read: (ids) => Promise.resolve((asked.push(ids), new Map([['a', [{ day: 1 }]]]))),
    });
    exports.asked.join('weeks', { name: 'weeks', read: () => Promise.resolve(new Map()) });
    expect(await exports.readAll(['a', 'b'])).toEqual(
      new Map([
        ['a', { days: [{ day: 1 }], weeks: [] }],
        ['b', { days: [], weeks: [] }],
      ]),
    );
    expect(asked).toEqual([['a', 'b']]);
  });

  it('refuses that one part hides another', async () => {
    const exports = new FamilyExport();
    for (const does of ['one', 'two'])
      exports.asked.join(does, { name: 'days', read: () => Promise.resolve(new Map()) });
    await expect(exports.readAll([])).rejects.toThrow('Two features export "days"');
  });
});
