import { migration } from './migration.js';

// As scripts/generate-migration.js writes it, but for SQLite, where the table is created as it ends up.
const SQLITE = [
  "CREATE TABLE \"places_declaration\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"session_id\" varchar(80) NOT NULL, \"provider_id\" varchar(80) NOT NULL, \"answers\" text NOT NULL, \"declared_at\" varchar(24), \"declared_by\" varchar(80), \"on_behalf\" boolean NOT NULL DEFAULT (0), CONSTRAINT \"FK_bdc51e49b2df768f462f337e1bd\" FOREIGN KEY (\"session_id\") REFERENCES \"commission_session\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_bdc51e49b2df768f462f337e1b\" ON \"places_declaration\" (\"session_id\") ",
  "CREATE INDEX \"IDX_59f5ded55a7c4a5d081ab0e6a9\" ON \"places_declaration\" (\"provider_id\") ",
  "CREATE UNIQUE INDEX \"places_declaration_once\" ON \"places_declaration\" (\"session_id\", \"provider_id\") ",
];

const POSTGRES = [
  "CREATE TABLE \"places_declaration\" (\"id\" character varying(36) NOT NULL, \"session_id\" character varying(80) NOT NULL, \"provider_id\" character varying(80) NOT NULL, \"answers\" text NOT NULL, \"declared_at\" character varying(24), \"declared_by\" character varying(80), \"on_behalf\" boolean NOT NULL DEFAULT false, CONSTRAINT \"PK_3b2ed7a9f03c52f77618105f99c\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_bdc51e49b2df768f462f337e1b\" ON \"places_declaration\"  (\"session_id\") ",
  "CREATE INDEX \"IDX_59f5ded55a7c4a5d081ab0e6a9\" ON \"places_declaration\"  (\"provider_id\") ",
  "CREATE UNIQUE INDEX \"places_declaration_once\" ON \"places_declaration\"  (\"session_id\", \"provider_id\") ",
  "ALTER TABLE \"places_declaration\" ADD CONSTRAINT \"FK_bdc51e49b2df768f462f337e1bd\" FOREIGN KEY (\"session_id\") REFERENCES \"commission_session\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const PlacesDeclarations1795632150950 = migration('PlacesDeclarations1795632150950', { sqlite: SQLITE, postgres: POSTGRES });
