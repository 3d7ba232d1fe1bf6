import { randomUUID } from 'node:crypto';
import type { MigrationInterface, QueryRunner } from 'typeorm';

// The names of the requests that are there, as they are heard: the rule of heardAs on the day of this migration. test/contracts/heard-names.spec.ts holds
// that both give the same. A change of the rule needs a migration that writes the keys anew.
const HEARD: readonly [RegExp, string][] = [
  [/ł/g, 'l'],
  [/ß/g, 'ss'],
  [/szcz|sz|cz/g, 'ç'],
  [/rz/g, 'j'],
  [/(?<=[aeio])i?j(?=[bcdfgklmnprstvwz]|$)/g, 'i'],
  [/sk[aiy]$/g, 'ski'],
  [/^dj/g, 'j'],
  [/^ou(?=[aeiy])/g, 'v'],
  [/w/g, 'v'],
  [/ph/g, 'f'],
  [/ch(?=[lr])/g, 'k'],
  [/tch|sch|ch|sh/g, 'ç'],
  [/h/g, ''],
  [/bv/g, 'v'],
  [/gu(?=[eiy])/g, 'g'],
  [/g(?=[eiy])/g, 'j'],
  [/qu|q|ck|c(?![eiy])/g, 'k'],
  [/c/g, 's'],
  [/x$/g, ''],
  [/x/g, 'ks'],
  [/z/g, 's'],
  [/y/g, 'i'],
  [/[ae]i(?=[mn](?![aeiounm]))/g, 'i'],
  [/e(?=[mn](?![aeiounm]))/g, 'a'],
  [/ai|ei/g, 'e'],
  [/eau|aul?(?=[dt])|oeu|oe|ou|au|u/g, 'o'],
  [/eo$/g, 'e'],
  [/(.)\1+/g, '$1'],
  [/er$/g, 'e'],
  [/e$|[dpst]+$/g, ''],
];
const heardAs = (word: string): string => HEARD.reduce((text, [letters, sound]) => text.replace(letters, sound), word);

const REQUESTS = 500;

interface NameKey {
  readonly request_id: string;
  readonly value: string;
}

export class HeardNames1795847100000 implements MigrationInterface {
  readonly name = 'HeardNames1795847100000';

  async up(runner: QueryRunner): Promise<void> {
    for (let after = ''; ; ) {
      const requests = (await runner.query(`SELECT id FROM child_request WHERE id > '${after}' ORDER BY id LIMIT ${REQUESTS}`)) as { id: string }[];
      const last = requests.at(-1);
      if (last === undefined) return;
      const keys = (await runner.query(
        `SELECT request_id, value FROM duplicate_key WHERE request_id > '${after}' AND request_id <= '${last.id}' AND (value LIKE 'name:%' OR value LIKE 'word:%')`,
      )) as NameKey[];
      await this.insertKeys(runner, keys);
      after = last.id;
    }
  }

  /** Ids hold letters, digits and dashes, and sounds letters and digits: none needs to be quoted. */
  private async insertKeys(runner: QueryRunner, names: readonly NameKey[]): Promise<void> {
    const heard = new Set(
      names.flatMap(({ request_id, value }) => {
        const sound = heardAs(value.slice(value.indexOf(':') + 1));
        return sound.length < 3 ? [] : [`'${request_id}', 'heard:${sound}'`];
      }),
    );
    const rows = [...heard].map((row) => `('${randomUUID()}', ${row})`);
    if (rows.length > 0) await runner.query(`INSERT INTO duplicate_key (id, request_id, value) VALUES ${rows.join(', ')}`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead'));
  }
}
