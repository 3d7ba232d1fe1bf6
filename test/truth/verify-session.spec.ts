import { describe, expect, it } from '../support/runner.js';
import { check } from '../../src/commissions/matching/fairness-check/check.js';
import type { Instance } from '../../src/commissions/matching/index.js';
import { tokenOfSection } from '../../src/foundation/kernel/reserved-section.js';
import { readAudit, Unreadable } from '../../src/commissions/verify-session/file.js';
import { verify } from '../../src/commissions/verify-session/verify.js';
import { randomSession } from '../support/sessions/random-session.js';

/** `npm run drill:verify-session` holds a thousand. */
const SESSIONS = Number(process.env['SESSIONS'] ?? 60);
const seeds = Array.from({ length: SESSIONS }, (_, seed) => seed + 1);
/** Every other one, for what costs as much again. */
const half = seeds.filter((seed) => seed % 2 === 0);

describe('what sessions tell', () => {
  it(`is so in each of ${SESSIONS} random sessions`, () => {
    const wrong = seeds.flatMap((seed) =>
      verify(readAudit(randomSession(seed))).wrong.map((one) => ({ seed, ...one })),
    );
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(wrong).toHaveLength(0);
  });

  it('is so, as far as it can be judged, of files without a record, and the rest is counted', () => {
    for (const seed of half) {
      const { record: _, ...older } = readAudit(randomSession(seed));
      expect(verify(older).wrong).toEqual([]);
      expect(verify(older).notJudged).toBeGreaterThan(0);
    }
  });

  it('is so where places are reserved, which only those take for whom they are', () => {
    const files = seeds.map((seed) => readAudit(randomSession(seed, { reserved: true })));
    expect(files.flatMap((file) => verify(file).wrong)).toEqual([]);
    const taken = files.flatMap(({ instance, places }) =>
      Object.entries(places)
        .filter(([, place]) => place !== null && tokenOfSection(place.section) !== null)
        .map(
          ([child, place]) =>
            instance.families[
              Object.keys(instance.families).find((id) => instance.families[id]!.children.includes(child))!
            ]!.wishes.flat().some((entry) => typeof entry === 'object' && entry?.section === place!.section) ||
            instance.children[child]!.section === place!.section,
        ),
    );
    expect(taken.length).toBeGreaterThan(seeds.length / 10);
    expect(taken).not.toContain(false);
    expect(
      files.some(({ told }) =>
        told.some(({ explanation }) => explanation!.misses.some(({ section }) => tokenOfSection(section) !== null)),
      ),
    ).toBe(true);
  });

  it('is so where members give a part of a week that no wish names', () => {
    const files = half.map((seed) => readAudit(randomSession(seed, { partsGiven: true })));
    expect(files.flatMap((file) => verify(file).wrong)).toEqual([]);
    const given = files.flatMap((file) => (file.givenWeeks ?? []).map((week) => ({ ...week, file })));
    expect(given.length).toBeGreaterThan(half.length / 4);
    for (const { file, child, place } of given) expect(file.places[child]).toEqual(place);
    const isSibling = ({ file, family }: (typeof given)[number]): boolean =>
      file.instance.families[family]!.children.length > 1;
    expect(given.some(isSibling)).toBe(true);
    // Without them, a family would seem to prefer the shorter weeks of its wishes to what it has.
    const untold = files
      .filter((file) => (file.givenWeeks ?? []).length > 0)
      .map((file) => ({ ...file, givenWeeks: [] }));
    expect(untold.some((file) => verify(file).wrong.length > 0)).toBe(true);
  });

  it('is so of seats that were declined and offered again in the session’s order', () => {
    const files = half.map((seed) => readAudit(randomSession(seed, { reoffered: true })));
    expect(files.flatMap((file) => verify(file).wrong)).toEqual([]);
    const runs = files.flatMap(({ reoffers }) => reoffers ?? []);
    const told = runs.flatMap((run) => run.told);
    expect(told.filter(({ place }) => place !== null).length).toBeGreaterThan(half.length / 10);
    expect(told.some(({ place, explanation }) => place === null && explanation!.misses.length > 0)).toBe(true);
    // Nobody is put where a half-day then has more children than free seats, nor is a claim left without need.
    for (const { instance, places } of runs) expect(check(instance as Instance, places).overfull).toEqual([]);
    expect(runs.filter(({ claims }) => claims.length > 0).length).toBeLessThan(runs.length / 4);
  });

  it('meets what can be told: every reason, claims of several children, cut-offs of reserves', () => {
    const files = seeds.slice(0, 60).map((seed) => readAudit(randomSession(seed)));
    const told = files.flatMap((file) => file.told);
    const codes = new Set(told.flatMap(({ explanation }) => explanation!.misses.map(({ code }) => code)));
    expect([...codes].sort()).toEqual(['DOES_NOT_FIT', 'FULL', 'HELD_BACK', 'NOT_ELIGIBLE', 'RESIDUAL', 'SIBLINGS']);
    expect(told.some(({ explanation }) => (explanation!.claim?.numbers.length ?? 0) > 1)).toBe(true);
    expect(told.some(({ explanation }) => explanation!.wouldHaveTaken.length > 0)).toBe(true);
    expect(told.some(({ explanation }) => explanation!.misses.some(({ without }) => without !== 0))).toBe(true);
    expect(files.some(({ cutOffs }) => cutOffs!.some(({ reserve }) => reserve !== null))).toBe(true);
    expect(files.some(({ instance }) => Object.values(instance.children).some(({ current }) => current))).toBe(true);
  });
});

