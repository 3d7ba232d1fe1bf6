/** Whether the keys of all objects are already in the order of their code units. */
function isCanonical(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isCanonical);
  let before = '';
  for (const [key, field] of Object.entries(value)) {
    if (key < before || !isCanonical(field)) return false;
    before = key;
  }
  return true;
}

/**
 * JSON with the keys of every object in the order of their code units, so that equal values give equal bytes. The
 * order of an object itself is not enough: keys that look like numbers come first in it. `undefined` fields are left
 * out.
 */
export function canonicalJson(value: unknown): string {
  // Hardly any of the thousands of wishes of a session is out of order, and nothing writes those in order faster than
  // JSON.stringify.
  if (isCanonical(value)) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  return `{${fieldsOf(value as object)
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`)
    .join()}}`;
}

const fieldsOf = (value: object): [string, unknown][] =>
  Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/**
 * {@link canonicalJson} of an object, piece by piece, for texts of megabytes.
 * @param levels how many levels of fields are pieces of their own
 */
export function* canonicalParts(value: unknown, levels = 2): Generator<string> {
  if (levels === 0 || value === null || typeof value !== 'object' || Array.isArray(value))
    return yield canonicalJson(value);
  let before = '{';
  for (const [key, field] of fieldsOf(value)) {
    yield `${before}${JSON.stringify(key)}:`;
    yield* canonicalParts(field, levels - 1);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}
