/** Whether plain JSON has the keys of all its objects by code units as it is. */
function isCanonical(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isCanonical);
  let before = '';
  for (const [key, one] of Object.entries(value)) {
    if (key < before || !isCanonical(one)) return false;
    before = key;
  }
  return true;
}

/**
 * JSON with the keys of every object by code units, so that equal values are equal bytes. (An object's own order is not
 * enough: names that look like numbers come first in it.) @throws nothing for plain data; `undefined` fields are left
 * out
 */
export function canonicalJson(value: unknown): string {
  // Of the thousands of wishes of a session hardly one is out of order, and nothing writes them faster than the
  // machine's own.
  if (isCanonical(value)) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  const fields = Object.entries(value as object)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join()}}`;
}
