import { RequestFact } from './persistence/reporting.entities.js';

export { RequestFact };
export const REPORTING_ENTITIES = [RequestFact];
