import type { QueryRunner } from 'typeorm';
import { createHash } from 'node:crypto';
import { migration } from './migration.js';

const COLUMNS = [
  'ALTER TABLE "message" ADD "opens" varchar(80)',
  'ALTER TABLE "access_link" ADD "channel" varchar(80)',
  'ALTER TABLE "access_link" ADD "sent_to" text',
  'ALTER TABLE "access_link" ADD "used_at" varchar(24)',
  'ALTER TABLE "family_session" ADD "link_id" varchar(80)',
  'CREATE INDEX "IDX_cbc8d553e637ad5dda429fbd6e" ON "family_session" ("link_id") ',
];

const Columns = migration('LinksAtHandOver1795702000000', { sqlite: COLUMNS, postgres: COLUMNS });

const AT_ONCE = 500;
const LINK = /(\/(?:suivre|dossier\/reprendre)\/)([\w-]{43})(?![\w-])/g;

interface Written {
  readonly id: string;
  readonly dossier_id: string | null;
  readonly body: string;
  readonly short_text: string | null;
}

/**
 * Takes the secrets out of messages that were written with their link: the same words sent again get a link of their own. The links that families
 * hold already stay good. As SECRET_MARK of the outbox was when this was released.
 */
export class LinksAtHandOver1795702000000 extends Columns {
  override async up(runner: QueryRunner): Promise<void> {
    await super.up(runner);
    const postgres = runner.connection.options.type === 'postgres';
    const ask = async <Row>(sql: string, values: readonly unknown[]): Promise<Row[]> => {
      let n = 0;
      return (await runner.query(sql.replace(/\?/g, () => (postgres ? `$${(n += 1)}` : '?')), [...values])) as Row[];
    };
    for (let after = ''; ; ) {
      const rows = await ask<Written>(
        `SELECT id, dossier_id, body, short_text FROM message WHERE id > ? AND (body LIKE '%/suivre/%' OR body LIKE '%/dossier/reprendre/%') ORDER BY id LIMIT ${AT_ONCE}`, [after],
      );
      for (const { id, dossier_id: dossierId, body, short_text: shortText } of rows) {
        const [secret] = [...body.matchAll(LINK)].map((found) => found[2]!);
        if (!secret) continue;
        const hash = createHash('sha256').update(secret).digest('base64url');
        const [draft] = dossierId === null ? await ask<{ draft_id: string | null }>('SELECT draft_id FROM access_link WHERE secret_hash = ?', [hash]) : [];
        const opens = dossierId === null ? (draft?.draft_id ? `draft:${draft.draft_id}` : null) : `dossier:${dossierId}`;
        const mark = (text: string): string => text.replace(LINK, '$1{secret}');
        await ask('UPDATE message SET body = ?, short_text = ?, opens = ? WHERE id = ?', [mark(body), shortText === null ? null : mark(shortText), opens, id]);
      }
      if (rows.length < AT_ONCE) return;
      after = rows.at(-1)!.id;
    }
  }
}
