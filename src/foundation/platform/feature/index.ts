export { feature, join, joinInOrder, type Feature, type Join, type Services } from './feature.js';
