import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import type { Config } from '../../config/index.js';
import { errorFacts, isError } from './error-facts.js';
import { logContext } from './log-context.js';

export type Log = Logger;

/**
 * Plain values and an error: what a library would say of a whole request (its address, headers, cookies) is not
 * written.
 */
const flat = (facts: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(facts).filter(([name, value]) => name === 'err' || typeof value !== 'object'));

/**
 * JSON lines: ids, codes, patterns of routes. An error is written without its words, whoever logs it, ourselves or a
 * library.
 * @param destination where they go; without one standard output, or beside it where that is for a person (tools, the
 * demo)
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
          // pino would make the message of an error the message of the line.
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

/** What Node would print of an error nobody caught has its message, which may hold what somebody typed. */
export function endOnUncaught(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'stopped by an error nobody caught');
    process.exit(1);
  });
}
