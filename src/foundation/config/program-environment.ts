/**
 * The environment of a program that we start, such as pg_dump. It holds the path of programs and the way to PostgreSQL,
 * and none of our secrets.
 */
export function programEnvironment(
  added: Record<string, string>,
  env: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const passed = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && /^(PATH|HOME|LANG|LC_ALL|TZ|PG[A-Z]+)$/.test(entry[0]),
  );
  return { ...Object.fromEntries(passed), ...added };
}
