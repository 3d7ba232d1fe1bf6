import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the database says when it refuses a second seat. */
const SECOND_SEAT = 'a child holds one seat at a time';
const NO_CHILD = 'a place is that of a child who is known';

/** Whether two lines hold a half-day of one day; seven days of what they share hold each of their half-days. */
const sharedInSqlite = (one: string, other: string): string => `${one}."from" <= ${other}."to" AND ${other}."from" <= ${one}."to" AND (${one}."slots" & ${other}."slots") <> 0
  AND EXISTS (SELECT 1 FROM (VALUES (0), (1), (2), (3), (4), (5), (6)) AS "later"
    WHERE date(MAX(${one}."from", ${other}."from"), '+' || "later"."column1" || ' days') <= MIN(${one}."to", ${other}."to")
    AND (${one}."slots" & ${other}."slots" & (3 << (2 * ((strftime('%w', MAX(${one}."from", ${other}."from"), '+' || "later"."column1" || ' days') + 6) % 7)))) <> 0)`;
const sharedInPostgres = (one: string, other: string): string =>
  `half_day_shared(${one}."from", ${one}."to", ${one}."slots", ${other}."from", ${other}."to", ${other}."slots")`;

type Shared = (one: string, other: string) => string;

/** Of a place that is written: another place of its child, or an offer that is open to it and is no transfer from this very place. */
const besidePlacement = (shared: Shared): string[] => [
  `SELECT 1 FROM "placement" "other" WHERE "other"."child_id" = NEW."child_id" AND "other"."id" <> NEW."id" AND ${shared('"other"', 'NEW')}`,
  `SELECT 1 FROM "offer" "other" LEFT JOIN "child_request" "request" ON "request"."id" = "other"."request_id" WHERE "other"."child_id" = NEW."child_id" AND "other"."state" = 'open'
    AND ("request"."transfer_from_id" IS NULL OR NEW."request_id" IS NULL OR "request"."transfer_from_id" <> NEW."request_id") AND ${shared('"other"', 'NEW')}`,
];
/** Of an open offer that is written: a place of its child, other than the one that its transfer names; or another open offer. */
const besideOffer = (shared: Shared): string[] => [
  `SELECT 1 FROM "placement" "other" LEFT JOIN "child_request" "request" ON "request"."id" = NEW."request_id" WHERE "other"."child_id" = NEW."child_id"
    AND ("request"."transfer_from_id" IS NULL OR "other"."request_id" IS NULL OR "request"."transfer_from_id" <> "other"."request_id") AND ${shared('"other"', 'NEW')}`,
  `SELECT 1 FROM "offer" "other" WHERE "other"."child_id" = NEW."child_id" AND "other"."id" <> NEW."id" AND "other"."state" = 'open' AND ${shared('"other"', 'NEW')}`,
];

const KINDS = [
  { table: 'placement', columns: ['child_id', 'request_id', 'from', 'to', 'slots'], holds: 'NEW."from" <= NEW."to"', beside: besidePlacement },
  { table: 'offer', columns: ['child_id', 'request_id', 'from', 'to', 'slots', 'state'], holds: `NEW."state" = 'open'`, beside: besideOffer },
] as const;

const SQLITE = [
  'CREATE TABLE "placed_child" ("id" varchar(80) PRIMARY KEY NOT NULL)',
  ...KINDS.flatMap(({ table }) => [`ALTER TABLE "${table}" ADD "child_id" varchar(80) NOT NULL DEFAULT ('')`, `CREATE INDEX "${table}_child" ON "${table}" ("child_id") `]),
];
const SQLITE_RULES = KINDS.flatMap(({ table, columns, holds, beside }) => ['INSERT', `UPDATE OF ${columns.map((column) => `"${column}"`).join(', ')}`].map((when) => `CREATE TRIGGER "${table}_one_seat_${when.slice(0, 6).toLowerCase()}" BEFORE ${when} ON "${table}" WHEN ${holds} BEGIN
  SELECT RAISE(ABORT, '${NO_CHILD}') WHERE NOT EXISTS (SELECT 1 FROM "placed_child" WHERE "id" = NEW."child_id");
  ${beside(sharedInSqlite).map((other) => `SELECT RAISE(ABORT, '${SECOND_SEAT}') WHERE EXISTS (${other});`).join('\n  ')}
END`));

const POSTGRES = [
  'CREATE TABLE "placed_child" ("id" character varying(80) NOT NULL, CONSTRAINT "PK_1ab2eb8d7f2ed6413f953bb9c79" PRIMARY KEY ("id"))',
  ...KINDS.flatMap(({ table }) => [`ALTER TABLE "${table}" ADD "child_id" character varying(80) NOT NULL DEFAULT ''`, `CREATE INDEX "${table}_child" ON "${table}"  ("child_id") `]),
];
const POSTGRES_RULES = [
  `CREATE FUNCTION half_day_shared(from_a text, to_a text, slots_a integer, from_b text, to_b text, slots_b integer) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT from_a <= to_b AND from_b <= to_a AND (slots_a & slots_b) <> 0 AND EXISTS (SELECT 1 FROM generate_series(0, 6) AS later
      WHERE greatest(from_a, from_b)::date + later <= least(to_a, to_b)::date
      AND (slots_a & slots_b & (3 << (2 * (extract(isodow FROM greatest(from_a, from_b)::date + later)::integer - 1)))) <> 0) $$`,
  // Units that write of one child wait for each other at its row: each then sees what the other has committed.
  ...KINDS.flatMap(({ table, columns, holds, beside }) => [
    `CREATE FUNCTION "${table}_one_seat"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      PERFORM 1 FROM "placed_child" WHERE "id" = NEW."child_id" FOR NO KEY UPDATE;
      IF NOT FOUND THEN RAISE EXCEPTION '${NO_CHILD}' USING ERRCODE = 'foreign_key_violation'; END IF;
      ${beside(sharedInPostgres).map((other) => `IF EXISTS (${other}) THEN RAISE EXCEPTION '${SECOND_SEAT}' USING ERRCODE = 'exclusion_violation'; END IF;`).join('\n      ')}
      RETURN NEW;
    END $$`,
    ...['INSERT', `UPDATE OF ${columns.map((column) => `"${column}"`).join(', ')}`].map((when) =>
      `CREATE TRIGGER "${table}_one_seat_${when.slice(0, 6).toLowerCase()}" BEFORE ${when} ON "${table}" FOR EACH ROW WHEN (${holds}) EXECUTE FUNCTION "${table}_one_seat"()`),
  ]),
];

