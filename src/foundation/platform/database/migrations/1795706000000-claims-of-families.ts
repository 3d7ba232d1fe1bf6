import type { MigrationInterface, QueryRunner } from 'typeorm';

interface Row {
  readonly id: string;
  readonly session_id: string;
  readonly dossier_id: string;
  readonly agenda_number: number;
  readonly explanation: string;
}

interface Told {
  readonly claims?: readonly { readonly at: string; readonly section: string }[];
}

/**
 * Claims were kept case by case, places that a brother or sister held included; now once a family, as what it could have had. Of a child alone before its session
 * that is the same. Of several, which of the places were a claim cannot be told from the row: nothing is told of them any more. Signed minutes stay as they were signed.
 */
export class ClaimsOfFamilies1795706000000 implements MigrationInterface {
  readonly name = 'ClaimsOfFamilies1795706000000';

  async up(runner: QueryRunner): Promise<void> {
    const [id, text] = runner.connection.options.type === 'postgres' ? ['$2', '$1'] : ['?', '?'];
    const rows = (await runner.query('SELECT id, session_id, dossier_id, agenda_number, explanation FROM candidacy WHERE explanation IS NOT NULL')) as Row[];
    const members = new Map<string, number>();
    const keyOf = (row: Row): string => `${row.session_id} ${row.dossier_id}`;
    for (const row of rows) members.set(keyOf(row), (members.get(keyOf(row)) ?? 0) + 1);
    for (const row of rows) {
      const { claims, ...rest } = JSON.parse(row.explanation) as Told;
      if (!claims) continue;
      const [best, ...others] = members.get(keyOf(row)) === 1 ? claims : [];
      const number = Number(row.agenda_number);
      const claim = best ? { numbers: [number], gains: [{ number, at: best.at, section: best.section, slots: null }], leaves: [], others: others.length } : null;
      await runner.query(`UPDATE candidacy SET explanation = ${text} WHERE id = ${id}`, [JSON.stringify({ ...rest, claim }), row.id]);
    }
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead'));
  }
}
