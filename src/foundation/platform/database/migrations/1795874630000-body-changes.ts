import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"body_change\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"body_id\" varchar(80) NOT NULL, \"at\" varchar(24) NOT NULL, \"changed_by\" varchar(80) NOT NULL, \"kind\" varchar(80) NOT NULL, \"member_id\" varchar(80), \"before\" text NOT NULL, \"after\" text NOT NULL, CONSTRAINT \"FK_311681bb013a84077b5f7e54eab\" FOREIGN KEY (\"body_id\") REFERENCES \"body\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION, CONSTRAINT \"FK_01a889438bf54ba7cfabca10607\" FOREIGN KEY (\"member_id\") REFERENCES \"body_member\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_311681bb013a84077b5f7e54ea\" ON \"body_change\" (\"body_id\") ",
  "CREATE INDEX \"IDX_01a889438bf54ba7cfabca1060\" ON \"body_change\" (\"member_id\") ",
];

const POSTGRES = [
  "CREATE TABLE \"body_change\" (\"id\" character varying(36) NOT NULL, \"body_id\" character varying(80) NOT NULL, \"at\" character varying(24) NOT NULL, \"changed_by\" character varying(80) NOT NULL, \"kind\" character varying(80) NOT NULL, \"member_id\" character varying(80), \"before\" text NOT NULL, \"after\" text NOT NULL, CONSTRAINT \"PK_1dc7abd7c29d608b53017e3c3b8\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_311681bb013a84077b5f7e54ea\" ON \"body_change\"  (\"body_id\") ",
  "CREATE INDEX \"IDX_01a889438bf54ba7cfabca1060\" ON \"body_change\"  (\"member_id\") ",
  "ALTER TABLE \"body_change\" ADD CONSTRAINT \"FK_311681bb013a84077b5f7e54eab\" FOREIGN KEY (\"body_id\") REFERENCES \"body\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
  "ALTER TABLE \"body_change\" ADD CONSTRAINT \"FK_01a889438bf54ba7cfabca10607\" FOREIGN KEY (\"member_id\") REFERENCES \"body_member\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const BodyChanges1795874630000 = migration('BodyChanges1795874630000', { sqlite: SQLITE, postgres: POSTGRES });
