import { describe, expect, it } from '../../../../test/support/runner.js';
import { deskLacks, nameLacks } from './desk-lacks.js';

const DESK = {
  id: 'rpe',
  name: 'RPE',
  address: 'Place de la Mairie',
  phone: '03 85 00 00 00',
  email: 'rpe@exemple.fr',
};

describe('the name of the territory', () => {
  it.each([
    [true, []],
    [false, [['territory-name', '/administration/reglages']]],
  ])('is asked for unless it is given: %s', (isNamed, lacks) => {
    expect(nameLacks(isNamed).map(({ kind, href }) => [kind, href])).toEqual(lacks);
  });
});

describe('how families cannot reach a desk', () => {
  it.each([
    ['nothing', {}, []],
    ['its telephone', { phone: '' }, ['desk-telephone']],
    ['blanks are nothing', { phone: '  ', email: ' ' }, ['desk-telephone', 'desk-mail']],
    ['all', { phone: '', address: '', email: '' }, ['desk-telephone', 'desk-address', 'desk-mail']],
  ])('lacks %s', (_, change, kinds) => {
    const lacks = deskLacks([DESK, { ...DESK, id: 'mairie', ...change }], 14);
    expect(lacks.map(({ kind }) => kind)).toEqual(kinds);
    expect(lacks.every(({ subject }) => subject?.id === 'mairie')).toBe(true);
  });

  it('is the first thing missing where there is no desk', () => {
    expect(deskLacks([], 0).map(({ kind }) => kind)).toEqual(['desks']);
  });

  it('is followed by the communes of the territory', () => {
    expect(deskLacks([DESK], 0).map(({ kind, href }) => [kind, href])).toEqual([
      ['communes', '/administration/territoire'],
    ]);
  });
});
