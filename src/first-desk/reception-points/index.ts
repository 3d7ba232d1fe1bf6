export { receptionPoints } from './reception-points.feature.js';
export { ensurePoint, type PointInput } from './reception-points.js';
