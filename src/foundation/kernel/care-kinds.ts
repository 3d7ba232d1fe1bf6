interface CareKind {
  /** A family may wish for it. */
  readonly wished: boolean;
  /** A family has it by an agreement of its own, which its desk notes. A nursery's place comes from an offer instead. */
  readonly agreed: boolean;
  /** Where its providers stand in the directory. */
  readonly directoryRank: number;
  /** Its providers receive children in rooms of their own, with hours that families read. */
  readonly premises: boolean;
  /** Its providers have an address of their own. */
  readonly address: boolean;
  /** Its providers have a number of places. */
  readonly counted: boolean;
  /** Families are told of it even where no provider is known: they find it through the desk. */
  readonly alwaysTold: boolean;
  /** What remains of it in the answer about a child's care today (`CURRENT_CARES`). */
  readonly today: 'establishment' | 'childminder' | 'other';
}

/**
 * Modes d'accueil, in the order in which families choose among them (domain.md §3). A LAEP receives children with their
 * parents: families read about it, and ask it for nothing. Their words stand in `care-kinds.messages.*.json`.
 */
export const CARE_KINDS = {
  establishment: {
    wished: true,
    agreed: false,
    directoryRank: 1,
    premises: true,
    address: true,
    counted: true,
    alwaysTold: false,
    today: 'establishment',
  },
  childminder: {
    wished: true,
    agreed: true,
    directoryRank: 9,
    premises: false,
    address: true,
    counted: true,
    alwaysTold: true,
    today: 'childminder',
  },
  mam: {
    wished: true,
    agreed: true,
    directoryRank: 2,
    premises: true,
    address: true,
    counted: true,
    alwaysTold: false,
    today: 'childminder',
  },
  home_care: {
    wished: true,
    agreed: true,
    directoryRank: 3,
    premises: false,
    address: false,
    counted: false,
    alwaysTold: true,
    today: 'other',
  },
  // Garde partagée: two families employ one person, who looks after their children together at one home or the other.
  shared_home_care: {
    wished: true,
    agreed: true,
    directoryRank: 4,
    premises: false,
    address: false,
    counted: false,
    alwaysTold: true,
    today: 'other',
  },
  laep: {
    wished: false,
    agreed: false,
    directoryRank: 5,
    premises: true,
    address: true,
    counted: false,
    alwaysTold: false,
    today: 'other',
  },
} as const satisfies Record<string, CareKind>;

type Kinds = typeof CARE_KINDS;
export type CareKindName = keyof Kinds;
type KindsThat<Property extends 'wished' | 'agreed'> = {
  [Name in CareKindName]: Kinds[Name][Property] extends true ? Name : never;
}[CareKindName];

const NAMES = Object.keys(CARE_KINDS) as CareKindName[];

export const CARE_KIND_NAMES: readonly CareKindName[] = [...NAMES].sort(
  (a, b) => CARE_KINDS[a].directoryRank - CARE_KINDS[b].directoryRank,
);
export type WishedKind = KindsThat<'wished'>;
export const WISHED_KINDS = NAMES.filter((name): name is WishedKind => CARE_KINDS[name].wished);
export type AgreedKind = KindsThat<'agreed'>;
export const AGREED_KINDS = NAMES.filter((name): name is AgreedKind => CARE_KINDS[name].agreed);
