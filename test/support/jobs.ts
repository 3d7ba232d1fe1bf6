import { jobType, type JobPayload, type JobType } from '../../src/foundation/kernel/job-type.js';

/** A type of job for tests, with any payload. */
export const anyJob = (name: string): JobType<JobPayload> => jobType<JobPayload>(name);
