export { Job, type JobPayload, type JobState } from './job.entity.js';
export { JobClaims, MAX_ATTEMPTS } from './job-claims.js';
export { JobHandlers, type JobHandler } from './job-handlers.js';
export { JobRunner } from './job-runner.js';
export { Queue } from './queue.js';
export { QueueDriver } from './queue-driver.js';
export { QueueModule } from './queue.module.js';
export { RedisQueueDriver } from './redis/redis-queue-driver.js';
export { SqlQueueDriver } from './sql-queue-driver.js';
