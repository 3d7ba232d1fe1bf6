import { hashLines, NO_ANCHOR, readAnchor, type KeptAnchor } from './anchor.js';

/**
 * What is wrong with the anchors of a file. `unsigned`: a line is no anchor of these keys. `twice`: an anchor stands there
 * again. `unnumbered`: a line without a number after numbered ones. `order`: an anchor does not follow the one before.
 * `gap`: anchors before it are missing. `empty`: there is none. `lost`: the database recorded an anchor that is not there.
 * `other`: it recorded another one of that number. `unrecorded`: it did not record an anchor that is there. `gone`: an
 * anchor that was kept elsewhere is neither in a file nor in the database.
 */
export interface AnchorFault {
  readonly kind:
    'unsigned' | 'twice' | 'unnumbered' | 'order' | 'gap' | 'empty' | 'lost' | 'other' | 'unrecorded' | 'gone';
  readonly file: string;
  /** The number of the anchor; null where it has none. */
  readonly sequence: number | null;
}

/** An anchor as the database recorded it when it was left. */
export interface RecordedAnchor {
  readonly sequence: number;
  readonly kind: string;
  readonly hash: string;
  readonly key: string;
}

export interface FollowedAnchors {
  /** In the order of the file; none that is not at its place. */
  readonly anchors: readonly KeptAnchor[];
  readonly faults: readonly AnchorFault[];
}

/** Anchors that are in a file before the database has recorded them: one that is being left, and one that failed. */
const BEING_RECORDED = 2;

export const isNumbered = ({ sequence }: { sequence: number }): boolean => sequence > 0;

/**
 * Follows the lines of a file from the first. An anchor binds at its place only, so that a copy of an old one does not.
 * @param begun what the database recorded under other keys: a file of a new key begins after it
 */
export function followAnchors(
  file: string,
  lines: readonly string[],
  keys: readonly string[],
  begun?: RecordedAnchor,
): FollowedAnchors {
  const anchors: KeptAnchor[] = [];
  const faults: AnchorFault[] = [];
  const seen = new Set<string>();
  const unnumbered: string[] = [];
  let last: { sequence: number; hash: string } | null = null;
  const find = (kind: AnchorFault['kind'], sequence: number | null = null): void =>
    void faults.push({ kind, file, sequence });
  for (const line of lines) {
    const anchor = readAnchor(line, keys);
    if (anchor === null) {
      find('unsigned');
      continue;
    }
    if (seen.has(line)) {
      find('twice', anchor.sequence || null);
      continue;
    }
    seen.add(line);
    if (!isNumbered(anchor)) {
      if (last !== null) find('unnumbered');
      else {
        unnumbered.push(line);
        anchors.push(anchor);
      }
      continue;
    }
    const before: { sequence: number; hash: string } = last ?? startOf(anchor, unnumbered, begun);
    if (anchor.sequence <= before.sequence) {
      find('order', anchor.sequence);
      continue;
    }
    if (anchor.sequence > before.sequence + 1) find('gap', anchor.sequence);
    else if (anchor.previous !== before.hash) find('order', anchor.sequence);
    anchors.push(anchor);
    last = anchor;
  }
  return { anchors, faults };
}

/** What the first numbered anchor of a file must follow. */
function startOf(
  first: KeptAnchor,
  unnumbered: readonly string[],
  begun: RecordedAnchor | undefined,
): { sequence: number; hash: string } {
  if (begun && first.sequence === begun.sequence + 1 && unnumbered.length === 0) return begun;
  return { sequence: 0, hash: unnumbered.length > 0 ? hashLines(...unnumbered) : NO_ANCHOR };
}

/** Compares the anchors of a file with what the database recorded under the same keys. */
export function compareWithRecorded(
  file: string,
  kept: readonly KeptAnchor[],
  recorded: readonly RecordedAnchor[],
  { keys, isCopy }: { keys: readonly string[]; isCopy: boolean },
): AnchorFault[] {
  const numbered = kept.filter(isNumbered);
  const inFile = new Map(numbered.map((anchor) => [anchor.sequence, anchor]));
  const expected = recorded.filter(({ sequence, key }) => sequence > 0 && keys.includes(key));
  if (kept.length === 0) return [{ kind: 'empty', file, sequence: null }];
  const faults = expected.flatMap(({ sequence, hash }): AnchorFault[] => {
    const anchor = inFile.get(sequence);
    if (!anchor) return [{ kind: 'lost', file, sequence }];
    return anchor.hash === hash ? [] : [{ kind: 'other', file, sequence }];
  });
  const known = new Set(recorded.map(({ sequence }) => sequence));
  const end = Math.max(0, ...known);
  const missed = numbered.filter(({ sequence }) => sequence < end && !known.has(sequence));
  // A restored database records what was left since its backup when it leaves the next one.
  const ahead = numbered.filter(({ sequence }) => sequence > end);
  const sinceRestore = ahead.slice(ahead.findLastIndex(({ kind }) => kind === 'restored') + 1);
  const unrecorded = [...missed, ...(sinceRestore.length > BEING_RECORDED && !isCopy ? sinceRestore : [])];
  return [...faults, ...unrecorded.map(({ sequence }): AnchorFault => ({ kind: 'unrecorded', file, sequence }))];
}

/** Compares anchors that were kept elsewhere with those of the server: each must still be among them. */
export function compareWithOwn(
  file: string,
  kept: readonly KeptAnchor[],
  { own, recorded, isCopy }: { own: readonly KeptAnchor[]; recorded: readonly RecordedAnchor[]; isCopy: boolean },
): AnchorFault[] {
  if (kept.length === 0) return [{ kind: 'empty', file, sequence: null }];
  const hashes = new Map<number, Set<string>>();
  for (const { sequence, hash } of [...recorded, ...own])
    hashes.set(sequence, (hashes.get(sequence) ?? new Set()).add(hash));
  const end = Math.max(0, ...hashes.keys());
  const unnumbered = own.filter((anchor) => !isNumbered(anchor));
  return kept.flatMap((anchor): AnchorFault[] => {
    const { sequence, hash } = anchor;
    if (!isNumbered(anchor))
      return unnumbered.length > 0 && !unnumbered.some((known) => known.hash === hash)
        ? [{ kind: 'gone', file, sequence: null }]
        : [];
    const found = hashes.get(sequence);
    // A copy of the database ends earlier than what was kept since.
    if (!found) return isCopy && sequence > end ? [] : [{ kind: 'gone', file, sequence }];
    return found.size === 1 && found.has(hash) ? [] : [{ kind: 'other', file, sequence }];
  });
}

/** Anchors of several places as one: what was kept elsewhere comes first, because the first word of a segment binds. */
export function joinAnchors(places: readonly (readonly KeptAnchor[])[]): KeptAnchor[] {
  const once = [...new Map(places.flat().map((anchor) => [anchor.hash, anchor])).values()];
  return once.toSorted((a, b) => a.sequence - b.sequence);
}
