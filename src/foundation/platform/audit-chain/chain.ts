import { createHash } from 'node:crypto';
import type { Instant, Day } from '../../kernel/time.js';

/** A line of the journal as the database keeps it: `facts` is the stored text. */
export interface StoredLine {
  readonly id: string;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly facts: string | null;
}

/** Some lines of a segment: how many they are, and the digest of all of them in the order of their ids. */
export interface LinesDigest {
  readonly count: number;
  readonly digest: string;
}

/** Lines of one day that were sealed together. */
export interface Segment {
  /** 1, 2, 3… without a gap. */
  readonly number: number;
  /** The day of its lines, in the zone of the territory. */
  readonly day: Day;
  readonly sealedAt: Instant;
  /** Acts, which stay. */
  readonly lasting: LinesDigest;
  /** Readings and failed tries, which are dropped after twelve months while their digest stays. */
  readonly passing: LinesDigest;
  /** Digest of the segment before; {@link BEFORE_FIRST} for the first one. */
  readonly previous: string;
}

export const BEFORE_FIRST = '0'.repeat(64);

/** Whether a line is dropped after twelve months (domain.md §11). The triggers of the table hold the same rule. */
export const isPassing = (action: string): boolean => action.endsWith('.read') || action.endsWith('-failed');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The one spelling of a line, which is what is hashed. The form is fixed: old segments are verified by it for ever. */
export const canonicalLine = ({ id, at, actor, action, subjectKind, subjectId, facts }: StoredLine): string =>
  JSON.stringify([id, at, actor, action, subjectKind, subjectId, facts]);

const inOrder = (a: StoredLine, b: StoredLine): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const digestOf = (lines: readonly StoredLine[]): LinesDigest => ({
  count: lines.length,
  digest: sha256([...lines].sort(inOrder).map(canonicalLine).join('\n')),
});

/** The two digests of the lines of a segment, in whatever order they are given. */
export const digestLines = (lines: readonly StoredLine[]): Pick<Segment, 'lasting' | 'passing'> => ({
  lasting: digestOf(lines.filter(({ action }) => !isPassing(action))),
  passing: digestOf(lines.filter(({ action }) => isPassing(action))),
});

/** Changes when anything of the segment, or of any segment before it, changes. */
export const digestSegment = ({ number, day, sealedAt, lasting, passing, previous }: Segment): string =>
  sha256(
    JSON.stringify([
      'marelle-audit-1',
      number,
      day,
      sealedAt,
      lasting.count,
      lasting.digest,
      passing.count,
      passing.digest,
      previous,
    ]),
  );
