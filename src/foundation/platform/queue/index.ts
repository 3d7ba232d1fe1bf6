export type { Job, JobState } from './job.entity.js';
export { JobClaims, MAX_ATTEMPTS } from './job-claims.js';
export {
  JOB_LISTS,
  JOB_PAGE,
  JobDesk,
  MOST_JOBS_COUNTED,
  type JobFilter,
  type JobList,
  type JobRow,
  type QueueCount,
} from './job-desk.js';
export { JobHandlers, type JobHandler } from './job-handlers.js';
export { JobRunner } from './job-runner.js';
export { Nightly } from './nightly.js';
export { Queue } from './queue.js';
export { QueueDriver, type QueueCarrier } from './queue-driver.js';
export { QueueModule } from './queue.module.js';
export { findJobs, findNextJob } from './read-jobs.js';
export { SqlQueueDriver } from './sql-queue-driver.js';
