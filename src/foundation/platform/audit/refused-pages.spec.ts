import { describe, expect, it } from '../../../../test/support/runner.js';
import { newId } from '../../kernel/ids.js';
import { familyNamed, isWritten } from './refused-pages.js';

describe('a page that was refused', () => {
  it('has a line of its own twenty times an hour, and one more each time that their number has doubled', () => {
    const written = Array.from({ length: 200 }, (_, index) => index + 1).filter((count) => isWritten(count));
    expect(written).toEqual([...Array.from({ length: 20 }, (_, index) => index + 1), 40, 80, 160]);
  });

  const id = newId();
  it.each([
    [{ requestId: id }, { kind: 'request', id }],
    [
      { establishmentId: 'ma-71306', placementId: id },
      { kind: 'placement', id },
    ],
    [{ requestId: 'Ana Ferreira' }, null],
    [{ accountId: id }, null],
    [{}, null],
  ])('of %j is about %j', (params, subject) => expect(familyNamed(params)).toEqual(subject));
});
