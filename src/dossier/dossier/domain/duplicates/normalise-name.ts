/**
 * A name as letters alone, without accents or capitals: `Da-Silva`, `DA SILVA` and `dasilva` become the same, and so
 * do `D’Arc` and `Darc`.
 */
export function normaliseName(name: string): string {
  return nameWords(name).join('');
}

/**
 * Most names are one word without accents already. This shortcut matters, because names are read a thousand times a
 * second when a list is compared.
 */
const PLAIN = /^[a-zA-Z]+$/;

/** The words of a name, each without accents or case. */
export function nameWords(name: string): string[] {
  if (PLAIN.test(name)) return [name.toLowerCase()];
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
