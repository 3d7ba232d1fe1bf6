import fc from 'fast-check';
import { USUAL_RULES } from '../../src/commissions/commission/domain/sitting-rules.js';
import { addDays, isoWeekday, type Day } from '../../src/foundation/kernel/time.js';
import { slotBit, SLOTS } from '../../src/foundation/kernel/week-schedule.js';
import { ENGINE_RUNS } from '../support/engine/generate.js';
import { describe, expect, it } from '../support/runner.js';
import {
  freeOn,
  maskOfDays,
  playSession,
  pointsAt,
  type ChildWorld,
  type SectionWorld,
  type SessionWorld,
} from '../support/sessions/first-days.js';

/** The rules of docs/decisions/0175-a-place-that-frees-later.md: cases decided by hand, then all small sessions. */
const NOW = '2027-01-04';
const FEBRUARY = '2027-02-01';
const MARCH = '2027-03-01';
const [BEFORE_FEBRUARY, BEFORE_MARCH, NEVER] = ['2027-01-31', '2027-02-28', '2029-12-31'];
const ALL = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

const section = (
  id: string,
  places: number,
  ...leaving: (Day | { days: readonly string[]; to: Day })[]
): SectionWorld => ({
  id,
  places,
  holders: leaving.map((one) =>
    typeof one === 'string' ? { slots: maskOfDays(ALL), to: one } : { slots: maskOfDays(one.days), to: one.to },
  ),
});
const child = (id: string, points: ChildWorld['points'], more: Partial<ChildWorld> = {}): ChildWorld => ({
  id,
  points,
  days: ALL,
  wantedFrom: NOW,
  wishes: ['A'],
  ...more,
});
const until = (day: Day, first: 'place' | 'date' = 'place') => ({ waits: { until: day, first } });

interface Case {
  readonly name: string;
  readonly sections: readonly SectionWorld[];
  readonly children: readonly ChildWorld[];
  readonly rules?: SessionWorld['rules'];
  /** Section and first day, by child; those who are not named get nothing. */
  readonly comes: Readonly<Record<string, string>>;
}

