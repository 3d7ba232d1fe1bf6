import { CARE_KIND_NAMES, type CareKindName } from '../../../foundation/kernel/care-kinds.js';

/** In the order of the directory. */
export const PROVIDER_KINDS = CARE_KIND_NAMES;
export type ProviderKind = CareKindName;

export const ESTABLISHMENT_KINDS = [
  'multi_accueil',
  'creche_familiale',
  'micro_creche_psu',
  'micro_creche_paje',
  'jardin_enfants',
] as const;
export type EstablishmentKind = (typeof ESTABLISHMENT_KINDS)[number];

/** Price regimes: by the Caf's scale (PSU), or the establishment's own prices (Paje). */
export const FUNDINGS = ['PSU', 'PAJE'] as const;
export type Funding = (typeof FUNDINGS)[number];

/** Groupes d'âge of establishments: bébés, moyens, grands, and all ages together. */
export const AGE_GROUPS = ['babies', 'toddlers', 'older', 'mixed'] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];
