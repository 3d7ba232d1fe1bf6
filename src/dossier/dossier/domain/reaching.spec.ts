import { describe, expect, it } from '../../../../test/support/runner.js';
import { unreached, type Told } from './reaching.js';

const told = (id: string, channel: string, state: string, nextId: string | null = null): Told => ({
  id,
  channel,
  state,
  nextId,
});
const ids = (...messages: Told[]): string[] => unreached(messages).map(({ id }) => id);

describe('a family is still to be reached', () => {
  it.each<[string, Told[], string[]]>([
    ['by a mail that came back', [told('a', 'email', 'failed')], ['a']],
    [
      'while the letter that says it again is not posted',
      [told('a', 'email', 'failed', 'b'), told('b', 'letter', 'printed')],
      ['a'],
    ],
    ['when what said it again failed too', [told('a', 'email', 'failed', 'b'), told('b', 'sms', 'failed')], ['a', 'b']],
    ['by a call that nobody made', [told('a', 'phone', 'to_do')], ['a']],
    [
      'no more, once another way worked',
      [told('a', 'email', 'failed', 'b'), told('b', 'sms', 'failed', 'c'), told('c', 'letter', 'handed_over')],
      [],
    ],
    ['no more, once it was said', [told('a', 'phone', 'handed_over')], []],
    ['not by what is on its way', [told('a', 'email', 'waiting'), told('b', 'letter', 'to_do')], []],
  ])('%s', (_, messages, expected) => expect(ids(...messages)).toEqual(expected));
});
