import { CARE_KINDS } from '../../../foundation/kernel/care-kinds.js';
import type { ProviderKind } from './kinds.js';

export const MISSING_FACTS = ['address', 'phone', 'hours', 'sections', 'howItWorks', 'accessibility'] as const;
export type MissingFact = (typeof MISSING_FACTS)[number];

interface ToldProvider {
  readonly kind: ProviderKind;
  readonly address: string | null;
  readonly phone: string | null;
  readonly howItWorks: string | null;
  readonly accessibility: string | null;
}

/** Asked of those who receive children in rooms of their own: a childminder agrees hours and sections with nobody else. */
const OF_PREMISES: readonly MissingFact[] = ['hours', 'howItWorks', 'accessibility'];

/** What nobody has said of a provider, and families would look for. */
export function missingOf(
  provider: ToldProvider,
  { hours, sections }: { readonly hours: boolean; readonly sections: boolean },
): MissingFact[] {
  const { kind } = provider;
  const known: Record<MissingFact, boolean> = {
    address: provider.address !== null || !CARE_KINDS[kind].address,
    phone: provider.phone !== null,
    hours,
    sections: sections || kind !== 'establishment',
    howItWorks: provider.howItWorks !== null,
    accessibility: provider.accessibility !== null,
  };
  const { premises } = CARE_KINDS[kind];
  return MISSING_FACTS.filter((fact) => !known[fact] && (premises || !OF_PREMISES.includes(fact)));
}
