export type { DiscussionPoint, Vote, VoteCounts } from './debates.js';
export { isInRoom } from './quorum.js';
