import { describe, expect, it } from '../../../../test/support/runner.js';
import { hashLines, keepAnchor, NO_ANCHOR, publicHalf, type Anchor, type KeptAnchor } from './anchor.js';
import { compareWithOwn, compareWithRecorded, followAnchors, joinAnchors } from './anchor-chain.js';
import { bindingAnchors } from './verify-journal.js';

const KEY = Buffer.alloc(32, 'a').toString('base64');
const OTHER = Buffer.alloc(32, 'b').toString('base64');
const FILE = 'anchors.log';
const KEYS = [publicHalf(KEY)];

const make = (given: Partial<Anchor>, key = KEY): KeptAnchor =>
  keepAnchor(
    {
      ...{ kind: 'anchor', sequence: 0, at: '2026-11-29T08:05:00.000Z', segment: 1, digest: 'd', previous: NO_ANCHOR },
      ...given,
    },
    key,
  );
/** Anchors that follow each other. */
function chain(before: { sequence: number; hash: string }, ...given: Partial<Anchor>[]): KeptAnchor[] {
  const made: KeptAnchor[] = [];
  for (const one of given) {
    const last = made.at(-1) ?? before;
    made.push(make({ ...one, sequence: last.sequence + 1, previous: last.hash }));
  }
  return made;
}
const START = { sequence: 0, hash: NO_ANCHOR };
const OLD = [1, 2, 3].map((segment) => make({ segment, digest: `old ${segment}` }));
const [one, two, three, four] = chain(
  { sequence: 0, hash: hashLines(...OLD.map(({ line }) => line)) },
  { segment: 4, digest: 'four' },
  { kind: 'restored', segment: 2, digest: 'old 2' },
  { segment: 3, digest: 'three anew' },
  { segment: 4, digest: 'four anew' },
) as [KeptAnchor, KeptAnchor, KeptAnchor, KeptAnchor];
const lines = (...anchors: readonly KeptAnchor[]): string[] => anchors.map(({ line }) => line);
const faultsOf = (...anchors: readonly KeptAnchor[]): unknown[] =>
  followAnchors(FILE, lines(...anchors), KEYS).faults.map(({ kind, sequence }) => [kind, sequence]);
const copyOfRestore = make({ kind: 'restored', segment: 1, digest: 'old 1' });

describe('anchors that follow each other', () => {
  it('are read from before they were numbered on, and each binds at its place', () => {
    const { anchors, faults } = followAnchors(FILE, lines(...OLD, one, two, three, four), KEYS);
    expect(faults).toEqual([]);
    expect([...bindingAnchors(anchors)]).toEqual([
      [1, 'old 1'],
      [2, 'old 2'],
      [3, 'three anew'],
      [4, 'four anew'],
    ]);
  });

  it.each<[string, KeptAnchor[], unknown[]]>([
    ['a restore is copied to the end', [...OLD, one, two, three, four, two], [['twice', 2]]],
    [
      'a restore of before numbers is copied, before the first number',
      [copyOfRestore, ...OLD, copyOfRestore],
      [['twice', null]],
    ],
    ['a restore of before numbers is copied to the end', [...OLD, one, two, copyOfRestore], [['unnumbered', null]]],
    ['one of before numbers is removed', [...OLD.slice(1), one, two], [['order', 1]]],
    ['all of before numbers are removed', [one, two], [['order', 1]]],
    ['the first ones are removed', [two, three, four], [['gap', 2]]],
    ['one in between is removed', [...OLD, one, three, four], [['gap', 3]]],
    [
      'two change places',
      [...OLD, two, one, three],
      [
        ['gap', 2],
        ['order', 1],
      ],
    ],
    [
      'another was signed in its place',
      [...OLD, one, make({ sequence: 2, segment: 9, previous: one.hash }), three],
      [['order', 3]],
    ],
    ['one was signed with another key', [...OLD, make({ sequence: 1 }, OTHER)], [['unsigned', null]]],
  ])('are told of when %s', (_, anchors, faults) => expect(faultsOf(...anchors)).toEqual(faults));

  it('bind once: what is not at its place does not', () => {
    const bound = (...anchors: KeptAnchor[]): unknown =>
      followAnchors(FILE, lines(...anchors), KEYS).anchors.map(({ sequence }) => sequence);
    expect(bound(...OLD, one, two, three, four, two, copyOfRestore)).toEqual([0, 0, 0, 1, 2, 3, 4]);
  });

  it('begin in a new file when the key is a new one, where the database says that another key came before', () => {
    const [next] = chain({ sequence: 4, hash: four.hash }, { segment: 5 }) as [KeptAnchor];
    const begun = { sequence: 4, kind: 'anchor', hash: four.hash, key: publicHalf(OTHER) };
    expect(followAnchors(FILE, lines(next), KEYS, begun).faults).toEqual([]);
    expect(followAnchors(FILE, lines(next), KEYS).faults).toMatchObject([{ kind: 'gap' }]);
    expect(followAnchors(FILE, lines(next), KEYS, { ...begun, hash: 'x' }).faults).toMatchObject([{ kind: 'order' }]);
  });
});

