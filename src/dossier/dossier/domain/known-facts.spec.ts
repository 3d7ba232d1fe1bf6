import fc from 'fast-check';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { EMPTY_ADULT, EMPTY_FORM, type DossierForm } from './dossier-form.js';
import { asKnownThen, changedFacts, familyFacts, type RecordedFact } from './known-facts.js';

const END = ['9999-12-31', '9999-12-31T00:00:00.000Z'] as const;
/** « Blanzy from 1 September, said on 3 July »: a line of the tables below. */
const record = (id: string, communeCode: string | null, effectiveFrom: string, saidOn: string): RecordedFact => ({
  id,
  kind: 'residence',
  subjectId: 'family',
  part: '1',
  effectiveFrom,
  recordedAt: `${saidOn}T09:00:00.000Z`,
  value: communeCode === null ? null : { addressLine: null, postalCode: null, communeCode, communeName: null },
});
const communesOf = (records: readonly RecordedFact[], day: string, knownOn: string): (string | null)[] =>
  asKnownThen(records, day, `${knownOn}T23:00:00.000Z`).map(
    ({ value }) => (value as { communeCode: string | null }).communeCode,
  );

describe('as it was known then', () => {
  const SENT = record('1', 'Montceau', '2026-03-01', '2026-03-01');
  const MOVES = record('2', 'Blanzy', '2026-09-01', '2026-07-03');
  const CORRECTED = record('3', 'Sanvignes', '2026-08-15', '2026-09-20');
  const LEFT = record('4', null, '2026-12-01', '2026-11-20');
  const ALL = [LEFT, CORRECTED, MOVES, SENT];

  it.each([
    ['before anything is said', '2026-02-28', '2026-12-31', []],
    ['on the first day', '2026-03-01', '2026-03-01', ['Montceau']],
    ['a move to come, before it was said', '2026-10-01', '2026-07-02', ['Montceau']],
    ['a move to come, once it was said', '2026-10-01', '2026-07-03', ['Blanzy']],
    ['the days before the move', '2026-08-31', '2026-07-03', ['Montceau']],
    ['what was known before a correction', '2026-09-10', '2026-09-19', ['Blanzy']],
    ['a correction, from the day it names', '2026-09-10', '2026-09-20', ['Sanvignes']],
    ['a correction, on days of before', '2026-08-20', '2026-09-20', ['Sanvignes']],
    ['the days before the correction', '2026-08-14', '2026-09-20', ['Montceau']],
    ['an end that is known', '2026-12-01', '2026-11-20', []],
    ['an end that is not known yet', '2026-12-01', '2026-11-19', ['Sanvignes']],
  ])('%s', (_what, day, knownOn, communes) => {
    expect(communesOf(ALL, day, knownOn)).toEqual(communes);
  });

  it('of one moment, the last that was written counts', () => {
    const [first, second] = [
      record('a', 'Montceau', '2026-03-01', '2026-03-01'),
      record('b', 'Blanzy', '2026-03-01', '2026-03-01'),
    ];
    expect(communesOf([second, first], '2026-03-01', '2026-03-01')).toEqual(['Blanzy']);
  });

  it('each thing of each subject is known by itself', () => {
    const other = { ...SENT, id: '5', subjectId: 'another' };
    const second = { ...SENT, id: '6', part: '2' };
    expect(asKnownThen([SENT, other, second], ...END)).toHaveLength(3);
  });
});

const adult = fc.record({
  communeCode: fc.constantFrom('71306', '71040', null),
  addressLine: fc.constantFrom('1 rue', null),
  situation: fc.constantFrom('working', 'studying', null),
  weeklyHours: fc.constantFrom(20, 35, null),
});
const form: fc.Arbitrary<DossierForm> = fc
  .record({
    adults: fc.array(adult, { minLength: 1, maxLength: 2 }),
    loneParent: fc.constantFrom(true, false, null),
    fact: fc.boolean(),
  })
  .map(({ adults, loneParent, fact }) => ({
    ...EMPTY_FORM,
    adults: adults.map((one) => ({ ...EMPTY_ADULT, ...one }) as DossierForm['adults'][number]),
    household: { ...EMPTY_FORM.household, loneParent },
    criterionFacts: (fact ? { adoption: true } : {}) as Record<string, boolean>,
  }));

describe('what is recorded of a family', () => {
  it('gives, replayed, what it said last, and on each day what it had said by then', () => {
    fc.assert(
      fc.property(form, fc.array(form, { maxLength: 6 }), (first, later) => {
        const said = [first, ...later];
        const dayOf = (index: number): string => `2026-03-${String(index + 1).padStart(2, '0')}`;
        const records = said.flatMap((now, index) =>
          (index === 0
            ? familyFacts('family', now, dayOf(0))
            : changedFacts(
                familyFacts('family', said[index - 1]!, dayOf(index)),
                familyFacts('family', now, dayOf(index)),
              )
          ).map((fact, nth): RecordedFact => ({
            ...fact,
            id: `${dayOf(index)} ${nth}`,
            recordedAt: `${dayOf(index)}T09:00:00.000Z`,
          })),
        );
        for (const [index, now] of said.entries()) {
          const known = asKnownThen(records, dayOf(index), `${dayOf(index)}T10:00:00.000Z`);
          const key = ({ kind, part, value }: Pick<RecordedFact, 'kind' | 'part' | 'value'>): unknown[] => [
            kind,
            part,
            value,
          ];
          expect(known.map(key)).toHaveLength(familyFacts('family', now, '').length);
          expect(known.map(key)).toEqual(expect.arrayContaining(familyFacts('family', now, '').map(key)));
        }
      }),
    );
  });

  it('is nothing when nothing changed, whatever the order of its answers', () => {
    const { loneParent, ...others } = EMPTY_FORM.household;
    const facts = familyFacts('family', EMPTY_FORM, '2026-03-01');
    const otherwise = familyFacts('family', { ...EMPTY_FORM, household: { ...others, loneParent } }, '2026-03-01');
    expect([changedFacts(facts, facts), changedFacts(facts, otherwise)]).toEqual([[], []]);
  });
});
