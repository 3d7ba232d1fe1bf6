import { Global, Module, type DynamicModule } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Config } from '../../config/index.js';
import { DatabaseFile } from './database-file.js';
import { dataSourceOptions, migrateAsOwner, openAndMigrate, type EntityClass } from './data-sources.js';
import { OwnerUnits } from './owner.js';
import { PostgresUnitOfWork } from './postgres-unit-of-work.js';
import { SqliteUnitOfWork } from './sqlite-unit-of-work.js';
import { Reader } from './tx.js';
import { detectsNesting, UnitOfWork } from './unit-of-work.js';

@Global()
@Module({})
export class DatabaseModule {
  /** @param entities every table of the application, which the platform itself cannot know */
  static with(entities: EntityClass[]): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          name: 'writer',
          inject: [Config],
          useFactory: async (config: Config) => {
            const options = dataSourceOptions(config, entities, 'writer');
            await migrateAsOwner(options, config);
            return options;
          },
          dataSourceFactory: (options) => openAndMigrate(options as DataSourceOptions),
        }),
        TypeOrmModule.forRootAsync({
          name: 'reader',
          // The writer opens first, because it creates and migrates the tables that the reader reads.
          inject: [Config, getDataSourceToken('writer')],
          useFactory: (config: Config) => dataSourceOptions(config, entities, 'reader'),
          dataSourceFactory: (options) => new DataSource(options as DataSourceOptions).initialize(),
        }),
      ],
      providers: [
        DatabaseFile,
        OwnerUnits,
        {
          provide: UnitOfWork,
          inject: [getDataSourceToken('writer'), Config],
          useFactory: (writer: DataSource, { live }: Config) =>
            writer.options.type === 'postgres'
              ? new PostgresUnitOfWork(writer, detectsNesting(live))
              : new SqliteUnitOfWork(writer, detectsNesting(live)),
        },
        {
          provide: Reader,
          inject: [getDataSourceToken('reader')],
          useFactory: (reader: DataSource) =>
            new Reader(reader.manager, reader.options.type === 'postgres' ? 'postgres' : 'sqlite'),
        },
      ],
      exports: [DatabaseFile, OwnerUnits, UnitOfWork, Reader],
    };
  }
}
