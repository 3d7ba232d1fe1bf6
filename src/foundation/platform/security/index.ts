export {
  actorRef,
  CurrentActor,
  grantsFor,
  mayEver,
  SYSTEM,
  type ActingRequest,
  type Actor,
  type Grant,
  type SessionEnd,
} from './actor.js';
export { Allow, Public } from './allow.js';
export { Attempts, TooManyAttempts, type Attempt } from './attempts.js';
export { AttemptsModule } from './attempts.module.js';
export { Authenticators, type Authenticator } from './authenticators.js';
export { ClientNetwork, coarseNetwork, networkLimits, networkOf } from './client-network.js';
export { codeWords, newCode, readCode } from './codes.js';
export { desksOf, onlyEstablishmentOf, pointsOf } from './desks.js';
export { Doorkeeper, SignInNeeded } from './doorkeeper.js';
export { FreshProof, ProofNeeded } from './fresh-proof.js';
export { CODE_MINUTES, LinkCodes, OPEN_MINUTES } from './link-codes.js';
export { Permission, ROLE_PERMISSIONS, ROLES, type Role } from './permission.js';
export { RouteAudit, type Route } from './route-audit.js';
export { hashSecret, idOfSecret, isSecretOf, newSecret, readSigned, signText } from './secrets.js';
export { SecurityModule } from './security.module.js';
