import { In, Not } from 'typeorm';
import type { Reader, Tx } from '../database/index.js';
import { Job } from './job.entity.js';

/** The jobs planned with these keys, whatever became of them, latest first. */
export const findJobs = (from: Reader | Tx, keys: readonly string[]): Promise<Job[]> =>
  from.find(Job, { where: { key: In([...keys]) }, order: { id: 'DESC' } });

/** The job that is due before all others; null when none waits. @param but types of jobs that are not looked at */
export async function findNextJob(from: Reader | Tx, but: readonly string[] = []): Promise<Job | null> {
  const where = { state: 'waiting', ...(but.length > 0 ? { type: Not(In([...but])) } : {}) } as const;
  const [next] = await from.find(Job, { where, order: { runAt: 'ASC' }, take: 1 });
  return next ?? null;
}
