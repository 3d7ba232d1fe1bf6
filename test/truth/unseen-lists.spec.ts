import { readFileSync } from 'node:fs';
import { describe, expect, it } from '../support/runner.js';
import type { ListedCommune } from '../../src/lists/waiting-lists/domain/communes.js';
import { planImport } from '../../src/lists/waiting-lists/domain/plan.js';
import { readList } from '../../src/lists/waiting-lists/reader/read-list.js';
import { differences } from './unseen-lists/compare.js';
import { IMPORTED_ON } from './unseen-lists/families.js';
import { LAYOUTS, unseenList } from './unseen-lists/lists.js';

/**
 * Lists that nobody has seen, drawn from what families mean to what nurseries write. More of them are read with
 * `UNSEEN_LISTS=50 npx vitest run test/truth/unseen-lists.spec.ts`.
 */
const { communes } = JSON.parse(readFileSync('data/communes.json', 'utf8')) as { communes: ListedCommune[] };
const LISTS_OF_EACH = Number(process.env['UNSEEN_LISTS'] ?? 2);
const ROWS = 60;

function readAll(seed: number): { unknown: readonly string[]; compared: number; wrong: unknown[] } {
  const list = unseenList(seed, ROWS);
  const context = { communes, importedOn: IMPORTED_ON, sourceProviderId: 'creche' };
  const { columns, rows } = planImport(readList(list.bytes), list.name, context);
  const readings = new Map(rows.map(({ row, reading }) => [row.line, reading]));
  const compared = list.rows.map((row) => ({ row, ...differences(row, readings.get(row.line)) }));
  return {
    unknown: columns.unknown,
    compared: compared.reduce((sum, row) => sum + row.compared, 0),
    wrong: compared.flatMap(({ row, wrong }) => wrong.map((each) => ({ list: list.name, ...each, cells: row.cells }))),
  };
}

describe('lists nobody has seen', () => {
  it.each(LAYOUTS.map(({ name }, index) => [name, index] as const))(
    'every field of a list %s is what the row means, and what nobody can tell is shown',
    (_name, index) => {
      const seeds = Array.from({ length: LISTS_OF_EACH }, (_, list) => list * LAYOUTS.length + index);
      const read = seeds.map(readAll);
      expect(read.flatMap(({ unknown }) => unknown)).toEqual([]);
      expect(read.flatMap(({ wrong }) => wrong)).toEqual([]);
      expect(read.reduce((sum, { compared }) => sum + compared, 0)).toBeGreaterThan(LISTS_OF_EACH * ROWS * 10);
    },
  );
});
