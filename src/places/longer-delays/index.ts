export { longerDelays } from './longer-delays.feature.js';
