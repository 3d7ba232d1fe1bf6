/**
 * The only door of the matching. Plain data goes in and plain data comes out. The README.md beside this file describes
 * each folder.
 */
export type {
  Child,
  Claim,
  Entry,
  Establishment,
  Family,
  Instance,
  LaterSection,
  Locks,
  Place,
  Places,
  Precedence,
  QueueRule,
  Reserve,
  Wish,
} from './instance/instance.js';
export { canonicalJson, canonicalParts } from './instance/canonical-json.js';
export { placesOf, wishesOf } from './fairness-check/check.js';
export { exchangesIn } from './explanations/exchanges.js';
export type { Alternatives } from './explanations/alternatives.js';
export { Explanations, type CutOff, type Miss, type MissCode } from './explanations/explanations.js';
export { ENGINE, printedProposal, propose, type EngineProposal } from './propose.js';
export { Outcome, type Explained } from './outcome.js';
