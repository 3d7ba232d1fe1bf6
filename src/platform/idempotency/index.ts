export { Idempotency, IdempotencyModule, type Answered } from './idempotency.js';
export { IdempotencyRecord } from './idempotency-record.entity.js';
