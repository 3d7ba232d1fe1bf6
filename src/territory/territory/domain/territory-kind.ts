/** What an administrator adds and changes. */
export type TerritoryKind = 'desk' | 'area' | 'commune';
