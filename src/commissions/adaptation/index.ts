export { adaptation } from './adaptation.feature.js';
export { Adaptations } from './adaptations.js';
