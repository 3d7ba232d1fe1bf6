/** The lines of an envelope, as a message keeps them: name, street, postal code and town. */
export const linesOf = (recipient: string): string[] => recipient.split('\n');

/** Sorts letters as the post wants them: by postal code and town, then by street, then by name. */
export function inAddressOrder<T extends { readonly recipient: string }>(letters: readonly T[]): T[] {
  const compare = new Intl.Collator('fr', { numeric: true }).compare;
  const keyed = letters.map((letter) => ({ letter, lines: linesOf(letter.recipient).reverse() }));
  return keyed
    .sort(
      (a, b) =>
        a.lines.reduce((found, line, index) => found || compare(line, b.lines[index] ?? ''), 0) ||
        a.lines.length - b.lines.length,
    )
    .map(({ letter }) => letter);
}
