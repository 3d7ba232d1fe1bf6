import { describe, expect, it } from '../../../../test/support/runner.js';
import {
  EMPTY_ADULT,
  EMPTY_CHILD,
  EMPTY_FORM,
  EMPTY_NEED,
  type ChildForm,
  type DossierForm,
  type WishForm,
} from './dossier-form.js';
import {
  isFilled,
  partOf,
  rankOfSameNeed,
  withoutPart,
  withPart,
  withPartBack,
  withSameNeed,
  type DraftPart,
} from './draft-parts.js';

const child = (firstName: string | null) => ({ ...EMPTY_CHILD, firstName });
const form = (children: readonly (string | null)[], second?: string | null): DossierForm => ({
  ...EMPTY_FORM,
  adults: second === undefined ? [EMPTY_ADULT] : [EMPTY_ADULT, { ...EMPTY_ADULT, firstName: second }],
  children: children.map(child),
});
const names = ({ children }: DossierForm) => children.map(({ firstName }) => firstName);

describe('the parts of a draft', () => {
  it.each<[string, DossierForm, DraftPart, boolean | null]>([
    ['a child with a name', form(['a', 'b']), { what: 'child', rank: 2 }, true],
    ['a child without an answer', form(['a', null]), { what: 'child', rank: 2 }, false],
    ['the only child', form(['a']), { what: 'child', rank: 1 }, null],
    ['a child that is not there', form(['a', 'b']), { what: 'child', rank: 3 }, null],
    ['a second adult with a name', form(['a'], 'Yann'), { what: 'adult' }, true],
    ['a second adult without an answer', form(['a'], null), { what: 'adult' }, false],
    ['no second adult', form(['a']), { what: 'adult' }, null],
  ])('%s', (_, draft, part, filled) => {
    const found = partOf(draft, part);
    expect(found && isFilled(found)).toBe(filled);
  });

  it.each([1, 2, 3])('the child of rank %i goes and comes back to its place', (rank) => {
    const draft = form(['a', 'b', 'c']);
    const part = partOf(draft, { what: 'child', rank })!;
    const without = withoutPart(draft, part);
    expect(names(without)).toEqual(['a', 'b', 'c'].filter((_, index) => index !== rank - 1));
    expect(withPartBack(without, part)).toEqual(draft);
  });

  it('a second adult goes and comes back, and does not take the place of another', () => {
    const draft = form(['a'], 'Yann');
    const part = partOf(draft, { what: 'adult' })!;
    expect(withPartBack(withoutPart(draft, part), part)).toEqual(draft);
    expect(withPartBack(form(['a'], 'Zoé'), part)).toEqual(form(['a'], 'Zoé'));
  });

  it('there are two adults and eight children at most', () => {
    const full = form(
      Array.from({ length: 8 }, () => null),
      null,
    );
    expect([withPart(full, 'adult'), withPart(full, 'child')]).toEqual([full, full]);
    expect(withPartBack(full, { what: 'child', rank: 1, child: child('a') })).toEqual(full);
  });
});

describe('the need of another child', () => {
  const wishes: WishForm[] = [{ mode: 'childminder', providerId: null, communeCode: null }];
  const need = { ...EMPTY_NEED, kind: 'regular' as const, wantedFrom: '2027-03-01' };
  const first: ChildForm = { ...EMPTY_CHILD, need, wishes };
  const with2 = (second: Partial<ChildForm>): DossierForm => ({
    ...EMPTY_FORM,
    children: [first, { ...EMPTY_CHILD, ...second }],
  });
  const own: WishForm[] = [{ mode: 'mam', providerId: null, communeCode: null }];

  it.each<[string, DossierForm, rank: number, source: number | null, Partial<ChildForm>]>([
    ['is given whole to one who has none', with2({}), 2, 1, { need, wishes }],
    ['leaves the wishes that this one has', with2({ wishes: own }), 2, 1, { need, wishes: own }],
    [
      'leaves out a start before this birth',
      with2({ dueDate: '2027-04-01' }),
      2,
      1,
      { need: { ...need, wantedFrom: null }, wishes },
    ],
    ['is not offered to one whose need is said', with2({ need }), 2, null, { need, wishes: [] }],
    ['is not offered where nobody has one', form(['a', 'b']), 2, null, { need: EMPTY_NEED, wishes: [] }],
    ['is not offered to a child that is not there', with2({}), 3, null, { need: EMPTY_NEED, wishes: [] }],
  ])('%s', (_, draft, rank, source, expected) => {
    expect(rankOfSameNeed(draft, rank)).toBe(source);
    expect(withSameNeed(draft, rank).children[1]).toMatchObject(expected);
  });
});
