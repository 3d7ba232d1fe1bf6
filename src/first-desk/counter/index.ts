export { counter } from './counter.feature.js';
