import { migration } from './migration.js';

// Not edited once released.
const SQLITE = [
  "CREATE TABLE \"temporary_place\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"child_id\" varchar(80) NOT NULL, \"section_id\" varchar(80) NOT NULL, \"slots\" integer NOT NULL, \"from\" varchar(10) NOT NULL, \"to\" varchar(10) NOT NULL)",
  "CREATE INDEX \"IDX_fee61b538b159ceec0b8d76a60\" ON \"temporary_place\" (\"section_id\") ",
  "CREATE INDEX \"temporary_place_child\" ON \"temporary_place\" (\"child_id\") ",
  "CREATE TABLE \"sudden_closure\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"provider_id\" varchar(80) NOT NULL, \"whole\" boolean NOT NULL, \"section_ids\" text NOT NULL, \"from\" varchar(10) NOT NULL, \"return_on\" varchar(10), \"reason\" varchar(80) NOT NULL, \"state\" varchar(80) NOT NULL, \"answer_hours\" integer NOT NULL, \"seed\" varchar(80) NOT NULL, \"version\" integer NOT NULL, \"declared_at\" varchar(24) NOT NULL, \"declared_by\" varchar(80) NOT NULL)",
  "CREATE INDEX \"IDX_86dca568d408eeddcf073dd8ff\" ON \"sudden_closure\" (\"provider_id\") ",
  "CREATE TABLE \"closure_family\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"closure_id\" varchar(80) NOT NULL, \"dossier_id\" varchar(80) NOT NULL, \"request_ids\" text NOT NULL, \"told_at\" varchar(24) NOT NULL, CONSTRAINT \"FK_08d4cbaaf3d4333d046824eb5e4\" FOREIGN KEY (\"closure_id\") REFERENCES \"sudden_closure\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_08d4cbaaf3d4333d046824eb5e\" ON \"closure_family\" (\"closure_id\") ",
  "CREATE INDEX \"IDX_7d3a99a0bca4e1fefafe63504f\" ON \"closure_family\" (\"dossier_id\") ",
  "CREATE UNIQUE INDEX \"closure_family_once\" ON \"closure_family\" (\"closure_id\", \"dossier_id\") ",
  "CREATE TABLE \"closure_neighbour\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"closure_id\" varchar(80) NOT NULL, \"provider_id\" varchar(80) NOT NULL, \"state\" varchar(80) NOT NULL, \"seats\" text NOT NULL, \"asked_at\" varchar(24) NOT NULL, \"answered_at\" varchar(24), \"answered_by\" varchar(80), CONSTRAINT \"FK_e108f3503063078107539bf7922\" FOREIGN KEY (\"closure_id\") REFERENCES \"sudden_closure\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_e108f3503063078107539bf792\" ON \"closure_neighbour\" (\"closure_id\") ",
  "CREATE INDEX \"IDX_5f1fbf4e5df87c7cd2ec7c4947\" ON \"closure_neighbour\" (\"provider_id\") ",
  "CREATE UNIQUE INDEX \"closure_neighbour_once\" ON \"closure_neighbour\" (\"closure_id\", \"provider_id\") ",
  "CREATE TABLE \"temporary_offer\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"closure_id\" varchar(80) NOT NULL, \"child_id\" varchar(80) NOT NULL, \"placement_id\" varchar(80) NOT NULL, \"request_id\" varchar(80), \"dossier_id\" varchar(80), \"section_id\" varchar(80) NOT NULL, \"slots\" integer NOT NULL, \"state\" varchar(80) NOT NULL, \"changed_by\" varchar(80), \"place_id\" varchar(80), \"deadline\" varchar(24), \"reminded_at\" varchar(24), \"answered_at\" varchar(24), \"answered_by\" varchar(80), CONSTRAINT \"FK_7d6afbe2c87b8684e893ae285ad\" FOREIGN KEY (\"closure_id\") REFERENCES \"sudden_closure\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_7d6afbe2c87b8684e893ae285a\" ON \"temporary_offer\" (\"closure_id\") ",
  "CREATE INDEX \"IDX_4c93b059570c20f4a9f909d3ab\" ON \"temporary_offer\" (\"child_id\") ",
  "CREATE INDEX \"IDX_49d695463d3af7f6e5ce42639e\" ON \"temporary_offer\" (\"placement_id\") ",
  "CREATE INDEX \"IDX_6928c8452b220b5a9491696d7d\" ON \"temporary_offer\" (\"request_id\") ",
  "CREATE INDEX \"IDX_79d67cdf0a88e21a26004655bc\" ON \"temporary_offer\" (\"dossier_id\") ",
  "CREATE INDEX \"IDX_c972a178c8f1d47b484be04257\" ON \"temporary_offer\" (\"section_id\") ",
  "CREATE INDEX \"IDX_ae5600477835ae40d1059c5e6a\" ON \"temporary_offer\" (\"place_id\") ",
  "CREATE UNIQUE INDEX \"temporary_offer_once\" ON \"temporary_offer\" (\"closure_id\", \"child_id\") ",
  "CREATE TABLE \"closure_proposal\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"closure_id\" varchar(80) NOT NULL, \"computed_at\" varchar(24) NOT NULL, \"computed_by\" varchar(80) NOT NULL, \"engine\" varchar(80) NOT NULL, \"fair\" boolean NOT NULL, \"claims\" integer NOT NULL, \"instance\" text NOT NULL, \"places\" text NOT NULL, CONSTRAINT \"FK_8b1715badcccab5a608bfeee6be\" FOREIGN KEY (\"closure_id\") REFERENCES \"sudden_closure\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_8b1715badcccab5a608bfeee6b\" ON \"closure_proposal\" (\"closure_id\") ",
];

