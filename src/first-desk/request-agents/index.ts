export { requestAgents } from './request-agents.feature.js';
export { RequestAgents, type FollowedFilter } from './request-agents.js';
