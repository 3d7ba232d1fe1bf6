export { IdempotencyRecord } from './idempotency-record.entity.js';
