import { describe, expect, it } from '../../../../test/support/runner.js';
import { mayBeRead, silenceLacks } from './silence-lacks.js';

describe('the rule of silence', () => {
  it.each([
    [false, '', ['silence', 'court'], false],
    [false, 'Dijon', ['silence'], false],
    [true, ' ', ['court'], false],
    [true, 'Dijon', [], true],
  ])('validated %s, court of "%s"', (validated, courtTown, kinds, readable) => {
    expect(silenceLacks({ validated, courtTown }).map(({ kind }) => kind)).toEqual(kinds);
    expect(mayBeRead({ validated, courtTown })).toBe(readable);
  });
});
