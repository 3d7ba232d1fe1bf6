import { describe, expect, it } from '../support/runner.js';
import { MIGRATIONS } from '../../src/foundation/platform/database/migrations/index.js';
import { DATABASES } from '../support/app.js';
import { MigratedDatabase } from '../support/migrated-database.js';

const NAME = 'NumberedAnchors1795874764000';
const EVENT = (id: string, at: string): string =>
  `INSERT INTO audit_event (id, at, actor, action, subject_kind, subject_id)
   VALUES ('${id}', '${at}', 'system', 'request.read', 'request', 'r')`;

describe.each(DATABASES)('the migration that numbers the anchors of the journal (%s)', (kind) => {
  it('keeps those from before, in their order, below the first one that is numbered, and written once', async () => {
    const database = await MigratedDatabase.before(kind, NAME);
    try {
      for (const [segment, at] of [
        [1, '2026-11-28T03:00:00.000Z'],
        [2, '2026-11-29T03:00:00.000Z'],
        [5, '2026-11-30T03:00:00.000Z'],
      ])
        await database.rows(`INSERT INTO audit_anchor (segment, at) VALUES (${segment}, '${at}')`);
      await database.migrate(MIGRATIONS);
      expect(
        await database.rows('SELECT sequence, segment, kind, at, hash FROM audit_anchor ORDER BY sequence'),
      ).toEqual([
        { sequence: -2, segment: 1, kind: 'anchor', at: '2026-11-28T03:00:00.000Z', hash: '' },
        { sequence: -1, segment: 2, kind: 'anchor', at: '2026-11-29T03:00:00.000Z', hash: '' },
        { sequence: 0, segment: 5, kind: 'anchor', at: '2026-11-30T03:00:00.000Z', hash: '' },
      ]);
      for (const change of ['UPDATE audit_anchor SET segment = 9', 'DELETE FROM audit_anchor'])
        await expect(database.rows(change)).rejects.toThrow('The journal is written once');
      await expect(database.rows(EVENT('e1', '2026-11-30T03:00:00.000Z'))).resolves.toBeDefined();
      for (const moment of ['demain', '9999', '2026-11-30 03:00:00', '2026-11-30T03:00:00Z'])
        await expect(database.rows(EVENT('e2', moment))).rejects.toThrow('The journal is written once');
      await expect(database.rows(`DELETE FROM audit_event WHERE id = 'e1'`)).rejects.toThrow(
        'The journal is written once',
      );
    } finally {
      await database.drop();
    }
  });
});
