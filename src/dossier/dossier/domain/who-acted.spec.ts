import { describe, expect, it } from '../../../../test/support/runner.js';
import { whoActed, type ActedMove, type ReadingFamily } from './who-acted.js';

const FAMILY: ReadingFamily = { dossierId: 'd', ranks: [1, 2], reader: 1, leftAt: new Map() };
const MOVE: ActedMove = { dossierId: 'd', at: '2026-12-01T09:00:00.000Z', actor: 'family:d', facts: null };
const BY = (rank: number): Partial<ActedMove> => ({ facts: { adult: rank } });
const LATER = new Map([[2, '2026-12-02T09:00:00.000Z']]);

describe('Who acted, as one of the family reads it', () => {
  it.each<[string, Partial<ActedMove>, Partial<ReadingFamily>, ReturnType<typeof whoActed>]>([
    ['the adult who reads', BY(1), {}, { by: 'you' }],
    ['the other adult', BY(2), {}, { by: 'named', rank: 2 }],
    ['the other one, to a link of nobody in particular', BY(1), { reader: null }, { by: 'named', rank: 1 }],
    ['one of two, before the adult was recorded', {}, {}, { by: 'family' }],
    ['a link of nobody in particular of two', { facts: { offerId: 'o' } }, { reader: 2 }, { by: 'family' }],
    ['the only adult, before it was recorded', {}, { ranks: [1] }, { by: 'you' }],
    ['the only adult, to a link of nobody', BY(1), { ranks: [1], reader: null }, { by: 'you' }],
    ['an adult who is gone', BY(2), { ranks: [1] }, { by: 'family' }],
    ['somebody who stood under this rank before', BY(2), { reader: 2, leftAt: LATER }, { by: 'family' }],
    ['an adult of the dossier it was in before', { ...BY(1), dossierId: 'e' }, {}, { by: 'family' }],
    ['the reader by telephone', { actor: 'staff:a', facts: { saidBy: 1 } }, {}, { by: 'you' }],
    ['the other by telephone', { actor: 'staff:a', facts: { saidBy: 2 } }, {}, { by: 'named', rank: 2 }],
    ['somebody by telephone', { actor: 'staff:a', facts: { saidBy: 0 } }, {}, { by: 'desk' }],
    ['the desk by itself', { actor: 'staff:a' }, {}, { by: 'desk' }],
    ['a list', { actor: 'import:a' }, {}, { by: 'list' }],
    ['the form of a town', { actor: 'client:c' }, { ranks: [1] }, { by: 'you' }],
    ['a commission', { actor: 'session:s' }, {}, { by: 'nobody' }],
    ['a rule', { actor: 'system' }, {}, { by: 'nobody' }],
  ])('%s', (_, move, family, expected) =>
    expect(whoActed({ ...MOVE, ...move }, { ...FAMILY, ...family })).toEqual(expected),
  );
});
