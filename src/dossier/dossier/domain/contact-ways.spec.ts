import { describe, expect, it } from '../../../../test/support/runner.js';
import { addresseesOf, adultReached, brokenWays, contactWays } from './contact-ways.js';
import { EMPTY_ADULT, type AdultForm } from './dossier-form.js';

const LAURA: AdultForm = {
  ...EMPTY_ADULT,
  firstName: 'Laura',
  surname: 'Ferreira',
  email: 'laura@exemple.fr',
  phone: '0612345678',
  addressLine: '3 rue des Écoles',
  postalCode: '71300',
  communeName: 'Montceau-les-Mines',
};
const names = (code: string): string | null => (code === '71040' ? 'Blanzy' : null);
const channels = (...adults: AdultForm[]): string[] => contactWays(adults, names).map(({ channel }) => channel);

describe('the ways to reach a family', () => {
  it('are a mail, a text, a letter, and a call at last, when nobody chose', () =>
    expect(channels(LAURA)).toEqual(['email', 'sms', 'letter', 'phone']));
  it.each(['email', 'sms', 'letter', 'phone'] as const)('begin with %s when it is preferred', (preferredChannel) =>
    expect(channels({ ...LAURA, preferredChannel })[0]).toBe(preferredChannel),
  );
  it('hold no text to a landline, and no letter without a street', () =>
    expect(channels({ ...LAURA, phone: '0385123456', addressLine: null, preferredChannel: 'sms' })).toEqual([
      'email',
      'phone',
    ]));
  it('hold a text to a foreign number', () => expect(channels({ ...LAURA, phone: '+491701234567' })).toContain('sms'));
  it.each<[string, Partial<AdultForm>, string | undefined]>([
    ['line by line', {}, 'Laura Ferreira\n3 rue des Écoles\n71300 Montceau-les-Mines'],
    [
      'with the town, where only the code of its commune is kept',
      { postalCode: '71450', communeCode: '71040', communeName: null },
      'Laura Ferreira\n3 rue des Écoles\n71450 Blanzy',
    ],
    [
      'with a town outside the territory',
      { postalCode: '69003', communeName: 'Lyon' },
      'Laura Ferreira\n3 rue des Écoles\n69003 Lyon',
    ],
    ['with a town alone', { postalCode: null }, 'Laura Ferreira\n3 rue des Écoles\nMontceau-les-Mines'],
    ['not without any place, where no letter would arrive', { postalCode: null, communeName: null }, undefined],
  ])('write an envelope %s', (_, adult, envelope) =>
    expect(contactWays([{ ...LAURA, ...adult }], names).find(({ channel }) => channel === 'letter')?.recipient).toBe(
      envelope,
    ),
  );
  it('begin with those of whoever filed, who said nothing, and name a shared address once', () => {
    const second = { ...LAURA, firstName: 'Paul', email: 'laura@exemple.fr', preferredChannel: 'letter' as const };
    expect(channels(LAURA, second)).toEqual(['email', 'sms', 'letter', 'letter', 'phone']);
  });
  it('write to the second adult before the first is rung, who left a telephone only', () =>
    expect(channels({ ...EMPTY_ADULT, phone: '0385123456' }, LAURA)[0]).toBe('email'));
  it('begin with what the first adult prefers, whatever the second does', () => {
    const paul = { ...LAURA, firstName: 'Paul', email: 'paul@exemple.fr', phone: '0687654321' };
    const [first, second] = contactWays(
      [
        { ...LAURA, preferredChannel: 'sms' },
        { ...paul, preferredChannel: 'email' },
      ],
      names,
    );
    expect([first, second]).toEqual([
      { channel: 'sms', recipient: '0612345678' },
      { channel: 'email', recipient: 'laura@exemple.fr' },
    ]);
  });
  it('are none for who left nothing', () => expect(contactWays([EMPTY_ADULT], names)).toEqual([]));
});

describe('whom messages go to', () => {
  const paul: AdultForm = {
    ...LAURA,
    firstName: 'Paul',
    email: 'paul@exemple.fr',
    phone: '0687654321',
    addressLine: '9 rue Haute',
    parentalAuthority: true,
    preferredChannel: 'letter',
  };
  const told = (second: Partial<AdultForm>, apart: boolean, first: Partial<AdultForm> = {}): string[] =>
    addresseesOf(
      [
        { ...LAURA, ...first },
        { ...paul, ...second },
      ],
      apart,
      names,
    ).map(({ rank, ways }) => `${rank} ${ways[0]?.channel ?? 'nobody'}`);
  it.each<[string, Partial<AdultForm>, boolean, string[]]>([
    ['whoever filed, and the other parent by its own channel', {}, true, ['1 email', '2 letter']],
    ['not who has no parental authority', { parentalAuthority: false }, true, ['1 email']],
    ['not of whom nobody said so', { parentalAuthority: null }, true, ['1 email']],
    ['not who left no contact of its own', { email: null, phone: null, preferredChannel: null }, false, ['1 email']],
    [
      'whom only a letter reaches elsewhere',
      { email: null, phone: null, preferredChannel: null },
      true,
      ['1 email', '2 letter'],
    ],
    [
      'once, at a contact that both gave',
      { email: LAURA.email, phone: LAURA.phone, preferredChannel: null },
      false,
      ['1 email'],
    ],
  ])('%s', (_, second, apart, ranks) => expect(told(second, apart)).toEqual(ranks));
  it('never the other home in place of whoever filed', () => {
    const nothing = { email: null, phone: null, addressLine: null };
    expect(told({}, true, nothing)).toEqual(['1 nobody', '2 letter']);
    expect(told({}, false, nothing)[0]).toBe('1 letter');
  });
  it('are known by the way that a message took, unless both gave it', () => {
    const way = (recipient: string) => adultReached([LAURA, paul], { channel: 'email', recipient }, names);
    expect([way('laura@exemple.fr'), way('paul@exemple.fr'), way('an-old@exemple.fr')]).toEqual([1, 2, null]);
    expect(
      adultReached([LAURA, { ...paul, email: LAURA.email }], { channel: 'email', recipient: LAURA.email! }, names),
    ).toBeNull();
  });
});

describe('a way', () => {
  const sent = (state: string, createdAt: string, recipient = 'a@b.fr') => ({
    channel: 'email' as const,
    recipient,
    state,
    createdAt,
  });
  it('is broken when its latest message reached nobody', () =>
    expect(brokenWays([sent('failed', '2'), sent('handed_over', '1'), sent('handed_over', '3', 'c@d.fr')])).toEqual(
      new Set(['email a@b.fr']),
    ));
  it('is whole again once a message arrived', () =>
    expect(brokenWays([sent('failed', '1'), sent('handed_over', '2')])).toEqual(new Set()));
});
