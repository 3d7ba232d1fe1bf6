/** Letters alone, without accents or case: `Da-Silva`, `DA SILVA` and `dasilva` are one name, and so are `D’Arc` and `Darc`. */
export function normaliseName(name: string): string {
  return nameWords(name).join('');
}

/** The words of a name, each without accents or case. */
export function nameWords(name: string): string[] {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
