/** What a request may be oriented to at triage; several at once. */
export const TRACKS = ['commission', 'childminder', 'mam', 'occasional', 'home', 'emergency'] as const;
export type Track = (typeof TRACKS)[number];
