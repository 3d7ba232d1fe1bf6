/**
 * True when a word is written with at most one slip of the keyboard: two letters swapped, or one lost, added or
 * replaced.
 */
export function isOneSlipFrom(written: string, right: string): boolean {
  if (written === right) return true;
  // A cell may hold a whole page.
  if (Math.abs(written.length - right.length) > 1) return false;
  const start = [...written].findIndex((letter, index) => letter !== right[index]);
  const at = start === -1 ? written.length : start;
  const [rest, wanted] = [written.slice(at), right.slice(at)];
  const isSwapped = rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2);
  return (
    rest.slice(1) === wanted ||
    rest === wanted.slice(1) ||
    rest.slice(1) === wanted.slice(1) ||
    (isSwapped && rest.length > 1)
  );
}

/** The only one of the words that is a slip away; null when none or several are. A short word is never corrected. */
export function correctSlip(written: string, words: readonly string[], shortest: number): string | null {
  if (words.includes(written)) return written;
  const near = written.length < shortest ? [] : words.filter((word) => isOneSlipFrom(written, word));
  return near.length === 1 ? near[0]! : null;
}
