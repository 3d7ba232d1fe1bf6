import type { LoggerService } from '@nestjs/common';
import { isError } from './error-facts.js';
import type { Log } from './log.js';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** The contexts in which Nest logs each module and route as it starts: hundreds of lines, which are left out. */
const STARTING = new Set(['InstanceLoader', 'NestFactory', 'RouterExplorer', 'RoutesResolver']);

/** Sends what goes to Nest's `Logger` to our log: `new Logger('Queue').error({ err, …facts })`. */
export class NestLog implements LoggerService {
  constructor(private readonly to: Log) {}

  log = (message: unknown, ...more: unknown[]): void => this.writeLine('info', message, more);
  fatal = (message: unknown, ...more: unknown[]): void => this.writeLine('fatal', message, more);
  error = (message: unknown, ...more: unknown[]): void => this.writeLine('error', message, more);
  warn = (message: unknown, ...more: unknown[]): void => this.writeLine('warn', message, more);
  debug = (message: unknown, ...more: unknown[]): void => this.writeLine('debug', message, more);
  verbose = (message: unknown, ...more: unknown[]): void => this.writeLine('trace', message, more);

  private writeLine(level: Level, message: unknown, more: readonly unknown[]): void {
    const context = more.at(-1);
    const from = typeof context === 'string' ? { from: context } : {};
    if (level === 'info' && STARTING.has(String(context))) level = 'debug';
    if (isError(message)) this.to[level]({ ...from, err: message });
    else if (typeof message === 'object') this.to[level]({ ...from, ...message });
    else this.to[level](from, String(message));
  }
}
