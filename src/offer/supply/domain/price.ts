import { refuse, type Refusal } from '../../../foundation/kernel/refusal.js';
import type { EstablishmentKind, Funding } from './kinds.js';

interface Priced {
  readonly establishmentKind: EstablishmentKind | null;
  readonly funding: Funding | null;
  readonly hourlyCents: number | null;
}

/** The price regime that a kind of establishment has by its name; null where it may have either. */
const REGIME_OF: Partial<Record<EstablishmentKind, Funding>> = { micro_creche_psu: 'PSU', micro_creche_paje: 'PAJE' };

/**
 * Whether a price fits what an establishment is: a micro-crèche is paid for as its kind says, and under the PSU the
 * Caf's scale makes the price.
 */
export function judgePrice({ establishmentKind, funding, hourlyCents }: Priced): Refusal | null {
  const named = (establishmentKind && REGIME_OF[establishmentKind]) ?? null;
  if (named && funding && named !== funding) return refuse('provider.priceOfKind', { regime: named });
  return (named ?? funding) === 'PSU' && hourlyCents !== null ? refuse('provider.hourlyOfScale') : null;
}
