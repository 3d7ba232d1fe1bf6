import { describe, expect, it } from '../../../test/support/runner.js';
import type { Grant } from '../../foundation/platform/security/index.js';
import { isToldOfWithdrawnPlace } from './withdrawn-place.policy.js';

describe('a place that a nursery took back', () => {
  it.each<[string, Grant, boolean]>([
    ['is told to the coordination', { role: 'coordinator' }, true],
    ['is not told to directors', { role: 'eaje_director', establishmentId: 'e' }, false],
    ['nor to desks, which read it on the request', { role: 'rpe_agent', deskId: 'rpe' }, false],
  ])('%s', (_, grant, told) => expect(isToldOfWithdrawnPlace(grant)).toBe(told));
});
