import { AsyncLocalStorage } from 'node:async_hooks';

/** What is added to each log line written within this context. */
export interface LogContext {
  /** Ties together the log lines of a request and of every job that it leads to. */
  readonly correlation: string;
  readonly job?: string;
  readonly type?: string;
}

const contexts = new AsyncLocalStorage<LogContext>();

export const inLogContext = <T>(context: LogContext, work: () => T): T => contexts.run(context, work);
export const logContext = (): LogContext | undefined => contexts.getStore();
