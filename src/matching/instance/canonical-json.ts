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
  return `{${fieldsOf(value as object)
    .map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`)
    .join()}}`;
}

const fieldsOf = (value: object): [string, unknown][] =>
  Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * {@link canonicalJson} of an object in parts, for who writes megabytes: each field of its fields is one.
 * @param levels how many times the fields of a field are parts
 */
export function* canonicalParts(value: unknown, levels = 2): Generator<string> {
  if (levels === 0 || value === null || typeof value !== 'object' || Array.isArray(value))
    return yield canonicalJson(value);
  let before = '{';
  for (const [key, one] of fieldsOf(value)) {
    yield `${before}${JSON.stringify(key)}:`;
    yield* canonicalParts(one, levels - 1);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}
