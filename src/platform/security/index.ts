export { SignInNeeded } from './access.guard.js';
export { actorRef, CurrentActor, grantsFor, mayEver, rolesOf, SYSTEM, type ActingRequest, type Actor, type ActorRole, type Grant } from './actor.js';
export { Allow, Public } from './allow.js';
export { Authenticators, type Authenticator } from './authenticators.js';
export { Permission, ROLE_PERMISSIONS, ROLES, type Role } from './permission.js';
export { RouteAudit, type Route } from './route-audit.js';
export { hashSecret, newSecret } from './secrets.js';
export { SecurityModule } from './security.module.js';
