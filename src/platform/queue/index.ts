export { Job, type JobPayload, type JobState } from './job.entity.js';
export { JobHandlers, type JobHandler } from './job-handlers.js';
export { JobRunner, MAX_ATTEMPTS } from './job-runner.js';
export { Queue } from './queue.js';
export { QueueDriver } from './queue-driver.js';
export { QueueModule } from './queue.module.js';
export { SqlQueueDriver } from './sql-queue-driver.js';
