import { AsyncLocalStorage } from 'node:async_hooks';

/** What each line written meanwhile carries. */
export interface LogContext {
  /** Of the request, and of every job it leads to. */
  readonly correlation: string;
  readonly job?: string;
  readonly type?: string;
}

const contexts = new AsyncLocalStorage<LogContext>();

export const inLogContext = <T>(context: LogContext, work: () => T): T => contexts.run(context, work);
export const logContext = (): LogContext | undefined => contexts.getStore();