describe('a false statement', () => {
  /** Changes the first statement of that kind among all sessions. */
  function planted(change: (file: any) => boolean): string[] {
    for (const seed of seeds) {
      const file = JSON.parse(randomSession(seed, { reoffered: true }));
      if (change(file)) return verify(readAudit(JSON.stringify(file))).wrong.map(({ statement }) => statement);
    }
    throw new Error('nothing of that kind is told');
  }
  const inCase =
    (change: (one: any) => boolean) =>
    (file: any): boolean =>
      file.told.some(change);
  const again =
    (change: (run: any) => boolean) =>
    (file: any): boolean =>
      file.reoffers.some(change);
  const inMiss = (is: (miss: any) => boolean, change: (miss: any) => void) =>
    inCase((one) => {
      const miss = one.explanation.misses.find(is);
      if (miss) change(miss);
      return Boolean(miss);
    });

  it.each<[string, (file: any) => boolean, RegExp]>([
    [
      'a reason for a wish',
      inMiss(
        ({ code }) => code === 'DOES_NOT_FIT',
        (miss) => {
          miss.code = 'FULL';
        },
      ),
      /^reason at/,
    ],
    [
      'a witness half-day',
      inMiss(
        ({ slot }) => slot === 'tue-am',
        (miss) => {
          miss.slot = 'wed-pm';
        },
      ),
      /^witness half-day/,
    ],
    [
      'places taken',
      inMiss(
        ({ taken }) => taken !== null,
        (miss) => {
          miss.taken += 1;
        },
      ),
      /^places taken/,
    ],
    [
      'points of the last',
      inMiss(
        ({ cutOff }) => cutOff !== null,
        (miss) => {
          miss.cutOff += 1;
        },
      ),
      /^last admitted/,
    ],
    [
      'own points',
      inMiss(
        ({ points }) => points !== null,
        (miss) => {
          miss.points += 1;
        },
      ),
      /^points at/,
    ],
    [
      'missing points',
      inMiss(
        ({ missing }) => missing !== null,
        (miss) => {
          miss.missing += 1;
        },
      ),
      /^missing points/,
    ],
    [
      'a tie that was none',
      inMiss(
        ({ missing }) => missing > 0,
        (miss) => {
          miss.missing = 0;
        },
      ),
      /^missing points/,
    ],
    [
      'a counterfactual',
      inMiss(
        ({ without }) => without !== 0,
        (miss) => {
          miss.without = 512;
        },
      ),
      /^counterfactual/,
    ],
    ['a wish left out', inCase((one) => one.explanation.misses.splice(0, 1).length > 0), /^wishes explained/],
    [
      'a claim that is none',
      inCase((one) =>
        one.explanation.claim === null
          ? Boolean(
              (one.explanation.claim = {
                numbers: [one.number],
                gains: [{ number: one.number, at: 'A', section: 'babies', slots: null }],
                leaves: [],
                others: 0,
              }),
            )
          : false,
      ),
      /^claim$/,
    ],
    [
      'a claim hidden',
      inCase((one) => (one.explanation.claim ? (one.explanation.claim = null) === null : false)),
      /^claim$/,
    ],
    [
      'a claim listed that is none',
      (file) => file.claims.push({ family: file.claims[0]?.family ?? 'f0', wish: 99 }) > 0,
      /^claims$/,
    ],
    [
      'an establishment that would have taken',
      inCase((one) => one.explanation.wouldHaveTaken.push('Z') > 0),
      /^would have taken$/,
    ],
    [
      'a reason to wait',
      inCase((one) =>
        one.decision === 'wait' && one.reason === 'no_place' ? Boolean((one.reason = 'other_child_first')) : false,
      ),
      /^reason other_child_first/,
    ],
    [
      'a resident outside the territory',
      inCase((one) => Boolean((one.reason = 'outside_area'))),
      /^reason outside_area/,
    ],
    ['an entry that is not later', inCase((one) => Boolean((one.reason = 'later_entry'))), /^reason later_entry/],
    ['a place', inCase((one) => (one.place ? Boolean((one.place.slots = 512)) : false)), /^place$/],
    ['a cut-off', (file) => (file.cutOffs.length > 0 ? Boolean((file.cutOffs[0].points += 1)) : false), /^cut-off of/],
    [
      'a place offered again',
      again((run) => {
        const one = run.told.find((told: any) => told.place);
        return Boolean(one && (one.place.slots = 512));
      }),
      /^offered again at .*: place$/,
    ],
    [
      'a seat offered again out of the order of the session',
      again((run) => {
        const [house] = Object.values<any>(run.instance.establishments).filter(
          ({ points }) => Object.keys(points).length > 0,
        );
        return Boolean(house && (house.points[Object.keys(house.points)[0]!] += 1000));
      }),
      /^offered again at .*: order$/,
    ],
    ['a cut-off left out', (file) => file.cutOffs.splice(0, 1).length > 0, /^cut-offs$/],
    [
      'two numbers that were not drawn so',
      ({ numbers: { drawn } }) => {
        const [one, other] = Object.keys(drawn);
        [drawn[one!], drawn[other!]] = [drawn[other!], drawn[one!]];
        return true;
      },
      /^number drawn$/,
    ],
    [
      'numbers in the order of the list',
      ({ numbers, told }) => {
        Object.keys(numbers.drawn).forEach((id, index) => (numbers.drawn[id] = index + 1));
        for (const one of told) one.number = numbers.drawn[one.child];
        return true;
      },
      /^number drawn$/,
    ],
    ['another seed', ({ numbers }) => Boolean((numbers.seed = 'chosen')), /^number drawn$/],
    ['a case that was not drawn', ({ numbers, told }) => delete numbers.drawn[told[0].child], /^number drawn$/],
  ])('is found: %s', (_, change, statement) =>
    expect(planted(change)).toEqual(expect.arrayContaining([expect.stringMatching(statement)])),
  );

  it('is not looked for in a file that is no audit file: the part that is missing is named', () => {
    expect(() => readAudit('{"session":{},"instance":{}}')).toThrow(new Unreadable('audit file: places is missing'));
    expect(() => readAudit('nothing')).toThrow(Unreadable);
  });
});
