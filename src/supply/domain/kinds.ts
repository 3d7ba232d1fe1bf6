/** Modes d'accueil. A LAEP receives children with their parents: families read about it, and ask it for nothing. */
export const PROVIDER_KINDS = ['establishment', 'mam', 'home_care', 'laep', 'childminder'] as const;
export type ProviderKind = (typeof PROVIDER_KINDS)[number];

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

export const SECTION_CODES = ['babies', 'toddlers', 'older', 'mixed'] as const;
export type SectionCode = (typeof SECTION_CODES)[number];
