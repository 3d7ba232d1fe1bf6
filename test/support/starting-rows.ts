import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { ChildRequest } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { FactRecord } from '../../src/dossier/dossier/persistence/fact-record.entity.js';
import { Reader, type Tx } from '../../src/foundation/platform/database/index.js';

/** Keeps the rows of the families that a test made once, and puts them back before each of many sequences. */
export class StartingRows {
  private constructor(
    private readonly requests: readonly ChildRequest[],
    private readonly facts: readonly FactRecord[],
    private readonly emptied: readonly string[],
    /** Tables of what belongs to one request, with the column that names it. */
    private readonly ofRequests: readonly (readonly [string, string])[],
  ) {}

  /** @param emptied tables that are empty when a sequence begins, with all tables that refer to them */
  static async of(app: NestFastifyApplication, emptied: readonly string[]): Promise<StartingRows> {
    const source = app.get<DataSource>(getDataSourceToken('reader'));
    const ofRequests = source.entityMetadatas.flatMap(({ tableName, foreignKeys }) =>
      foreignKeys
        .filter((key) => key.referencedEntityMetadata.tableName === 'child_request')
        .map(({ columnNames: [column] }) => [tableName, column!] as const),
    );
    const reader = app.get(Reader);
    const [requests, facts] = [await reader.find(ChildRequest), await reader.find(FactRecord)];
    return new StartingRows(requests, facts, dependents(source, emptied), ofRequests);
  }

  async putBack(tx: Tx): Promise<void> {
    for (const table of this.emptied) await tx.write(`DELETE FROM ${table}`);
    const transfers = 'SELECT id FROM child_request WHERE transfer_from_id IS NOT NULL';
    for (const [table, column] of this.ofRequests)
      await tx.write(`DELETE FROM ${table} WHERE ${column} IN (${transfers})`);
    await tx.write('DELETE FROM child_request WHERE transfer_from_id IS NOT NULL');
    await tx.write('DELETE FROM fact_record');
    await tx.insert(FactRecord, [...this.facts]);
    for (const { id, ...request } of this.requests) await tx.update(ChildRequest, { id }, request);
  }
}

/** The tables and all tables that refer to them, in an order in which they can be emptied. */
function dependents(source: DataSource, tables: readonly string[]): string[] {
  const referring = new Map(
    source.entityMetadatas.map(({ tableName }) => [
      tableName,
      source.entityMetadatas
        .filter(
          (other) =>
            other.foreignKeys.some((key) => key.referencedEntityMetadata.tableName === tableName) &&
            other.tableName !== tableName,
        )
        .map((other) => other.tableName),
    ]),
  );
  const ordered: string[] = [];
  const visit = (table: string): void => {
    if (ordered.includes(table)) return;
    for (const other of referring.get(table) ?? []) visit(other);
    ordered.push(table);
  };
  tables.forEach(visit);
  return ordered;
}
