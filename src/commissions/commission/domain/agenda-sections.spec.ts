import { describe, expect, it } from '../../../../test/support/runner.js';
import { groupByCriterion, groupBySection } from './agenda-sections.js';

describe('the cases of an agenda', () => {
  const sections = ['a:babies', 'a:older', 'b:babies'];
  const cases = (...ids: (string | null)[]) => ids.map((sectionId, index) => ({ sectionId, of: index + 1 }));

  it.each([
    { of: cases(), wanted: [] },
    {
      of: cases('b:babies', 'a:babies', 'b:babies'),
      wanted: [
        ['a:babies', 2],
        ['b:babies', 1, 3],
      ],
    },
    {
      of: cases(null, 'a:older'),
      wanted: [
        ['a:older', 2],
        [null, 1],
      ],
    },
    // A section that the body does not have gives no place here.
    {
      of: cases('c:babies', null, 'a:babies'),
      wanted: [
        ['a:babies', 3],
        [null, 1, 2],
      ],
    },
  ])('stand by section, each in its own order: $wanted', ({ of, wanted }) => {
    expect(groupBySection(of, sections).map(({ sectionId, cases: those }) => [sectionId, ...those])).toEqual(wanted);
  });

  it.each([
    { of: [], wanted: [] },
    { of: [{ number: 4, codes: [] }], wanted: [] },
    {
      of: [
        { number: 4, codes: ['work', 'twins'] },
        { number: 7, codes: ['twins'] },
        { number: 9, codes: ['twins', 'work'] },
      ],
      wanted: [
        ['twins', null],
        ['work', [4, 9]],
      ],
    },
  ])('leave a criterion unsaid, named once: $wanted', ({ of, wanted }) => {
    expect(groupByCriterion(of).map(({ code, numbers }) => [code, numbers])).toEqual(wanted);
  });
});
