export { isInRoom } from './quorum.js';
