import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, then a first record of what each row says now. It holds from the day the dossier or the request was sent, and was recorded
// now: what was known before nobody can say. Of what became of a request the history has kept everything.
const OF_DOSSIERS = 'FROM dossier d WHERE d.anonymised_at IS NULL';
const OF_REQUESTS = 'JOIN dossier d ON d.id = r.dossier_id WHERE d.anonymised_at IS NULL';

interface Dialect {
  readonly id: string;
  readonly now: string;
  /** An object of these names, each as the SQL of a piece of JSON. */
  object(parts: Readonly<Record<string, string>>): string;
  /** A part of a column of JSON. */
  part(column: string, name: string): string;
  json(column: string): string;
  readonly wishes: string;
}
const named = (parts: Readonly<Record<string, string>>): string => Object.entries(parts).map(([name, sql]) => `'${name}', ${sql}`).join(', ');
const WISH = { mode: 'w.mode', providerId: 'w.provider_id', communeCode: 'w.commune_code' };

const sqlite: Dialect = {
  // Spelled out: a query of its own would be asked once, for all rows.
  id: `lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))`,
  now: `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`,
  object: (parts) => `json_object(${named(parts)})`,
  part: (column, name) => `json(${column} -> '$.${name}')`,
  json: (column) => `json(${column})`,
  wishes: `json_group_array(json_object(${named(WISH)}) ORDER BY w.rank)`,
};
const postgres: Dialect = {
  id: 'gen_random_uuid()::text',
  now: `to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  object: (parts) => `json_build_object(${named(parts)})`,
  part: (column, name) => `${column}::json -> '${name}'`,
  json: (column) => `${column}::json`,
  wishes: `json_agg(json_build_object(${named(WISH)}) ORDER BY w.rank)`,
};

const filled = ({ id, now, object, part, json, wishes }: Dialect): string[] => {
  const of = (column: string, names: readonly string[]): string => object(Object.fromEntries(names.map((name) => [name, part(column, name)])));
  const text = (sql: string): string => `CAST(${sql} AS text)`;
  const insert = 'INSERT INTO fact_record (id, kind, subject_id, part, effective_from, recorded_at, value) SELECT';
  const ofAdult = (kind: string, names: readonly string[]): string =>
    `${insert} ${id}, '${kind}', d.id, CAST(a.rank AS text), substr(d.submitted_at, 1, 10), ${now}, ${text(of('a.details', names))}
      FROM adult a JOIN dossier d ON d.id = a.dossier_id WHERE d.anonymised_at IS NULL`;
  return [
    ofAdult('residence', ['addressLine', 'postalCode', 'communeCode', 'communeName']),
    ofAdult('adult', ['situation', 'workplaceCommune', 'weeklyHours', 'atypicalHours']),
    `${insert} ${id}, 'family', d.id, '', substr(d.submitted_at, 1, 10), ${now},
      ${text(object({ household: json('d.household'), criterionFacts: json('d.criterion_facts') }))} ${OF_DOSSIERS}`,
    `${insert} ${id}, 'wishes', said.request_id, '', said.since, ${now}, ${text(object({ wishes: json('said.wishes') }))}
      FROM (SELECT w.request_id, substr(r.submitted_at, 1, 10) AS since, ${wishes} AS wishes
        FROM wish w JOIN child_request r ON r.id = w.request_id ${OF_REQUESTS} GROUP BY w.request_id, r.submitted_at) AS said`,
    `${insert} ${id}, 'solution', s.request_id, s.id, s."from", ${now}, ${text(
      object({
        kind: 's.kind',
        providerId: 's.provider_id',
        providerLabel: 's.provider_label',
        slots: 's.slots',
        week: json('s.week'),
        from: 's."from"',
        to: 's."to"',
        endedAt: 's.ended_at',
      }),
    )} FROM solution s JOIN child_request r ON r.id = s.request_id ${OF_REQUESTS}`,
    `${insert} h.id, 'status', h.request_id, '', substr(h.at, 1, 10), h.at, ${text(object({ state: 'h."to"' }))}
      FROM request_history h JOIN child_request r ON r.id = h.request_id ${OF_REQUESTS} AND h."from" <> h."to"`,
  ];
};

const SQLITE = [
  "CREATE TABLE \"fact_record\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"kind\" varchar(80) NOT NULL, \"subject_id\" varchar(80) NOT NULL, \"part\" varchar(80) NOT NULL, \"effective_from\" varchar(10) NOT NULL, \"recorded_at\" varchar(24) NOT NULL, \"value\" text)",
  "CREATE INDEX \"fact_record_subject\" ON \"fact_record\" (\"subject_id\", \"kind\", \"part\") ",
  ...filled(sqlite),
];

const POSTGRES = [
  "CREATE TABLE \"fact_record\" (\"id\" character varying(36) NOT NULL, \"kind\" character varying(80) NOT NULL, \"subject_id\" character varying(80) NOT NULL, \"part\" character varying(80) NOT NULL, \"effective_from\" character varying(10) NOT NULL, \"recorded_at\" character varying(24) NOT NULL, \"value\" text, CONSTRAINT \"PK_fea6c2b2621dccf2d3a2c6d1113\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"fact_record_subject\" ON \"fact_record\"  (\"subject_id\", \"kind\", \"part\") ",
  ...filled(postgres),
];

export const FactRecords1795817766966 = migration('FactRecords1795817766966', { sqlite: SQLITE, postgres: POSTGRES });
