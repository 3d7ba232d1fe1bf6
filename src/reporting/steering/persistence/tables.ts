import { SteeringReport } from './steering-report.entity.js';

/** The tables of this feature. Other features know the types of their rows only. */
export const STEERING_ENTITIES = [SteeringReport];
