import { readFileSync } from 'node:fs';

const millisIn = (file) =>
  readFileSync(file, 'utf8')
    .split(') ')[1]
    .split(' ')
    .slice(11, 13)
    .reduce((sum, ticks) => sum + Number(ticks) * 10, 0);

/** Processor time of a process so far, in milliseconds: what a busy machine does not lengthen. */
export const processorMillis = (pid) => millisIn(`/proc/${pid}/stat`);

/** The same of its main thread alone, which no other thread can shorten. */
export const mainThreadMillis = (pid) => millisIn(`/proc/${pid}/task/${pid}/stat`);
