import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE INDEX \"offer_answered\" ON \"offer\" (\"state\", \"answered_at\") ",
  "CREATE INDEX \"offer_made\" ON \"offer\" (\"state\", \"made_at\") ",
];

const POSTGRES = [
  "CREATE INDEX \"offer_answered\" ON \"offer\"  (\"state\", \"answered_at\") ",
  "CREATE INDEX \"offer_made\" ON \"offer\"  (\"state\", \"made_at\") ",
];

export const ListedOffers1795884700000 = migration('ListedOffers1795884700000', { sqlite: SQLITE, postgres: POSTGRES });
