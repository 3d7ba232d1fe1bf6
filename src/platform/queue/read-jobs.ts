import { In } from 'typeorm';
import type { Reader, Tx } from '../database/index.js';
import { Job } from './job.entity.js';

/** The jobs planned with these keys, whatever became of them, latest first. */
export const findJobs = (from: Reader | Tx, keys: readonly string[]): Promise<Job[]> =>
  from.find(Job, { where: { key: In([...keys]) }, order: { id: 'DESC' } });

/** The job that is due before all others; null when none waits. */
export async function findNextJob(from: Reader | Tx): Promise<Job | null> {
  const [next] = await from.find(Job, { where: { state: 'waiting' }, order: { runAt: 'ASC' }, take: 1 });
  return next ?? null;
}