const CASES: readonly Case[] = [
  {
    name: 'nobody can wait: a place that frees in February is nobody’s',
    sections: [section('A:s', 1, BEFORE_FEBRUARY)],
    children: [child('alice', 100)],
    comes: {},
  },
  {
    name: 'who can wait until the middle of February has the place of February',
    sections: [section('A:s', 1, BEFORE_FEBRUARY)],
    children: [child('alice', 100, until('2027-02-15'))],
    comes: { alice: `A:s ${FEBRUARY}` },
  },
  {
    name: 'who can wait until the day itself has it too',
    sections: [section('A:s', 1, BEFORE_FEBRUARY)],
    children: [child('alice', 100, until(FEBRUARY))],
    comes: { alice: `A:s ${FEBRUARY}` },
  },
  {
    name: 'who can wait until the day before has not',
    sections: [section('A:s', 1, BEFORE_FEBRUARY)],
    children: [child('alice', 100, until(BEFORE_FEBRUARY))],
    comes: {},
  },
  {
    name: 'two departures a month apart go in the order of points',
    sections: [section('A:s', 2, BEFORE_FEBRUARY, BEFORE_MARCH)],
    children: [child('low', 10, until('2027-03-31')), child('high', 20, until('2027-03-31'))],
    comes: { high: `A:s ${FEBRUARY}`, low: `A:s ${MARCH}` },
  },
  {
    name: 'the first of them goes to the second child, where the first cannot wait for it',
    sections: [section('A:s', 2, BEFORE_FEBRUARY, BEFORE_MARCH)],
    children: [child('low', 10, until('2027-02-15')), child('high', 20)],
    comes: { low: `A:s ${FEBRUARY}` },
  },
  {
    name: 'who ranks first is not made to wait for the sake of another who cannot',
    sections: [section('A:s', 2, BEFORE_FEBRUARY)],
    children: [child('patient', 20, until(MARCH)), child('other', 10)],
    comes: { patient: `A:s ${NOW}` },
  },
  {
    name: 'who ranks second waits for the second place',
    sections: [section('A:s', 2, BEFORE_FEBRUARY)],
    children: [child('first', 20), child('patient', 10, until(MARCH))],
    comes: { first: `A:s ${NOW}`, patient: `A:s ${FEBRUARY}` },
  },
  {
    name: 'on its own day, a child never loses to one that comes later and ranks below',
    sections: [section('A:s', 1)],
    children: [child('a-later', 10, { ...until(MARCH), wantedFrom: FEBRUARY }), child('z-own-day', 20)],
    comes: { 'z-own-day': `A:s ${NOW}` },
  },
  {
    name: 'it does lose to one that wants a later day and has more points: that is the order',
    sections: [section('A:s', 1)],
    children: [child('later', 20, { wantedFrom: FEBRUARY }), child('own-day', 10)],
    comes: { later: `A:s ${FEBRUARY}` },
  },
  {
    name: 'points decide between who comes on its own day and who waits for the same place',
    sections: [section('A:s', 1, BEFORE_FEBRUARY)],
    children: [child('waits', 20, until(MARCH)), child('wants-february', 10, { wantedFrom: FEBRUARY })],
    comes: { waits: `A:s ${FEBRUARY}` },
  },
  {
    name: 'and the other way round: the place of February is that of who wants February, with more points',
    sections: [section('A:s', 1, BEFORE_FEBRUARY)],
    children: [child('waits', 10, until(MARCH)), child('wants-february', 20, { wantedFrom: FEBRUARY })],
    comes: { 'wants-february': `A:s ${FEBRUARY}` },
  },
  {
    name: 'a first wish later comes before a second at once, for who prefers the place',
    sections: [section('A:s', 1, BEFORE_FEBRUARY), section('B:s', 1)],
    children: [child('alice', 10, { ...until(MARCH, 'place'), wishes: ['A', 'B'] })],
    comes: { alice: `A:s ${FEBRUARY}` },
  },
  {
    name: 'a second wish at once comes before a first later, for who prefers the date',
    sections: [section('A:s', 1, BEFORE_FEBRUARY), section('B:s', 1)],
    children: [child('alice', 10, { ...until(MARCH, 'date'), wishes: ['A', 'B'] })],
    comes: { alice: `B:s ${NOW}` },
  },
  {
    name: 'who prefers the date takes its first wish at once all the same, where it is free',
    sections: [section('A:s', 1), section('B:s', 1)],
    children: [child('alice', 10, { ...until(MARCH, 'date'), wishes: ['A', 'B'] })],
    comes: { alice: `A:s ${NOW}` },
  },
  {
    name: 'of two later places, who prefers the date has the sooner one',
    sections: [section('A:s', 1, BEFORE_MARCH), section('B:s', 1, BEFORE_FEBRUARY)],
    children: [child('alice', 10, { ...until('2027-03-31', 'date'), wishes: ['A', 'B'] })],
    comes: { alice: `B:s ${FEBRUARY}` },
  },
  {
    name: 'what a family prefers leaves its other place to the next',
    sections: [section('A:s', 1, BEFORE_FEBRUARY), section('B:s', 1)],
    children: [
      child('alice', 20, { ...until(MARCH, 'place'), wishes: ['A', 'B'] }),
      child('bruno', 10, { wishes: ['B'] }),
    ],
    comes: { alice: `A:s ${FEBRUARY}`, bruno: `B:s ${NOW}` },
  },
  {
    name: 'brothers and sisters who want one day wait for each other',
    sections: [section('A:s', 2, BEFORE_FEBRUARY)],
    children: [child('one', 10, { ...until(MARCH), family: 'f' }), child('two', 10, { ...until(MARCH), family: 'f' })],
    comes: { one: `A:s ${FEBRUARY}`, two: `A:s ${FEBRUARY}` },
  },
  {
    name: 'where one of them cannot wait, one comes at once and the other goes on waiting',
    sections: [section('A:s', 2, BEFORE_FEBRUARY)],
    children: [child('one', 10, { family: 'f' }), child('two', 10, { ...until(MARCH), family: 'f' })],
    comes: { one: `A:s ${NOW}` },
  },
  {
    name: 'those for whom their family asked for different days each have their own',
    sections: [section('A:s', 2, BEFORE_FEBRUARY)],
    children: [
      child('one', 10, { family: 'f', wantedFrom: '2027-01-11', ...until(MARCH) }),
      child('two', 10, { family: 'f', ...until(MARCH) }),
    ],
    comes: { one: `A:s 2027-01-11`, two: `A:s ${FEBRUARY}` },
  },
  {
    name: 'a place reserved for families in insertion is theirs when it frees later, too',
    sections: [section('A:s', 1, BEFORE_FEBRUARY)],
    children: [
      child('high', 20, until(MARCH)),
      child('inserting', 10, { ...until(MARCH), traits: ['insertion_path'] }),
    ],
    rules: { ...USUAL_RULES, reserves: { insertion: 100, adaptation: 0 } },
    comes: { inserting: `A:s ${FEBRUARY}` },
  },
  {
    name: 'what nobody of them can wait for reverts to everybody',
    sections: [section('A:s', 1, BEFORE_FEBRUARY)],
    children: [child('high', 20, until(MARCH)), child('inserting', 10, { traits: ['insertion_path'] })],
    rules: { ...USUAL_RULES, reserves: { insertion: 100, adaptation: 0 } },
    comes: { high: `A:s ${FEBRUARY}` },
  },
  {
    name: 'a shorter week and a later day together',
    sections: [section('A:s', 1, { days: ['mon'], to: BEFORE_FEBRUARY }, { days: ['tue'], to: NEVER })],
    children: [child('alice', 10, { ...until(MARCH), days: ['mon', 'tue'], fewestDays: 1 })],
    comes: { alice: `A:s ${FEBRUARY} mon` },
  },
  {
    name: 'the whole week later comes before a shorter one at once, for who prefers the place',
    sections: [section('A:s', 1, { days: ['tue'], to: BEFORE_FEBRUARY })],
    children: [child('alice', 10, { ...until(MARCH), days: ['mon', 'tue'], fewestDays: 1 })],
    comes: { alice: `A:s ${FEBRUARY}` },
  },
  {
    name: 'a shorter week at once comes first for who prefers the date',
    sections: [section('A:s', 1, { days: ['tue'], to: BEFORE_FEBRUARY })],
    children: [child('alice', 10, { ...until(MARCH, 'date'), days: ['mon', 'tue'], fewestDays: 1 })],
    comes: { alice: `A:s ${NOW} mon` },
  },
  {
    name: 'a passage to the next section in September frees the place of September',
    sections: [section('A:s', 1, '2027-08-31')],
    children: [child('alice', 10, { wantedFrom: '2027-07-05', ...until('2027-09-30') })],
    comes: { alice: 'A:s 2027-09-01' },
  },
  {
    name: 'a child waits for the day on which it is old enough for a section that has room',
    sections: [
      { ...section('A:babies', 1, NEVER), ages: [0, 18] },
      { ...section('A:walkers', 1), ages: [9, 36] },
    ],
    children: [child('alice', 10, { birth: '2026-06-10', ...until('2027-04-30') })],
    comes: { alice: 'A:walkers 2027-03-10' },
  },
  {
    name: 'a section that opens in March gives its places from March',
    sections: [{ ...section('A:s', 1), opens: MARCH }],
    children: [child('alice', 10, until('2027-03-31'))],
    comes: { alice: `A:s ${MARCH}` },
  },
  {
    name: 'a child that may come sooner has the section that it will have outgrown',
    sections: [
      { ...section('A:babies', 1), ages: [0, 12] },
      { ...section('A:walkers', 1, NEVER), ages: [12, 36] },
    ],
    children: [child('alice', 10, { birth: '2026-06-10', wantedFrom: '2027-08-30', waits: { from: '2027-05-03' } })],
    comes: { alice: 'A:babies 2027-05-03' },
  },
  {
    name: 'it keeps its own day where a place is free on it',
    sections: [section('A:s', 1)],
    children: [child('alice', 10, { wantedFrom: MARCH, waits: { from: NOW } })],
    comes: { alice: `A:s ${MARCH}` },
  },
  {
    name: 'a child that leaves on a Wednesday frees the Thursday',
    sections: [section('A:s', 1, '2027-01-27')],
    children: [child('alice', 10, until(MARCH))],
    comes: { alice: 'A:s 2027-01-28' },
  },
  {
    name: 'who moves from another place does not wait: it would hold two until then',
    sections: [section('A:s', 1, BEFORE_FEBRUARY), section('B:s', 1, NEVER)],
    children: [
      child('mover', 10, {
        ...until(MARCH),
        current: { sectionId: 'B:s', slots: maskOfDays(ALL), from: '2026-09-01', to: '2029-08-31' },
      }),
    ],
    comes: {},
  },
  {
    name: 'in a strict queue, who ranks above and cannot be received stops who could wait',
    sections: [section('A:s', 1, BEFORE_FEBRUARY)],
    children: [child('first', 20), child('patient', 10, until(MARCH))],
    rules: { ...USUAL_RULES, queue: 'strict' },
    comes: {},
  },
];

