export { Idempotency, IdempotencyModule } from './idempotency.js';
export { IdempotencyRecord } from './idempotency-record.entity.js';
