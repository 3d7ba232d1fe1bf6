/** The parts of an error that may be logged. */
export interface ErrorFacts {
  readonly type: string;
  /** SQLSTATE, `ECONNREFUSED`, `EENVELOPE`, a refusal's code… */
  readonly code?: string;
  /** The database names of a constraint, a table or a column; never a value. */
  readonly on?: string;
  /** Where the error was thrown, nearest frame first. */
  readonly at: readonly string[];
  readonly cause?: ErrorFacts;
}

/**
 * Needs both tests: `isNativeError` does not recognise the errors of better-sqlite3, and `instanceof` does not
 * recognise those of another context.
 */
export const isError = (value: unknown): value is Error =>
  typeof value === 'object' && value !== null && typeof (value as { stack?: unknown }).stack === 'string';

const DEEPEST_CAUSE = 3;
const MOST_FRAMES = 12;
const NAME = /^[\w.$-]{1,80}$/;
const FRAME = /^\s+at .*?\(?((?:file:\/\/|node:|\/)[^\s()]+:\d+:\d+)\)?$/;

const name = (value: unknown): string | undefined =>
  typeof value === 'string' && NAME.test(value) ? value : typeof value === 'number' ? String(value) : undefined;

/**
 * An error without its message. The message is a sentence of the code that threw it, and may hold what a person typed:
 * a database quotes the value that it could not read, a mail server the address that it refuses, a parser the
 * beginning of the text. What remains says which error it is and where it was thrown.
 */
export function errorFacts(error: unknown, depth = 0): ErrorFacts {
  if (!isError(error)) return { type: typeof error, at: [] };
  const { driverError, cause, refusal } = error as Error & {
    driverError?: { message?: string };
    cause?: unknown;
    refusal?: { code?: string };
  };
  const facts = { ...error, ...driverError } as Record<string, unknown>;
  const code = name(facts['code']) ?? name(refusal?.code);
  const on = constraintOf(facts, driverError?.message ?? '');
  return {
    type: name(error.name) ?? 'Error',
    ...(code === undefined ? {} : { code }),
    ...(on === undefined ? {} : { on }),
    at: framesOf(error),
    ...(cause !== undefined && depth < DEEPEST_CAUSE ? { cause: errorFacts(cause, depth + 1) } : {}),
  };
}

/** The constraint that refused. PostgreSQL gives its name; SQLite gives a sentence that consists of names. */
function constraintOf(facts: Record<string, unknown>, sentence: string): string | undefined {
  const inSqlite = /constraint failed: ([\w., ]+)$/.exec(sentence)?.[1];
  return (
    name(facts['constraint']) ??
    inSqlite ??
    ([name(facts['table']), name(facts['column'])].filter(Boolean).join('.') || undefined)
  );
}

/** The frames of the stack. They begin after the message, which may have several lines itself. */
function framesOf({ stack = '', message }: Error): string[] {
  const after = stack.indexOf(message) + message.length;
  return stack
    .slice(after)
    .split('\n')
    .flatMap((line) => FRAME.exec(line)?.[1] ?? [])
    .slice(0, MOST_FRAMES)
    .map((frame) => frame.replace('file://', ''));
}