/** `A:s 2027-03-01`, and the days where they are not the whole week. */
const said = (own: ChildWorld, place: { section: string; slots: number; from: Day }): string => {
  const days = own.days.filter((day) => (place.slots & maskOfDays([day])) !== 0);
  return [place.section, place.from, ...(days.length === own.days.length ? [] : days)].join(' ');
};

describe('the first day of a place', () => {
  it.each(CASES.map((one) => [one.name, one] as const))('%s', async (_, { sections, children, rules, comes }) => {
    const { places, proposal } = await playSession({ entryFrom: NOW, sections, children, ...(rules ? { rules } : {}) });
    const found = [...places].flatMap(([id, place]) =>
      place && !children.find((one) => one.id === id)!.current
        ? [
            [
              id,
              said(
                children.find((one) => one.id === id)!,
                place,
              ),
            ] as const,
          ]
        : [],
    );
    expect(Object.fromEntries(found)).toEqual(comes);
    expect(proposal.fair).toBe(true);
  });
});

/** Few in each run of all tests: `npm run drill:engine` plays 20 000. */
const COUNT = ENGINE_RUNS < 1 ? 250 : 10_000;

/** An option of one child: the establishment's section and a day on which it could enter, in its family's own order. */
interface Option {
  readonly section: SectionWorld;
  readonly from: Day;
}

