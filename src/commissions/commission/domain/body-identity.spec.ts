import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeIdentity, movedEstablishments, type BodyIdentity, type BodySurroundings } from './body-identity.js';

const NEW: BodySurroundings = {
  others: [{ name: 'Commission de la Vallée', establishmentIds: ['lutins'] }],
  now: [],
  fixedFor: null,
  listedAt: new Map(),
};
const KNOWN: BodySurroundings = { ...NEW, now: ['oursons', 'poussins'] };
const wanted = (name: string, ...establishmentIds: string[]): BodyIdentity => ({ name, establishmentIds });

describe('what a body is', () => {
  it.each<[string, BodyIdentity, BodySurroundings, string | null]>([
    ['a new one with free establishments', wanted('Commission du Bourg', 'oursons'), NEW, null],
    ['a new one without establishments', wanted('Commission du Bourg'), NEW, null],
    ['the name of another', wanted(' commission de la vallée ', 'oursons'), NEW, 'body.nameKnown'],
    ['an establishment of another', wanted('Commission du Bourg', 'lutins'), NEW, 'body.establishmentTaken'],
    ['the same again', wanted('Bourg', 'oursons', 'poussins'), { ...KNOWN, fixedFor: '2027-03-04' }, null],
    [
      'one more while a list is fixed',
      wanted('Bourg', 'oursons', 'poussins', 'pies'),
      { ...KNOWN, fixedFor: '2027-03-04' },
      'body.listFixed',
    ],
    [
      'one less while a list is fixed',
      wanted('Bourg', 'oursons'),
      { ...KNOWN, fixedFor: '2027-03-04' },
      'body.listFixed',
    ],
    [
      'one less that listed families wish for',
      wanted('Bourg', 'oursons'),
      { ...KNOWN, listedAt: new Map([['poussins', 2]]) },
      'body.establishmentAwaited',
    ],
    [
      'one less, families wish for the other',
      wanted('Bourg', 'oursons'),
      { ...KNOWN, listedAt: new Map([['oursons', 2]]) },
      null,
    ],
  ])('%s', (_, identity, surroundings, code) => expect(judgeIdentity(identity, surroundings)?.code ?? null).toBe(code));

  it('names what is in the way', () => {
    expect(judgeIdentity(wanted('Bourg', 'lutins'), NEW)?.facts).toEqual({
      at: 'lutins',
      body: 'Commission de la Vallée',
    });
    expect(
      judgeIdentity(wanted('Bourg', 'oursons'), { ...KNOWN, listedAt: new Map([['poussins', 2]]) })?.facts,
    ).toEqual({ at: 'poussins', count: 2 });
  });

  it('loses and gains establishments', () =>
    expect(movedEstablishments(['a', 'b'], ['b', 'c'])).toEqual({ lost: ['a'], gained: ['c'] }));
});
