import { describe, expect, it } from '../../../../test/support/runner.js';
import type { ProviderKind } from './kinds.js';
import { missingOf, type MissingFact } from './missing-facts.js';

const NOTHING = { address: null, phone: null, howItWorks: null, accessibility: null };
const ALL = { address: '1 rue', phone: '01', howItWorks: 'Dehors.', accessibility: 'De plain-pied.' };

describe('what is missing of a provider', () => {
  it.each<[ProviderKind, MissingFact[]]>([
    ['establishment', ['address', 'phone', 'hours', 'sections', 'howItWorks', 'accessibility']],
    ['mam', ['address', 'phone', 'hours', 'howItWorks', 'accessibility']],
    ['laep', ['address', 'phone', 'hours', 'howItWorks', 'accessibility']],
    ['childminder', ['address', 'phone']],
    ['home_care', ['phone']],
  ])('%s, of which nothing is said', (kind, missing) => {
    expect(missingOf({ ...NOTHING, kind }, { hours: false, sections: false })).toEqual(missing);
    expect(missingOf({ ...ALL, kind }, { hours: true, sections: true })).toEqual([]);
  });
});