const DAY_COUNT = 110;
const EVERY_DAY = Array.from({ length: DAY_COUNT }, (_, index) => addDays(NOW, index));
const dated = (own: ChildWorld, from: Day): { day: Day; slot: (typeof SLOTS)[number] }[] =>
  EVERY_DAY.filter((day) => day >= from).flatMap((day) =>
    SLOTS.slice((isoWeekday(day) - 1) * 2, isoWeekday(day) * 2).flatMap((slot) =>
      (maskOfDays(own.days) & slotBit(slot)) === 0 ? [] : [{ day, slot }],
    ),
  );

/**
 * What a child would take, best first, day by day: written from the sentences of the decision record, and sharing no
 * code with the session.
 */
function optionsOf(own: ChildWorld, { sections }: SessionWorld): Option[] {
  const sectionOf = (at: string): SectionWorld => sections.find(({ id }) => id.startsWith(`${at}:`))!;
  const { until: last = own.wantedFrom, first = 'place' } = own.waits ?? {};
  const choices = own.wishes.map((at) =>
    [own.wantedFrom, ...changesAt(own, sectionOf(at)).filter((day) => own.wantedFrom < day && day <= last)].map(
      (from): Option => ({ section: sectionOf(at), from }),
    ),
  );
  if (first === 'place') return choices.flat();
  return [own.wantedFrom, ...EVERY_DAY.filter((day) => day > own.wantedFrom)].flatMap((day) =>
    choices.flatMap((there) => there.filter(({ from }) => from === day)),
  );
}

