export { STEERING_ENTITIES } from './persistence/tables.js';
export { SteeringModule } from './steering.module.js';
