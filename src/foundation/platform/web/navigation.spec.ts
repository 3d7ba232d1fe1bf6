import { describe, expect, it } from '../../../../test/support/runner.js';
import { Permission, type Actor, type Grant } from '../security/index.js';
import { matchedAddress } from './address-pattern.js';
import { Navigation, type StaffPage } from './navigation.js';

const staff = (...grants: Grant[]): Actor => ({ kind: 'staff', accountId: 'a', name: 'A', grants });
const AGENT = staff({ role: 'rpe_agent', deskId: 'rpe' });
const COORDINATOR = staff({ role: 'coordinator' });
const DIRECTOR = staff({ role: 'eaje_director', establishmentId: 'ma-1' });
const OF_TWO = staff(
  { role: 'eaje_director', establishmentId: 'ma-1' },
  { role: 'eaje_director', establishmentId: 'ma-2' },
);

let isOpen = false;
const PAGES: StaffPage[] = [
  { code: 'home', permission: Permission.UseStaffPages, href: '/personnel', isStep: true },
  { code: 'list', place: 'requests', order: 20, permission: Permission.TriageRequests, href: '/rpe' },
  { code: 'counter', place: 'families', order: 10, permission: Permission.EnterDossier, href: '/rpe/saisie' },
  {
    code: 'letters',
    place: 'families',
    order: 5,
    permission: Permission.PostLetters,
    href: '/courrier',
    elsewhere: { without: Permission.EnterDossier, place: 'commissions' },
  },
  { code: 'request', permission: Permission.TriageRequests, href: '/rpe/demandes/:requestId', isStep: true },
  { code: 'draft', permission: Permission.FillDraft, href: '/dossier/:draftId', parent: '/rpe/saisie', isStep: true },
  { code: 'session', permission: Permission.ReadSession, href: '/commissions/:id', isStep: true },
  { code: 'plan', permission: Permission.PlanSession, href: '/commissions/nouvelle' },
  { code: 'year', permission: Permission.DeclarePlaces, href: '/eaje/:establishmentId/annee' },
  { code: 'nursery', place: 'nursery', order: 1, permission: Permission.DeclarePlaces, href: '/eaje' },
  {
    code: 'own',
    place: 'organisation',
    order: 1,
    permission: Permission.UseStaffPages,
    href: '/moi',
    when: () => isOpen,
  },
];
const navigation = new Navigation();
navigation.add(...PAGES);

const menu = (actor: Actor | null): unknown[] =>
  navigation.placesFor(actor).map(({ place, href, entries }) => [place, href, entries.map(({ page }) => page.code)]);
const above = (path: string, actor: Actor = AGENT): string[] =>
  navigation.wayTo(actor, path).above.map(({ href }) => href);

describe('the menu', () => {
  it('shows the places in which somebody has an entry, and leads straight to the only one', () => {
    expect(menu(AGENT)).toEqual([
      ['requests', '/rpe', ['list']],
      ['families', '/personnel/menu/families', ['letters', 'counter']],
    ]);
    expect(menu(DIRECTOR)).toEqual([['nursery', '/eaje', ['nursery']]]);
  });

  it('puts an entry elsewhere for whoever has no use for the rest of its place', () =>
    expect(menu(COORDINATOR)).toEqual([['commissions', '/courrier', ['letters']]]));

  it('shows nothing to strangers, and an entry only while there is something to do', () => {
    expect(menu(null)).toEqual([]);
    isOpen = true;
    expect(menu(DIRECTOR)).toContainEqual(['organisation', '/moi', ['own']]);
    isOpen = false;
  });
});

describe('the way to a page', () => {
  it.each<[string, string[], string | null]>([
    ['/rpe', [], 'requests'],
    ['/rpe/demandes/1', ['/rpe'], 'requests'],
    ['/rpe/demandes/1/points', ['/rpe', '/rpe/demandes/1'], 'requests'],
    // An entry is below its place, whatever its address begins with.
    ['/rpe/saisie', [], 'families'],
    ['/dossier/7/voeux/1', ['/rpe/saisie', '/dossier/7'], 'families'],
    ['/personnel/chercher', ['/personnel'], null],
    ['/nulle-part', [], null],
  ])('%s is below %j', (path, pages, place) => {
    expect(above(path)).toEqual(pages);
    expect(navigation.wayTo(AGENT, path).place).toBe(place);
  });

  it('names a page of its own before a pattern that fits it too', () => {
    expect(navigation.wayTo(COORDINATOR, '/commissions/nouvelle').self?.code).toBe('plan');
    expect(navigation.wayTo(COORDINATOR, '/commissions/7').self?.code).toBe('session');
  });

  it('leads to no page that the reader may not open', () =>
    expect(above('/rpe/demandes/1/points', COORDINATOR)).toEqual([]));

  it('stops where a page names a parent that nobody declares', () => {
    const broken = new Navigation();
    broken.add({ code: 'lost', permission: Permission.UseStaffPages, href: '/perdu', parent: '/nulle-part' });
    expect(() => broken.wayTo(AGENT, '/perdu')).toThrow('/nulle-part');
  });
});

describe('what can be found', () => {
  it.each<[string, Actor, string[]]>([
    ['no page that is about one thing', AGENT, ['/rpe', '/rpe/saisie', '/courrier']],
    ['the pages of one’s only nursery', DIRECTOR, ['/eaje/ma-1/annee', '/eaje']],
    ['of several nurseries, where to choose one', OF_TWO, ['/eaje']],
  ])('%s', (_, actor, hrefs) => expect(navigation.reachedBy(actor).map(({ href }) => href)).toEqual(hrefs));
});

describe('an address and a pattern', () => {
  it.each<[string, string, string | null]>([
    ['/a/:x', '/a/1/b', '/a/1'],
    ['/a/:x/b', '/a/1', null],
    ['/a', '/ab', null],
  ])('%s begins %s: %s', (pattern, path, address) =>
    expect(matchedAddress(pattern, path)?.address ?? null).toBe(address),
  );
});
