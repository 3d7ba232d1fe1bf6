import { describe, expect, it } from '../../../test/support/runner.js';
import { isId, newId } from './ids.js';

describe('ids', () => {
  it('are in the order in which they were made, many in one millisecond', () => {
    const made = Array.from({ length: 20_000 }, newId);
    expect(made.every(isId)).toBe(true);
    expect(made.filter((id, index) => index > 0 && id <= made[index - 1]!)).toHaveLength(0);
  });
});
