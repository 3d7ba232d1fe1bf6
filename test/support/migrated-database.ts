import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/foundation/platform/database/index.js';
import { MIGRATIONS } from '../../src/foundation/platform/database/migrations/index.js';
import { freshDatabase, type DATABASES } from './app.js';

type Fresh = Awaited<ReturnType<typeof freshDatabase>>;

/** A database as it was before a migration, to be filled and then migrated. */
export class MigratedDatabase {
  private constructor(private readonly target: Fresh) {}

  static async before(kind: (typeof DATABASES)[number], name: string): Promise<MigratedDatabase> {
    const database = new MigratedDatabase(await freshDatabase(kind));
    await database.migrate(
      MIGRATIONS.slice(
        0,
        MIGRATIONS.findIndex((one) => new one().name === name),
      ),
    );
    return database;
  }

  async rows(sql: string): Promise<Record<string, unknown>[]> {
    return this.within([], (source) => source.query(sql));
  }

  async migrate(migrations: typeof MIGRATIONS): Promise<void> {
    await this.within(migrations, (source) => source.runMigrations());
  }

  drop(): Promise<void> {
    return this.target.drop();
  }

  private async within<T>(migrations: typeof MIGRATIONS, work: (source: DataSource) => Promise<T>): Promise<T> {
    const source = await new DataSource({
      ...dataSourceOptions(this.target.config, [], 'writer'),
      migrations,
    }).initialize();
    try {
      return await work(source);
    } finally {
      await source.destroy();
    }
  }
}
