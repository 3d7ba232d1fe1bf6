import { readFileSync } from 'node:fs';

/** Memory of a process that is in the machine's, in megabytes. */
export const residentMegabytes = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
