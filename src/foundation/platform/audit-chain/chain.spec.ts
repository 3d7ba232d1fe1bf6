import { describe, expect, it } from '../../../../test/support/runner.js';
import { BEFORE_FIRST, canonicalLine, digestLines, digestSegment, isPassing, type StoredLine } from './chain.js';

const line = (id: string, action: string, facts: string | null = null): StoredLine => ({
  id,
  at: '2026-11-29T08:00:00.000Z',
  actor: 'staff:a',
  action,
  subjectKind: 'dossier',
  subjectId: 'd',
  facts,
});
const LINES = [line('1', 'dossier.read'), line('2', 'request.orient'), line('3', 'account.sign-in-failed')];

describe('the chain of the journal', () => {
  it.each([
    ['dossier.read', true],
    ['account.sign-in-failed', true],
    ['list.read', true],
    ['file.read', true],
    ['page.read-failed', true],
    ['journal.read', true],
    ['journal.verify', false],
    ['candidacy.unmask', false],
    ['session.close', false],
    ['dossier.reads-moved', false],
  ])('%s is dropped after twelve months: %s', (action, passing) => expect(isPassing(action)).toBe(passing));

  it('spells a line in one way, which never changes', () =>
    expect(canonicalLine(line('1', 'dossier.read', '{"a":1}'))).toBe(
      '["1","2026-11-29T08:00:00.000Z","staff:a","dossier.read","dossier","d","{\\"a\\":1}"]',
    ));

  it('counts acts and readings apart, in whatever order they come', () => {
    const digests = digestLines(LINES);
    expect([digests.lasting.count, digests.passing.count]).toEqual([1, 2]);
    expect(digestLines([...LINES].reverse())).toEqual(digests);
  });

  it.each<[string, Partial<StoredLine>]>([
    ['the moment', { at: '2026-11-29T08:00:00.001Z' }],
    ['the actor', { actor: 'staff:b' }],
    ['the act', { action: 'request.list' }],
    ['the kind', { subjectKind: 'request' }],
    ['the subject', { subjectId: 'e' }],
    ['the facts', { facts: '{}' }],
  ])('tells when %s of a line changes', (_, change) =>
    expect(digestLines(LINES.map((kept) => (kept.id === '2' ? { ...kept, ...change } : kept))).lasting.digest).not.toBe(
      digestLines(LINES).lasting.digest,
    ),
  );

  it('tells when anything of a segment changes', () => {
    const segment = {
      number: 1,
      day: '2026-11-29',
      sealedAt: '2026-11-29T08:05:00.000Z',
      ...digestLines(LINES),
      previous: BEFORE_FIRST,
    };
    const others = [
      { ...segment, number: 2 },
      { ...segment, day: '2026-11-28' },
      { ...segment, sealedAt: '2026-11-29T08:05:00.001Z' },
      { ...segment, lasting: segment.passing },
      { ...segment, passing: { ...segment.passing, count: 0 } },
      { ...segment, previous: 'f'.repeat(64) },
    ];
    expect(new Set([segment, ...others].map(digestSegment)).size).toBe(7);
  });
});
