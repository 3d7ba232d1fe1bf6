import { describe, expect, it } from '../../../../test/support/runner.js';
import { presentLacks } from './present-lacks.js';

const HOUSES = [
  { id: 'lutins', name: 'Les Lutins', sectionIds: ['lutins:babies', 'lutins:older'] },
  { id: 'oursons', name: 'Les Oursons', sectionIds: [] },
];

describe('who has not said which children are there', () => {
  it.each<[string, string[], string[], string[]]>([
    ['nobody has', [], [], ['lutins', 'oursons']],
    ['a child in one section is enough', ['lutins:older'], [], ['oursons']],
    ['a child elsewhere is none here', ['pies:older'], [], ['lutins', 'oursons']],
    ['a director has said that nobody is there', [], ['oursons'], ['lutins']],
    ['both', ['lutins:babies'], ['oursons'], []],
  ])('%s', (_, sections, nobody, lacking) =>
    expect(
      presentLacks(HOUSES, new Set(sections), new Set(nobody), new Set()).map(({ subject }) => subject?.id),
    ).toEqual(lacking),
  );

  it('says what comes first: somebody who signs in for the establishment', () =>
    expect(presentLacks(HOUSES, new Set(), new Set(), new Set(['lutins'])).map(({ before }) => before?.code)).toEqual([
      'establishment',
      'director',
    ]));
});
