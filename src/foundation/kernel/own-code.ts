const OWN = /^([a-z_]+)~[1-9]\d*$/;

/**
 * The group of an entry that people added to a list: the entry of the product that it is counted as. `price~2` is the
 * second entry that was added to `price`. An entry of the product is its own group.
 */
export const groupOfCode = (code: string): string => OWN.exec(code)?.[1] ?? code;

export const isOwnCode = (code: string): boolean => OWN.test(code);

/** The code of a new entry of a group, beside those that the group has. */
export function nextCodeOf(group: string, codes: readonly string[]): string {
  const numbers = codes
    .filter((code) => isOwnCode(code) && groupOfCode(code) === group)
    .map((code) => Number(code.split('~')[1]));
  return `${group}~${Math.max(0, ...numbers) + 1}`;
}