const POSTGRES = [
  "CREATE TABLE \"temporary_place\" (\"id\" character varying(36) NOT NULL, \"child_id\" character varying(80) NOT NULL, \"section_id\" character varying(80) NOT NULL, \"slots\" integer NOT NULL, \"from\" character varying(10) NOT NULL, \"to\" character varying(10) NOT NULL, CONSTRAINT \"PK_faf8ad41899b4f39eee56706a46\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_fee61b538b159ceec0b8d76a60\" ON \"temporary_place\"  (\"section_id\") ",
  "CREATE INDEX \"temporary_place_child\" ON \"temporary_place\"  (\"child_id\") ",
  "CREATE TABLE \"sudden_closure\" (\"id\" character varying(36) NOT NULL, \"provider_id\" character varying(80) NOT NULL, \"whole\" boolean NOT NULL, \"section_ids\" text NOT NULL, \"from\" character varying(10) NOT NULL, \"return_on\" character varying(10), \"reason\" character varying(80) NOT NULL, \"state\" character varying(80) NOT NULL, \"answer_hours\" integer NOT NULL, \"seed\" character varying(80) NOT NULL, \"version\" integer NOT NULL, \"declared_at\" character varying(24) NOT NULL, \"declared_by\" character varying(80) NOT NULL, CONSTRAINT \"PK_ffbec2ab322544db114696786fc\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_86dca568d408eeddcf073dd8ff\" ON \"sudden_closure\"  (\"provider_id\") ",
  "CREATE TABLE \"closure_family\" (\"id\" character varying(36) NOT NULL, \"closure_id\" character varying(80) NOT NULL, \"dossier_id\" character varying(80) NOT NULL, \"request_ids\" text NOT NULL, \"told_at\" character varying(24) NOT NULL, CONSTRAINT \"PK_bd67e992470a50ff9415f372326\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_08d4cbaaf3d4333d046824eb5e\" ON \"closure_family\"  (\"closure_id\") ",
  "CREATE INDEX \"IDX_7d3a99a0bca4e1fefafe63504f\" ON \"closure_family\"  (\"dossier_id\") ",
  "CREATE UNIQUE INDEX \"closure_family_once\" ON \"closure_family\"  (\"closure_id\", \"dossier_id\") ",
  "CREATE TABLE \"closure_neighbour\" (\"id\" character varying(36) NOT NULL, \"closure_id\" character varying(80) NOT NULL, \"provider_id\" character varying(80) NOT NULL, \"state\" character varying(80) NOT NULL, \"seats\" text NOT NULL, \"asked_at\" character varying(24) NOT NULL, \"answered_at\" character varying(24), \"answered_by\" character varying(80), CONSTRAINT \"PK_f1963ea866450befc20ab0432a7\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_e108f3503063078107539bf792\" ON \"closure_neighbour\"  (\"closure_id\") ",
  "CREATE INDEX \"IDX_5f1fbf4e5df87c7cd2ec7c4947\" ON \"closure_neighbour\"  (\"provider_id\") ",
  "CREATE UNIQUE INDEX \"closure_neighbour_once\" ON \"closure_neighbour\"  (\"closure_id\", \"provider_id\") ",
  "CREATE TABLE \"temporary_offer\" (\"id\" character varying(36) NOT NULL, \"closure_id\" character varying(80) NOT NULL, \"child_id\" character varying(80) NOT NULL, \"placement_id\" character varying(80) NOT NULL, \"request_id\" character varying(80), \"dossier_id\" character varying(80), \"section_id\" character varying(80) NOT NULL, \"slots\" integer NOT NULL, \"state\" character varying(80) NOT NULL, \"changed_by\" character varying(80), \"place_id\" character varying(80), \"deadline\" character varying(24), \"reminded_at\" character varying(24), \"answered_at\" character varying(24), \"answered_by\" character varying(80), CONSTRAINT \"PK_d3a79893baf7b281e7a61b402c5\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_7d6afbe2c87b8684e893ae285a\" ON \"temporary_offer\"  (\"closure_id\") ",
  "CREATE INDEX \"IDX_4c93b059570c20f4a9f909d3ab\" ON \"temporary_offer\"  (\"child_id\") ",
  "CREATE INDEX \"IDX_49d695463d3af7f6e5ce42639e\" ON \"temporary_offer\"  (\"placement_id\") ",
  "CREATE INDEX \"IDX_6928c8452b220b5a9491696d7d\" ON \"temporary_offer\"  (\"request_id\") ",
  "CREATE INDEX \"IDX_79d67cdf0a88e21a26004655bc\" ON \"temporary_offer\"  (\"dossier_id\") ",
  "CREATE INDEX \"IDX_c972a178c8f1d47b484be04257\" ON \"temporary_offer\"  (\"section_id\") ",
  "CREATE INDEX \"IDX_ae5600477835ae40d1059c5e6a\" ON \"temporary_offer\"  (\"place_id\") ",
  "CREATE UNIQUE INDEX \"temporary_offer_once\" ON \"temporary_offer\"  (\"closure_id\", \"child_id\") ",
  "CREATE TABLE \"closure_proposal\" (\"id\" character varying(36) NOT NULL, \"closure_id\" character varying(80) NOT NULL, \"computed_at\" character varying(24) NOT NULL, \"computed_by\" character varying(80) NOT NULL, \"engine\" character varying(80) NOT NULL, \"fair\" boolean NOT NULL, \"claims\" integer NOT NULL, \"instance\" text NOT NULL, \"places\" text NOT NULL, CONSTRAINT \"PK_8dcbf77a05f55b9ed3ea101e08d\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_8b1715badcccab5a608bfeee6b\" ON \"closure_proposal\"  (\"closure_id\") ",
  "ALTER TABLE \"closure_family\" ADD CONSTRAINT \"FK_08d4cbaaf3d4333d046824eb5e4\" FOREIGN KEY (\"closure_id\") REFERENCES \"sudden_closure\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
  "ALTER TABLE \"closure_neighbour\" ADD CONSTRAINT \"FK_e108f3503063078107539bf7922\" FOREIGN KEY (\"closure_id\") REFERENCES \"sudden_closure\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
  "ALTER TABLE \"temporary_offer\" ADD CONSTRAINT \"FK_7d6afbe2c87b8684e893ae285ad\" FOREIGN KEY (\"closure_id\") REFERENCES \"sudden_closure\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
  "ALTER TABLE \"closure_proposal\" ADD CONSTRAINT \"FK_8b1715badcccab5a608bfeee6be\" FOREIGN KEY (\"closure_id\") REFERENCES \"sudden_closure\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

/** Of a temporary place that is written: another one of its child with the same half-days in the same weeks. */
const SECOND = `SELECT 1 FROM "temporary_place" "other" WHERE "other"."child_id" = NEW."child_id" AND "other"."id" <> NEW."id"
  AND "other"."from" <= "other"."to" AND "other"."from" <= NEW."to" AND NEW."from" <= "other"."to" AND ("other"."slots" & NEW."slots") <> 0`;
const MOMENTS = [
  ['insert', 'INSERT'],
  ['update', 'UPDATE OF "child_id", "from", "to", "slots"'],
] as const;
const HOLDS = 'NEW."from" <= NEW."to"';
const MESSAGE = 'a child holds one temporary place at a time';

const SQLITE_RULES = MOMENTS.map(
  ([name, when]) =>
    `CREATE TRIGGER "temporary_place_one_seat_${name}" BEFORE ${when} ON "temporary_place" WHEN ${HOLDS} BEGIN SELECT RAISE(ABORT, '${MESSAGE}') WHERE EXISTS (${SECOND}); END`,
);

const POSTGRES_RULES = [
  `CREATE FUNCTION "temporary_place_one_seat"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM 1 FROM "placed_child" WHERE "id" = NEW."child_id" FOR NO KEY UPDATE;
    IF EXISTS (${SECOND}) THEN RAISE EXCEPTION '${MESSAGE}' USING ERRCODE = 'exclusion_violation'; END IF;
    RETURN NEW;
  END $$`,
  ...MOMENTS.map(
    ([name, when]) =>
      `CREATE TRIGGER "temporary_place_one_seat_${name}" BEFORE ${when} ON "temporary_place" FOR EACH ROW WHEN (${HOLDS}) EXECUTE FUNCTION "temporary_place_one_seat"()`,
  ),
];

export const SuddenClosures1795874243000 = migration('SuddenClosures1795874243000', {
  sqlite: [...SQLITE, ...SQLITE_RULES],
  postgres: [...POSTGRES, ...POSTGRES_RULES],
});
