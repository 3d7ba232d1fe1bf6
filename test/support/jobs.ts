import { jobType, type JobPayload, type JobType } from '../../src/kernel/job-type.js';

/** A job of a test, which carries whatever the test says. */
export const anyJob = (name: string): JobType<JobPayload> => jobType<JobPayload>(name);
