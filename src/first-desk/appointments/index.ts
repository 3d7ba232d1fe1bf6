export { OwnHeldHours } from './own-held-hours.js';
export { appointments } from './appointments.feature.js';
