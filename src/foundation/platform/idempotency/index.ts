export { Idempotency, IdempotencyModule } from './idempotency.js';
