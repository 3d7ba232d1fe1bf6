import { describe, expect, it } from '../../../../test/support/runner.js';
import { messageKind } from './message-kind.js';
import { LONGEST, shownSituations, situationsOf, textProblems, type MessageText } from './text-check.js';

const KIND = messageKind({
  code: 'place',
  to: 'family',
  effect: 'tells_decision',
  variables: {
    until: { type: 'day' },
    place: { type: 'lines' },
    agent: { type: 'name', orNone: true },
    answer: { type: 'choice', of: ['accepted', 'wait'] },
    count: { type: 'count' },
    remedies: { type: 'law' },
  },
});
const OWN: MessageText = {
  subject: 'Une place pour {child} avant le {until}',
  body: [
    '{agent, select, none {Vous avez répondu.} other {{agent} a noté votre réponse.}}',
    '{answer, select, accepted {Répondez avant le {until}.} other {Rien à faire.}}',
    '{place}',
    'Suivre ma demande : {link}',
    '{remedies}',
  ].join('\n\n'),
  shortText: 'Petite enfance : répondez avant le {until} : {link}',
};
const EXAMPLES = {
  child: 'Lina',
  number: 'K7MX-42PD',
  desk: 'Guichet',
  phone: '03 85 00 00 00',
  link: `https://petite-enfance.exemple.fr/suivre/${'x'.repeat(43)}`,
  until: '30 septembre 2027',
  place: '– Crèche',
  agent: 'Nadia',
  answer: 'accepted',
  count: 2,
  remedies: 'Deux mois.',
};
const found = (text: Partial<MessageText>): string[] =>
  textProblems(KIND, 'fr', { ...OWN, ...text }, OWN, EXAMPLES).map(({ field, code, args }) =>
    [field, code, ...Object.values(args)].join(' '),
  );
const inBody = (from: string, to: string): Partial<MessageText> => {
  expect(OWN.body).toContain(from);
  return { body: OWN.body.replace(from, to) };
};

