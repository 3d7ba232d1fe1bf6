import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';

type Method = (...given: unknown[]) => unknown;
type Prototype = Record<string, Method>;

/**
 * The functions of the drivers that run a statement. They are below TypeORM, because many statements do not go through
 * it.
 */
function runnersOf(source: DataSource): [Prototype, readonly string[]] {
  if (source.options.type === 'postgres')
    return [
      (source.driver as unknown as { postgres: { Client: { prototype: Prototype } } }).postgres.Client.prototype,
      ['query'],
    ];
  const { databaseConnection } = source.driver as unknown as { databaseConnection: { prepare(sql: string): object } };
  return [Object.getPrototypeOf(databaseConnection.prepare('SELECT 1')) as Prototype, ['all', 'get', 'run']];
}

/** How many statements the database got while `work` ran, from anybody. */
export async function countStatements(app: NestFastifyApplication, work: () => Promise<unknown>): Promise<number> {
  const [prototype, methods] = runnersOf(app.get<DataSource>(getDataSourceToken('writer')));
  const own = methods.map((name): [string, Method] => [name, prototype[name]!]);
  let count = 0;
  for (const [name, method] of own) {
    prototype[name] = function (this: unknown, ...given: unknown[]) {
      count += 1;
      return method.apply(this, given);
    };
  }
  try {
    await work();
  } finally {
    for (const [name, method] of own) prototype[name] = method;
  }
  return count;
}
