import { describe, expect, it } from '../../../../test/support/runner.js';
import { readTyped, searchAlike, type Typed } from './inbox-search.js';

const key = (value: string): Typed => ({ kind: 'key', key: value });
const names = (...words: string[]): Typed => ({ kind: 'names', words });

describe('what a desk types to find a family', () => {
  it.each<[string, Typed]>([
    ['K7MX-42PD', { kind: 'number', number: 'K7MX-42PD' }],
    ['k7mx42pd', { kind: 'number', number: 'K7MX-42PD' }],
    ['k7mx', { kind: 'half', half: 'K7MX' }],
    ['-42PD', { kind: 'half', half: '42PD' }],
    ['K7MX-', { kind: 'half', half: 'K7MX' }],
    ['anna', names('anna')],
    ['0612345678', key('phone:0612345678')],
    ['06 12 34 56 78', key('phone:0612345678')],
    ['06.12.34.56.78', key('phone:0612345678')],
    ['06-12-34-56-78', key('phone:0612345678')],
    ['06/12/34/56/78', key('phone:0612345678')],
    ['+33 6 12 34 56 78', key('phone:0612345678')],
    ['0033612345678', key('phone:0612345678')],
    ['+33 (0)6 12 34 56 78', key('phone:0612345678')],
    ['+32 470 12 34 56', key('phone:+32470123456')],
    ['06 12 34', key('phone:061234')],
    ['0612', key('phone:0612')],
    ['Laura.Ferreira@Exemple.fr', key('mail:laura.ferreira@exemple.fr')],
    ['laura@', key('mail:laura@')],
    ['27/03/2027', key('born:2027-03-27')],
    ['27/3/27', key('born:2027-03-27')],
    ['27 mars 2027', key('born:2027-03-27')],
    ['Leroi', names('leroi')],
    ['Da Silva', names('da', 'silva')],
    ['31/2/2027', names('31', '2', '2027')],
    ['42', names('42')],
  ])('« %s »', (text, expected) => expect(readTyped(text)).toEqual(expected));

  it.each(['K7MX-42PD', '06 12 34 56 78', 'a@b.fr', '27/3/27', '', '?', 'U'])(
    '« %s » is not looked for among names alike',
    (text) => expect(searchAlike(text)).toBeNull(),
  );
  it('names are, each word, and as they are written with one typing error', () => {
    const looked = Object.values(searchAlike('Nour Goutier')!.parameters);
    for (const key of ['heard:nor', 'name:nuor', 'heard:goti', 'word:gouttier']) expect(looked).toContain(key);
  });
});
