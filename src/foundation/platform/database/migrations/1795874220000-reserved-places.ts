import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities, but for SQLite, where columns are added and no table is made anew: its triggers would be lost; not edited once released.
const SQLITE = [
  "CREATE TABLE \"reserved_places\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"section_id\" varchar(80) NOT NULL, \"owner_kind\" varchar(80) NOT NULL, \"commune_code\" varchar(80), \"employer\" text, \"from\" varchar(10) NOT NULL, \"to\" varchar(10), \"slots\" integer NOT NULL, \"places\" integer NOT NULL, \"release_on\" varchar(10), CONSTRAINT \"FK_a2e1a8f35b914bcc071adda8b67\" FOREIGN KEY (\"section_id\") REFERENCES \"section\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_a2e1a8f35b914bcc071adda8b6\" ON \"reserved_places\" (\"section_id\") ",
  "CREATE INDEX \"IDX_bdb94d578d66108b293ba6d22a\" ON \"reserved_places\" (\"commune_code\") ",
  "CREATE TABLE \"reserve_right\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"dossier_id\" varchar(80), \"child_id\" varchar(80), \"owner\" varchar(80) NOT NULL, \"said_by\" text NOT NULL, \"noted_by\" varchar(80) NOT NULL, \"noted_at\" varchar(24) NOT NULL, \"ended_by\" varchar(80), \"ended_at\" varchar(24))",
  "CREATE INDEX \"IDX_2510b1cde5224bb2c70c0b1107\" ON \"reserve_right\" (\"dossier_id\") ",
  "CREATE INDEX \"IDX_1459db440fefecf428e54e2f50\" ON \"reserve_right\" (\"child_id\") ",
  "ALTER TABLE \"placement\" ADD \"reserved_for\" varchar(80)",
  "ALTER TABLE \"offer\" ADD \"reserved_for\" varchar(80)",
];

const POSTGRES = [
  "CREATE TABLE \"reserved_places\" (\"id\" character varying(36) NOT NULL, \"section_id\" character varying(80) NOT NULL, \"owner_kind\" character varying(80) NOT NULL, \"commune_code\" character varying(80), \"employer\" text, \"from\" character varying(10) NOT NULL, \"to\" character varying(10), \"slots\" integer NOT NULL, \"places\" integer NOT NULL, \"release_on\" character varying(10), CONSTRAINT \"PK_df32db6d73d6abe74232040c9f3\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_a2e1a8f35b914bcc071adda8b6\" ON \"reserved_places\"  (\"section_id\") ",
  "CREATE INDEX \"IDX_bdb94d578d66108b293ba6d22a\" ON \"reserved_places\"  (\"commune_code\") ",
  "CREATE TABLE \"reserve_right\" (\"id\" character varying(36) NOT NULL, \"dossier_id\" character varying(80), \"child_id\" character varying(80), \"owner\" character varying(80) NOT NULL, \"said_by\" text NOT NULL, \"noted_by\" character varying(80) NOT NULL, \"noted_at\" character varying(24) NOT NULL, \"ended_by\" character varying(80), \"ended_at\" character varying(24), CONSTRAINT \"PK_8144d297e6f1a2a64ae14aaad76\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_2510b1cde5224bb2c70c0b1107\" ON \"reserve_right\"  (\"dossier_id\") ",
  "CREATE INDEX \"IDX_1459db440fefecf428e54e2f50\" ON \"reserve_right\"  (\"child_id\") ",
  "ALTER TABLE \"placement\" ADD \"reserved_for\" character varying(80)",
  "ALTER TABLE \"offer\" ADD \"reserved_for\" character varying(80)",
  "ALTER TABLE \"reserved_places\" ADD CONSTRAINT \"FK_a2e1a8f35b914bcc071adda8b67\" FOREIGN KEY (\"section_id\") REFERENCES \"section\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const ReservedPlaces1795874220000 = migration('ReservedPlaces1795874220000', { sqlite: SQLITE, postgres: POSTGRES });