/** For each day on which children leave, the first day of the child on which nothing that they held of its week is taken. */
function changesAt(own: ChildWorld, { holders }: SectionWorld): Day[] {
  const week = maskOfDays(own.days);
  return [...new Set(holders.map(({ to }) => to))].sort().flatMap((leave) => {
    const leaving = holders.filter(({ to, slots }) => to === leave && (slots & week) !== 0);
    if (leaving.length === 0 || leave > EVERY_DAY.at(-1)!) return [];
    const taken = dated(own, NOW).filter(
      ({ day, slot }) => day <= leave && leaving.some(({ slots }) => (slots & slotBit(slot)) !== 0),
    );
    const last = taken.at(-1)!.day;
    return [dated(own, NOW).find(({ day }) => day > last)!.day];
  });
}

const isSame = (a: Option | null, b: Option | null): boolean => a?.section === b?.section && a?.from === b?.from;

type Outcome = ReadonlyMap<string, Option | null>;

/** How many children who may not be passed over hold a half-day of a day in a section. */
function heldOn(
  world: SessionWorld,
  outcome: Outcome,
  { section: there }: Option,
  { day, slot }: { day: Day; slot: (typeof SLOTS)[number] },
  counts: (id: string) => boolean,
): number {
  return world.children.filter((one) => {
    const place = outcome.get(one.id);
    return (
      counts(one.id) && place?.section === there && place.from <= day && (maskOfDays(one.days) & slotBit(slot)) !== 0
    );
  }).length;
}

/** Whether on each of its days fewer of these children hold a place than there are. */
const hasRoom = (
  world: SessionWorld,
  outcome: Outcome,
  own: ChildWorld,
  option: Option,
  counts: (id: string) => boolean,
): boolean =>
  dated(own, option.from).every(
    (halfDay) =>
      (freeOn(option.section, halfDay.day, halfDay.slot) ?? 0) > heldOn(world, outcome, option, halfDay, counts),
  );

/** Everybody takes the best of its options that is left, in the one order of points. */
function inTurn(world: SessionWorld): Outcome {
  const outcome = new Map<string, Option | null>();
  for (const own of [...world.children].sort((a, b) => pointsAt(b, 'A') - pointsAt(a, 'A')))
    outcome.set(
      own.id,
      optionsOf(own, world).find((option) => hasRoom(world, outcome, own, option, () => true)) ?? null,
    );
  return outcome;
}

/** What each child could rightly claim: it prefers it, and on each day fewer children above it hold a place than there are. */
function claimsOn(world: SessionWorld, outcome: Outcome): [ChildWorld, Option][] {
  return world.children.flatMap((own) => {
    const options = optionsOf(own, world);
    const has = outcome.get(own.id) ?? null;
    const better = has
      ? options.slice(
          0,
          options.findIndex((option) => isSame(option, has)),
        )
      : options;
    return better
      .filter((option) => {
        const at = option.section.id.slice(0, 1);
        return hasRoom(world, outcome, own, option, (id) => {
          const other = world.children.find((one) => one.id === id)!;
          return id !== own.id && pointsAt(other, at) > pointsAt(own, at);
        });
      })
      .map((option): [ChildWorld, Option] => [own, option]);
  });
}

