import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A migration as the statements of each database. Forward only: going back is restoring a backup. */
export function migration(
  name: string,
  statements: { sqlite: readonly string[]; postgres: readonly string[] },
): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = name;

    async up(runner: QueryRunner): Promise<void> {
      const postgres = runner.connection.options.type === 'postgres';
      for (const statement of postgres ? statements.postgres : statements.sqlite) await runner.query(statement);
    }

    down(): Promise<void> {
      return Promise.reject(new Error('Migrations go forward only: restore a backup instead'));
    }
  };
}
