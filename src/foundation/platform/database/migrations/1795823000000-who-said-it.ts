import { migration } from './migration.js';

// Who said a fact and how it is known, and a first record of what had none: who an adult and a child are, what is needed, what is agreed to. As in 1795817766966, it holds from
// the day the dossier or the request was sent, and was recorded now.
const OF_DOSSIERS = 'FROM dossier d WHERE d.anonymised_at IS NULL';
const OF_REQUESTS = 'FROM child_request r JOIN dossier d ON d.id = r.dossier_id WHERE d.anonymised_at IS NULL';

interface Dialect {
  readonly id: string;
  readonly now: string;
  object(parts: Readonly<Record<string, string>>): string;
  part(column: string, name: string): string;
  json(column: string): string;
  flag(column: string): string;
}
const named = (parts: Readonly<Record<string, string>>): string => Object.entries(parts).map(([name, sql]) => `'${name}', ${sql}`).join(', ');

const sqlite: Dialect = {
  // Spelled out: a query of its own would be asked once, for all rows.
  id: `lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))`,
  now: `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`,
  object: (parts) => `json_object(${named(parts)})`,
  part: (column, name) => `json(${column} -> '$.${name}')`,
  json: (column) => `json(${column})`,
  flag: (column) => `json(CASE WHEN ${column} IS NULL THEN 'null' WHEN ${column} THEN 'true' ELSE 'false' END)`,
};
const postgres: Dialect = {
  id: 'gen_random_uuid()::text',
  now: `to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  object: (parts) => `json_build_object(${named(parts)})`,
  part: (column, name) => `${column}::json -> '${name}'`,
  json: (column) => `${column}::json`,
  flag: (column) => column,
};

const PERSON = ['firstName', 'surname', 'phone', 'email', 'parentalAuthority', 'preferredChannel'];

const filled = ({ id, now, object, part, json, flag }: Dialect): string[] => {
  const text = (sql: string): string => `CAST(${sql} AS text)`;
  const insert = 'INSERT INTO fact_record (id, kind, subject_id, part, effective_from, recorded_at, value) SELECT';
  const child = {
    firstName: 'r.first_name',
    surname: 'r.surname',
    birthDate: 'r.birth_date',
    dueDate: 'r.due_date',
    multipleBirth: flag('r.multiple_birth'),
    siblingProviderId: 'r.sibling_provider_id',
    adaptationNeed: flag('r.adaptation_need'),
  };
  return [
    `${insert} ${id}, 'person', d.id, CAST(a.rank AS text), substr(d.submitted_at, 1, 10), ${now},
      ${text(object(Object.fromEntries(PERSON.map((name) => [name, part('a.details', name)]))))}
      FROM adult a JOIN dossier d ON d.id = a.dossier_id WHERE d.anonymised_at IS NULL`,
    `${insert} ${id}, 'agreements', d.id, '', substr(d.submitted_at, 1, 10), ${now},
      ${text(object({ consents: json('d.consents'), language: 'd.language' }))} ${OF_DOSSIERS}`,
    `${insert} ${id}, 'child', r.id, '', substr(r.submitted_at, 1, 10), ${now}, ${text(object(child))} ${OF_REQUESTS}`,
    `${insert} ${id}, 'need', r.id, '', substr(r.submitted_at, 1, 10), ${now}, ${text(json('r.need'))} ${OF_REQUESTS}`,
  ];
};

const added = (varchar: string): string[] => ['writing', 'told_by', 'known_by'].map((name) => `ALTER TABLE "fact_record" ADD "${name}" ${varchar}(80)`);

export const WhoSaidIt1795823000000 = migration('WhoSaidIt1795823000000', {
  sqlite: [...added('varchar'), ...filled(sqlite)],
  postgres: [...added('character varying'), ...filled(postgres)],
});