interface OldPlace {
  readonly id: string;
  readonly section_id: string;
  readonly provider_id: string | null;
  readonly request_id: string | null;
  readonly birth_date: string | null;
  readonly from: string;
  readonly to: string;
  readonly slots: number;
}

const nextDay = (day: string, days = 1): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A child whom no family is known of and who changed section: the only place that begins the day after, elsewhere in its establishment, for its birth date and days. */
function unknownChildren(places: readonly OldPlace[]): Map<string, string> {
  const key = (place: OldPlace, day: string): string => [place.provider_id, place.birth_date, place.slots, day].join('|');
  const group = (keyOf: (place: OldPlace) => string): Map<string, OldPlace[]> => {
    const groups = new Map<string, OldPlace[]>();
    for (const place of places) groups.set(keyOf(place), [...(groups.get(keyOf(place)) ?? []), place]);
    return groups;
  };
  const [starts, ends] = [group((place) => key(place, place.from)), group((place) => key(place, nextDay(place.to)))];
  const children = new Map<string, string>();
  for (const place of [...places].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const [before, twin] = ends.get(key(place, place.from)) ?? [];
    const follows = before && !twin && place.birth_date !== null && starts.get(key(place, place.from))!.length === 1 && before.section_id !== place.section_id;
    children.set(place.id, follows ? (children.get(before.id) ?? before.id) : place.id);
  }
  return children;
}

/**
 * Each child placed has an identity, and the database itself refuses it a second seat (docs/decisions/0033). An older line that was prolonged into the next one of
 * its child ends where that one begins, and its seats come free.
 */
export class OneSeatAChild1795705000000 implements MigrationInterface {
  readonly name = 'OneSeatAChild1795705000000';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.connection.options.type === 'postgres';
    for (const statement of postgres ? POSTGRES : SQLITE) await runner.query(statement);
    await nameChildren(runner, (index) => (postgres ? `$${index}` : '?'));
    for (const statement of postgres ? POSTGRES_RULES : SQLITE_RULES) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead'));
  }
}

async function nameChildren(runner: QueryRunner, mark: (index: number) => string): Promise<void> {
  // A transfer is of the child of the request that it comes from.
  for (const table of ['placement', 'offer']) {
    await runner.query(`UPDATE "${table}" SET "child_id" = "request_id" WHERE "request_id" IS NOT NULL`);
    await runner.query(
      `WITH RECURSIVE "line" ("id", "child") AS (
         SELECT "id", "id" FROM "child_request" WHERE "transfer_from_id" IS NULL
         UNION ALL SELECT "next"."id", "line"."child" FROM "child_request" "next" JOIN "line" ON "next"."transfer_from_id" = "line"."id")
       UPDATE "${table}" SET "child_id" = "line"."child" FROM "line" WHERE "line"."id" = "${table}"."request_id" AND "line"."child" <> "${table}"."request_id"`,
    );
  }
  const places = (await runner.query(
    `SELECT "placement"."id", "section_id", "provider_id", "request_id", "birth_date", "from", "to", "slots" FROM "placement" LEFT JOIN "section" ON "section"."id" = "section_id" WHERE "request_id" IS NULL`,
  )) as OldPlace[];
  for (const [id, child] of unknownChildren(places)) await runner.query(`UPDATE "placement" SET "child_id" = ${mark(1)} WHERE "id" = ${mark(2)}`, [child, id]);
  await runner.query('INSERT INTO "placed_child" ("id") SELECT "child_id" FROM "placement" UNION SELECT "child_id" FROM "offer"');
  const overlapping = (await runner.query(
    `SELECT "one"."id", "one"."section_id", "one"."slots", "one"."to", MIN("next"."from") AS "next" FROM "placement" "one" JOIN "placement" "next"
       ON "next"."child_id" = "one"."child_id" AND "next"."from" > "one"."from" AND "next"."from" <= "one"."to" AND "next"."from" <= "next"."to" AND ("next"."slots" & "one"."slots") <> 0
     GROUP BY "one"."id", "one"."section_id", "one"."slots", "one"."to"`,
  )) as (Pick<OldPlace, 'id' | 'section_id' | 'slots' | 'to'> & { next: string })[];
  for (const { id, section_id: section, slots, to, next } of overlapping) {
    await runner.query(
      `UPDATE "seat_ledger" SET "held" = "held" - 1 WHERE "section_id" = ${mark(1)} AND "day" BETWEEN ${mark(2)} AND ${mark(3)} AND (CAST(${mark(4)} AS integer) & (CAST(1 AS integer) << (("weekday" - 1) * 2 + "half"))) <> 0`,
      [section, next, to, slots],
    );
    await runner.query(`UPDATE "placement" SET "to" = ${mark(1)} WHERE "id" = ${mark(2)}`, [nextDay(next, -1), id]);
    await runner.query(`UPDATE "solution" SET "to" = ${mark(1)} WHERE "placement_id" = ${mark(2)}`, [nextDay(next, -1), id]);
  }
}
