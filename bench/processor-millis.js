import { readFileSync } from 'node:fs';

/** Processor time of a process so far, in milliseconds: what a busy machine does not lengthen. */
export const processorMillis = (pid) =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .split(') ')[1]
    .split(' ')
    .slice(11, 13)
    .reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