const week = fc.constantFrom<ChildWorld['days']>(['mon'], ['tue'], ['mon', 'tue'], ['mon', 'tue', 'wed']);
/** Children who leave do so on the Sunday of an even week, and families wait until that of an odd one. */
const leaving = fc.record({ slots: week.map((days) => maskOfDays(days)), weeks: fc.constantFrom(4, 8, 12, 40) });
const sectionAt = (at: string) =>
  fc
    .record({ places: fc.constantFrom(1, 1, 2), holders: fc.array(leaving, { maxLength: 2 }) })
    .map(({ places, holders }): SectionWorld => ({
      id: `${at}:s`,
      places,
      holders: holders.map(({ slots, weeks }) => ({ slots, to: addDays(NOW, weeks * 7 - 1) })),
    }));
const someChild = fc.record({
  days: week,
  wanted: fc.constantFrom(0, 0, 0, 2, 6),
  waits: fc.constantFrom(0, 0, 3, 7, 9, 13),
  first: fc.constantFrom<'place' | 'date'>('place', 'date'),
  wishes: fc.shuffledSubarray(['A', 'B', 'C'], { minLength: 1 }),
});
const someWorld = (points: (index: number, orders: readonly (readonly number[])[]) => ChildWorld['points']) =>
  fc
    .record({
      sections: fc.tuple(sectionAt('A'), sectionAt('B'), sectionAt('C')),
      children: fc.array(someChild, { minLength: 1, maxLength: 6 }),
      orders: fc.tuple(...['A', 'B', 'C'].map(() => fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 6 }))),
    })
    .map(({ sections, children, orders }): SessionWorld => ({
      entryFrom: NOW,
      sections,
      children: children.map((one, index) => {
        const wantedFrom = addDays(NOW, one.wanted * 7);
        const last = addDays(NOW, one.waits * 7 - 1);
        return {
          id: `c${index}`,
          points: points(index, orders),
          days: one.days,
          wantedFrom,
          wishes: one.wishes,
          ...(last > wantedFrom ? { waits: { until: last, first: one.first } } : {}),
        };
      }),
    }));

/** What a session gave, in the terms of these options. */
async function played(world: SessionWorld) {
  const { places, claims, proposal, instance } = await playSession(world);
  const optionOf = (place: { section: string; from: Day } | null): Option | null =>
    place && { section: world.sections.find(({ id }) => id === place.section)!, from: place.from };
  return {
    proposal,
    outcome: new Map([...places].map(([id, place]) => [id, optionOf(place)])),
    claims: claims.map(([place], index): [ChildWorld, Option] => [
      world.children.find(({ id }) => id === instance.families[proposal.claims[index]!.family]!.children[0])!,
      optionOf(place!)!,
    ]),
  };
}

describe('small sessions, up to 6 children, 3 sections and 4 periods', () => {
  const MINUTES = 60_000 * 60;

  it(
    'give everybody in turn the first of all days that it would take',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          someWorld((index, [one]) => one![index]!),
          async (world) => {
            const { outcome, proposal } = await played(world);
            expect(proposal.fair).toBe(true);
            const expected = inTurn(world);
            expect([...outcome]).toEqual(world.children.map(({ id }) => [id, expected.get(id)]));
          },
        ),
        { numRuns: COUNT },
      );
    },
    MINUTES,
  );

  it(
    'whatever the order of each section, list exactly what a child could claim day by day',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          someWorld((index, orders) =>
            Object.fromEntries(['A', 'B', 'C'].map((at, which) => [at, orders[which]![index]!])),
          ),
          async (world) => {
            const { outcome, claims, proposal } = await played(world);
            const literal = claimsOn(world, outcome);
            const named = (list: readonly [ChildWorld, Option][]): string[] =>
              list.map(([{ id }, { section: there, from }]) => `${id} ${there.id} ${from}`).sort();
            expect(named(claims)).toEqual(named(literal));
            expect(proposal.fair).toBe(literal.length === 0);
          },
        ),
        { numRuns: COUNT },
      );
    },
    MINUTES,
  );
});
