/**
 * The missions of an RPE on which agents spend their time: those of CASF D214-9, those that the Caf funds more
 * (reinforced), and what keeps a relay running. People rename, hide and add some (ChoiceLists).
 */
export const MISSIONS = [
  'families',
  'single_desk',
  'professionals',
  'workshops',
  'training',
  'candidates',
  'practice',
  'promotion',
  'observation',
  'communication',
  'partners',
  'administration',
  'other',
] as const;
export type Mission = (typeof MISSIONS)[number];

/** Missions that a relay takes on by agreement with the Caf, and that are funded apart. */
export const REINFORCED: readonly Mission[] = ['single_desk', 'practice', 'promotion'];

/** The list of missions from which an agent chooses. */
export const MISSION_LIST = 'mission';
