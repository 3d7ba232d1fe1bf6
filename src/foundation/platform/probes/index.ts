export { leaveWhenStopping } from './leave-when-stopping.js';
export { ProbePort } from './probe-port.js';
export { ProbesModule } from './probes.module.js';
export { Readiness } from './readiness.js';