describe('anchors of a file and of the database', () => {
  const kept = chain(START, { segment: 1 }, { segment: 2 }, { segment: 3 }, { segment: 4 }, { segment: 5 });
  const compared = (inFile: KeptAnchor[], recorded: readonly KeptAnchor[], isCopy = false): unknown[] =>
    compareWithRecorded(FILE, inFile, recorded, { keys: KEYS, isCopy }).map(({ kind, sequence }) => [kind, sequence]);

  it.each<[string, KeptAnchor[], KeptAnchor[], unknown[]]>([
    ['the same', kept, kept, []],
    ['one that is being left', kept, kept.slice(0, -1), []],
    [
      'a file without its end',
      kept.slice(0, 3),
      kept,
      [
        ['lost', 4],
        ['lost', 5],
      ],
    ],
    ['an empty file', [], kept, [['empty', null]]],
    [
      'a table without its end',
      kept,
      kept.slice(0, 2),
      [
        ['unrecorded', 3],
        ['unrecorded', 4],
        ['unrecorded', 5],
      ],
    ],
    ['a table that lacks one', kept, kept.toSpliced(1, 1), [['unrecorded', 2]]],
    ['another one of the same number', kept, kept.with(2, make({ sequence: 3, segment: 9 })), [['other', 3]]],
    ['a restored database', [...kept, ...chain(kept[4]!, { kind: 'restored', segment: 2 })], kept.slice(0, 2), []],
  ])('differ or not: %s', (_, inFile, recorded, faults) => expect(compared(inFile, recorded)).toEqual(faults));

  it('end before those of the server in a copy of the database', () =>
    expect(compared(kept, kept.slice(0, 1), true)).toEqual([]));

  it('are compared with what was kept elsewhere', () => {
    const own = { own: kept.slice(0, 3), recorded: kept.slice(0, 3), isCopy: false };
    const forged = make({ sequence: 2, segment: 2, digest: 'forged' });
    expect(compareWithOwn(FILE, [kept[1]!], own)).toEqual([]);
    expect(compareWithOwn(FILE, [forged], own)).toMatchObject([{ kind: 'other', sequence: 2 }]);
    expect(compareWithOwn(FILE, [kept[4]!], own)).toMatchObject([{ kind: 'gone', sequence: 5 }]);
    expect(compareWithOwn(FILE, [kept[4]!], { ...own, isCopy: true })).toEqual([]);
    expect(compareWithOwn(FILE, [], own)).toMatchObject([{ kind: 'empty' }]);
    // What was kept elsewhere is the first word.
    expect([...bindingAnchors(joinAnchors([[forged], kept]))][1]).toEqual([2, 'forged']);
  });
});
