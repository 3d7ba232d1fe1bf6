import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import type { Config } from '../../config/index.js';
import { errorFacts, isError } from './error-facts.js';
import { logContext } from './log-context.js';

export type Log = Logger;

/**
 * Only plain values and an error are logged. Some libraries would add a whole request, with its address, headers and
 * cookies.
 */
const flat = (facts: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(facts).filter(([name, value]) => name === 'err' || typeof value !== 'object'));

/**
 * Creates the log: JSON lines with ids, codes and patterns of routes. Errors are written without their messages,
 * whether our code or a library logs them.
 * @param destination where the lines go. Without it, to standard output, or to standard error where standard output is
 * for a person (tools, the demo)
 */
export function createLog(config: Config, destination?: DestinationStream): Log {
  return pino(
    {
      level: config.LOG_LEVEL,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }), log: flat },
      mixin: () => ({ ...logContext() }),
      serializers: { err: (error: unknown) => errorFacts(error) },
      hooks: {
        logMethod([first, ...rest], method) {
          // pino would use the message of an error as the message of the line.
          if (isError(first)) method.call(this, { err: first } as never, first.name as never);
          else if (typeof first === 'object' && first !== null && 'err' in first && rest.length === 0)
            method.call(this, first as never, 'failed' as never);
          else method.apply(this, [first, ...rest] as never);
        },
      },
    },
    destination ?? pino.destination(config.live ? 1 : 2),
  );
}

/**
 * Ends the process on an error that nobody caught. Node itself would print its message, which may hold what somebody
 * typed.
 */
export function endOnUncaught(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'stopped by an error nobody caught');
    process.exit(1);
  });
}