describe('a text that a person writes', () => {
  it('may be the product’s own', () => expect(found({})).toEqual([]));

  it.each<[string, Partial<MessageText>]>([
    ['other words', { subject: '{child} : une place, répondez pour le {until}' }],
    ['other variables of the kind', inBody('{place}', '{place}\n\nDossier {number}, {desk}, {phone}')],
    ['a plural of a count', inBody('{place}', '{count, plural, one {Une place} other {# places}}\n{place}')],
    [
      'no case where the product has one',
      inBody('{agent, select, none {Vous avez répondu.} other {{agent} a noté votre réponse.}}', 'Bonjour,'),
    ],
    ['a date said in every case', inBody('other {Rien à faire.}', 'other {Rien avant le {until}.}')],
    ['a sign that is no code', inBody('{place}', '{place}\n\n3 < 4 & 5 > 2')],
  ])('may have %s', (_, text) => expect(found(text)).toEqual([]));

  it.each<[string, Partial<MessageText>, string[]]>([
    ['nothing', { subject: ' ' }, ['subject empty']],
    ['more than a line', { subject: 'x'.repeat(LONGEST.subject + 1) }, [`subject tooLong ${LONGEST.subject}`]],
    ['an unknown variable', inBody('{place}', '{place} {plcae}'), ['body unknown {plcae}']],
    ['an opened brace', inBody('{place}', '{place'), ['body unreadable {place Suivre ma dem']],
    ['a brace too many', inBody('{place}', '{place}}'), ['body unreadable } Suivre ma demande']],
    ['no other case', { subject: '{child} {answer, select, accepted {oui}} {until}' }, ['subject noOther']],
    ['a case that does not exist', inBody('accepted {', 'acepted {'), ['body cases answer accepted, wait']],
    ['cases of what has none', inBody('{place}', '{place, select, a {b} other {c}}'), ['body cases place –']],
    ['a plural of a date', inBody('{until}', '{until, plural, other {x}}'), ['body cases until –']],
    ['a format of dates', inBody('{until}', '{until, date}'), ['body cases until –']],
    ['no link', inBody('Suivre ma demande : {link}', 'Suivez votre demande.'), ['body missing {link}']],
    ['no remedies', inBody('\n\n{remedies}', ''), ['body missing {remedies}']],
    ['no date in the subject', { subject: 'Une place pour {child}' }, ['subject missing {until}']],
    ['no date in the one case that has it', inBody('avant le {until}', 'vite'), ['body missing {until}']],
    [
      'the date in the wrong case alone',
      inBody(
        'accepted {Répondez avant le {until}.} other {Rien à faire.}',
        'wait {Répondez avant le {until}.} other {Rien à faire.}',
      ),
      ['body missing {until}'],
    ],
    [
      'no case of what was decided',
      inBody('{answer, select, accepted {Répondez avant le {until}.} other {Rien à faire.}}', 'Le {until}'),
      ['body missing {answer}'],
    ],
    ['a tag', inBody('Vous avez', '<b>Vous</b> avez'), ['body markup']],
    ['a tag across a variable', inBody('{place}', '<img src={place}>'), ['body markup']],
    ['an entity', inBody('Vous avez', 'Vous&nbsp;avez'), ['body markup']],
    ['what every object has', inBody('{place}', '{place} {constructor}'), ['body unknown {constructor}']],
    [
      'an address of its own',
      inBody('Vous avez', 'https://ailleurs.exemple vous avez'),
      ['body address https://ailleurs.exe'],
    ],
    ['an address without https', { subject: '{child} {until} www.ailleurs.fr' }, ['subject address www.ailleurs.fr']],
    [
      'an address that a name completes',
      inBody('Vous avez', 'Voir evil.{number} : vous avez'),
      ['body address evil.xx'],
    ],
    [
      'an address across cases',
      inBody('{place}', '{place} evil{answer, select, wait {.fr} other {}}'),
      ['body address evil.fr'],
    ],
    ['a telephone number to press', inBody('Vous avez', 'tel:{number} vous avez'), ['body address tel:xx']],
    ['its link in a sentence', inBody('Suivre ma demande : {link}', 'Allez sur {link} vite'), ['body linkLine']],
    ['its link twice', inBody('Suivre ma demande : {link}', 'Un : {link}\nDeux : {link}'), ['body linkLine']],
    ['its link without words', inBody('Suivre ma demande : {link}', '{link}'), ['body linkLine']],
    ['a list in the subject', { subject: '{place} {until}' }, ['subject misplaced {place}']],
    [
      'a name in the SMS',
      { shortText: '{child}, {agent}, avant le {until} : {link}' },
      ['shortText misplaced {agent}'],
    ],
    ['words after the link of the SMS', { shortText: 'Le {until} : {link}.' }, ['shortText linkLast']],
    ['an SMS of three', { shortText: `${'x'.repeat(220)} {until} : {link}` }, ['shortText parts 3 2']],
    ['letters that SMS lack', { shortText: '🎉 {until} : {link}' }, ['shortText letters']],
    [
      'several faults',
      { ...inBody('{place}', '<b>'), subject: '' },
      ['subject empty', 'body markup', 'body missing {place}'],
    ],
  ])('may not have %s', (_, text, problems) => expect(found(text)).toEqual(problems));
});

describe('the situations in which a kind is written', () => {
  it('are every case of its choices, of what may be absent, and of its counts', () => {
    expect(situationsOf(KIND)).toHaveLength(2 * 2 * 2);
    expect(situationsOf(KIND)).toContainEqual({ agent: 'none', answer: 'wait', count: 1 });
    expect(situationsOf(messageKind({ code: 'bare', to: 'member' }))).toEqual([{}]);
  });

  it('are shown one case at a time', () => {
    expect(shownSituations(KIND)).toEqual([
      { answer: 'accepted', count: 2 },
      { agent: 'none', answer: 'accepted', count: 2 },
      { answer: 'wait', count: 2 },
      { answer: 'accepted', count: 1 },
    ]);
  });
});
