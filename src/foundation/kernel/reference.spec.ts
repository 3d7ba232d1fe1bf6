import { describe, expect, it } from '../../../test/support/runner.js';
import { partsOf, type Reference } from './reference.js';

describe('a reference', () => {
  it('says what it is of, and which one', () => {
    expect(partsOf('offer:0198c0de-0000-7000-8000-000000000001')).toEqual({
      what: 'offer',
      id: '0198c0de-0000-7000-8000-000000000001',
    });
    expect(partsOf(null)).toBeNull();
  });

  it('is no text without a colon', () => {
    // @ts-expect-error which offer?
    const none: Reference = 'offer';
    expect(none).toBe('offer');
  });
});
