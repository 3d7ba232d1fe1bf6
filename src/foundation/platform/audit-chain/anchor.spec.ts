import { describe, expect, it } from '../../../../test/support/runner.js';
import { publicHalf, readAnchor, keepAnchor, type Anchor } from './anchor.js';
import { bindingAnchors } from './verify-journal.js';

const KEY = Buffer.alloc(32, 'a').toString('base64');
const OTHER = Buffer.alloc(32, 'b').toString('base64');
const anchor = (segment: number, digest: string, kind: Anchor['kind'] = 'anchor'): Anchor => ({
  kind,
  at: '2026-11-29T08:05:00.000Z',
  sequence: 4,
  segment,
  digest,
  previous: 'def',
});

describe('an anchor', () => {
  // @asvs 11.4.3 11.6.1
  it('is read with the public half of its key, and with no other', () => {
    const kept = keepAnchor(anchor(3, 'abc'), KEY);
    expect(kept).toMatchObject(anchor(3, 'abc'));
    expect(readAnchor(kept.line, [publicHalf(OTHER), publicHalf(KEY)])).toEqual(kept);
    expect(readAnchor(kept.line, [publicHalf(OTHER)])).toBeNull();
  });

  it('of before they were numbered is read as well, and cannot be given a number', () => {
    const old =
      '{"kind":"anchor","at":"2026-11-29T08:05:00.000Z","segment":3,"digest":"abc",' +
      '"key":"rwaj4ykXFOTzVsGcmxXNGVHsbmZiqne+B1R/KJODNB0=",' +
      '"signature":"mcdZtLnmnrvMiOlpNk5nmdGhHnYNERL7UeDD7FsM3UjXDguNRGWxqqQcOcDxSjhZmvL7KNX0aV5hqOZpcD3BCw=="}';
    expect(readAnchor(old, [publicHalf(KEY)])).toMatchObject({ sequence: 0, segment: 3, previous: '' });
    expect(readAnchor(old.replace('"at"', '"sequence":1,"at"'), [publicHalf(KEY)])).toBeNull();
  });

  it.each([
    ['its segment', '"segment":3', '"segment":4'],
    ['its digest', '"abc"', '"abd"'],
    ['its kind', '"anchor"', '"restored"'],
    ['its moment', '08:05', '08:06'],
    ['its number', '"sequence":4', '"sequence":5'],
    ['what it follows', '"def"', '"deg"'],
    ['its form', '{', ''],
  ])('is refused when %s was changed', (_, from, to) =>
    expect(readAnchor(keepAnchor(anchor(3, 'abc'), KEY).line.replace(from, to), [publicHalf(KEY)])).toBeNull(),
  );

  it('binds by its first word, until a restored backup ends before it', () => {
    const words = [anchor(1, 'a'), anchor(2, 'b'), anchor(2, 'forged'), anchor(3, 'c')];
    expect([...bindingAnchors(words)]).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]);
    expect([...bindingAnchors([...words, anchor(1, 'a', 'restored'), anchor(2, 'anew')])]).toEqual([
      [1, 'a'],
      [2, 'anew'],
    ]);
  });
});
