import { describe, expect, it } from '../../../../test/support/runner.js';
import { readKeptFields, sentencesIn } from './kept-fields.js';

describe('what is kept of a form that came after its session', () => {
  it.each([
    [
      'fields in their order, without the token',
      '/rpe/x',
      { _csrf: 't', b: '1', a: '2' },
      [
        ['b', '1'],
        ['a', '2'],
      ],
    ],
    [
      'a name that comes several times',
      '/rpe/x',
      { days: ['mon', 'tue'] },
      [
        ['days', 'mon'],
        ['days', 'tue'],
      ],
    ],
    ['an empty field, which may take an answer back', '/rpe/x', { note: '' }, [['note', '']]],
    ['a press of a button that sends nothing', '/rpe/x', {}, []],
  ])('%s', (_, url, body, kept) => expect(readKeptFields(url, body)).toEqual(kept));

  it.each([
    ['a page on which people sign in', '/personnel/code', { suite: '/rpe' }],
    ['a press of “Rester connecté”', '/mon-dossier/rester', {}],
    ['a password elsewhere', '/rpe/x', { note: 'a', password: 'un deux trois soleil' }],
    ['a code elsewhere', '/rpe/x', { code: '123456' }],
    ['an answer of a passkey', '/rpe/x', { credential: 'x', signature: 'y' }],
    ['no form', '/rpe/x', null],
    ['a list', '/rpe/x', ['a']],
    ['what no form of a browser holds', '/rpe/x', { a: { b: 'c' } }],
  ])('never: %s', (_, url, body) => expect(readKeptFields(url, body)).toBeNull());

  it('tells the sentences from choices, days and ids', () => {
    const fields = [
      ['version', '3'],
      ['reason', 'other'],
      ['day', '12'],
      ['note', ' La mère a rappelé.\nElle revient jeudi. '],
      ['id', '0193-aa-bb'],
    ] as const;
    expect(sentencesIn(fields)).toEqual(['La mère a rappelé.\nElle revient jeudi.']);
  });
});
