export { isError } from './error-facts.js';
export { inLogContext, logContext, type LogContext } from './log-context.js';
export { createLog, endOnUncaught, type Log } from './log.js';
export { NestLog } from './nest-log.js';
export { correlationOf, logRequests } from './request-log.js';
