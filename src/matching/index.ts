/**
 * The one door of the matching: plain data in, plain data out. README.md beside this file says what each folder holds.
 */
export type {
  Child,
  Claim,
  Entry,
  Establishment,
  Family,
  Instance,
  LaterSection,
  Lock,
  Locks,
  Place,
  Places,
  Precedence,
  Queue,
  Reserve,
  Verdict,
  Wish,
} from './instance/instance.js';
export { canonicalJson } from './instance/canonical-json.js';
export { InstanceError, readInstance } from './instance/instance-format.js';
export { check, placesOf, wishesOf } from './fairness-check/check.js';
export { exchangesIn, type Exchange } from './explanations/exchanges.js';
export { Explanations, type Alternatives, type CutOff, type Miss, type MissCode } from './explanations/explanations.js';
export { ENGINE, printedProposal, propose, type EngineProposal } from './propose.js';
export { Outcome, type Explained } from './outcome.js';
