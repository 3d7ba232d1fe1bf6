import { describe, expect, it } from '../../../../test/support/runner.js';
import { countChildren } from './completeness.js';

const own = { joinedIntoId: null, transferFromId: null };

describe('how many children a family asks for', () => {
  it.each<[string, Parameters<typeof countChildren>[0], number]>([
    ['one', [own], 1],
    ['two', [own, own], 2],
    ['one, whose transfer asks again', [own, { joinedIntoId: null, transferFromId: 'a' }], 1],
    ['twins, of whom one asks for a better place', [own, own, { joinedIntoId: null, transferFromId: 'a' }], 2],
    ['one, sent twice', [own, { joinedIntoId: 'a', transferFromId: null }], 1],
  ])('%s', (_, requests, children) => expect(countChildren(requests)).toBe(children));
});
