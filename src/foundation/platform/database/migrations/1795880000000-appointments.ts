import { migration } from './migration.js';

// Written by scripts/generate-migration.js from the entities; not edited once released.
const SQLITE = [
  "CREATE TABLE \"appointment_book\" (\"id\" varchar(80) PRIMARY KEY NOT NULL)",
  "CREATE TABLE \"appointment_slot\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"book_id\" varchar(80) NOT NULL, \"host\" varchar(80) NOT NULL, \"kind\" varchar(80) NOT NULL, \"starts_at\" varchar(24) NOT NULL, \"ends_at\" varchar(24) NOT NULL, \"place\" text NOT NULL, \"opened_by\" varchar(80) NOT NULL, \"opened_at\" varchar(24) NOT NULL, \"withdrawn_at\" varchar(24), CONSTRAINT \"FK_6dd22e11124bb96fcb0029adbdb\" FOREIGN KEY (\"book_id\") REFERENCES \"appointment_book\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_6dd22e11124bb96fcb0029adbd\" ON \"appointment_slot\" (\"book_id\") ",
  "CREATE INDEX \"appointment_slot_host\" ON \"appointment_slot\" (\"host\", \"starts_at\") ",
  "CREATE UNIQUE INDEX \"appointment_slot_once\" ON \"appointment_slot\" (\"book_id\", \"starts_at\") WHERE withdrawn_at IS NULL",
  "CREATE TABLE \"appointment\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"request_id\" varchar(80) NOT NULL, \"host\" varchar(80) NOT NULL, \"kind\" varchar(80) NOT NULL, \"proposed_by\" varchar(80) NOT NULL, \"proposed_at\" varchar(24) NOT NULL, \"slot_id\" varchar(80), \"booked_by\" varchar(80), \"booked_at\" varchar(24), \"reminded_at\" varchar(24), \"cancelled_by\" varchar(80), \"cancelled_at\" varchar(24), \"outcome\" varchar(80), \"outcome_by\" varchar(80), \"version\" integer NOT NULL, CONSTRAINT \"FK_9f9596ccb3fe8e63358d9bfcbdb\" FOREIGN KEY (\"slot_id\") REFERENCES \"appointment_slot\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_8bd7ad5abec29ab109542e4a62\" ON \"appointment\" (\"request_id\") ",
  "CREATE INDEX \"IDX_93d68326f2535ae4e5d7c74bcb\" ON \"appointment\" (\"host\") ",
  "CREATE INDEX \"IDX_9f9596ccb3fe8e63358d9bfcbd\" ON \"appointment\" (\"slot_id\") ",
  "CREATE UNIQUE INDEX \"appointment_slot_taken\" ON \"appointment\" (\"slot_id\") WHERE slot_id IS NOT NULL AND cancelled_at IS NULL",
  "CREATE TABLE \"collective_meeting\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"desk_id\" varchar(80) NOT NULL, \"subject\" text NOT NULL, \"place\" text NOT NULL, \"starts_at\" varchar(24) NOT NULL, \"ends_at\" varchar(24) NOT NULL, \"seats\" integer NOT NULL, \"opened_by\" varchar(80) NOT NULL, \"opened_at\" varchar(24) NOT NULL, \"cancelled_at\" varchar(24))",
  "CREATE INDEX \"IDX_c562817f61579bb34cb5b62f75\" ON \"collective_meeting\" (\"desk_id\") ",
  "CREATE TABLE \"meeting_booking\" (\"id\" varchar(36) PRIMARY KEY NOT NULL, \"meeting_id\" varchar(80) NOT NULL, \"request_id\" varchar(80) NOT NULL, \"persons\" integer NOT NULL, \"booked_by\" varchar(80) NOT NULL, \"booked_at\" varchar(24) NOT NULL, \"reminded_at\" varchar(24), \"cancelled_at\" varchar(24), \"version\" integer NOT NULL, CONSTRAINT \"FK_c29a0ffda2bc7826fdfb00bf576\" FOREIGN KEY (\"meeting_id\") REFERENCES \"collective_meeting\" (\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION)",
  "CREATE INDEX \"IDX_c29a0ffda2bc7826fdfb00bf57\" ON \"meeting_booking\" (\"meeting_id\") ",
  "CREATE INDEX \"IDX_0f508621d71bdc9c56dbdcc9e9\" ON \"meeting_booking\" (\"request_id\") ",
  "CREATE UNIQUE INDEX \"meeting_booking_once\" ON \"meeting_booking\" (\"meeting_id\", \"request_id\") ",
];

const POSTGRES = [
  "CREATE TABLE \"appointment_book\" (\"id\" character varying(80) NOT NULL, CONSTRAINT \"PK_fd906bb9aa5d76a2956ea34e891\" PRIMARY KEY (\"id\"))",
  "CREATE TABLE \"appointment_slot\" (\"id\" character varying(36) NOT NULL, \"book_id\" character varying(80) NOT NULL, \"host\" character varying(80) NOT NULL, \"kind\" character varying(80) NOT NULL, \"starts_at\" character varying(24) NOT NULL, \"ends_at\" character varying(24) NOT NULL, \"place\" text NOT NULL, \"opened_by\" character varying(80) NOT NULL, \"opened_at\" character varying(24) NOT NULL, \"withdrawn_at\" character varying(24), CONSTRAINT \"PK_9f9596ccb3fe8e63358d9bfcbdb\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_6dd22e11124bb96fcb0029adbd\" ON \"appointment_slot\"  (\"book_id\") ",
  "CREATE INDEX \"appointment_slot_host\" ON \"appointment_slot\"  (\"host\", \"starts_at\") ",
  "CREATE UNIQUE INDEX \"appointment_slot_once\" ON \"appointment_slot\"  (\"book_id\", \"starts_at\") WHERE withdrawn_at IS NULL",
  "CREATE TABLE \"appointment\" (\"id\" character varying(36) NOT NULL, \"request_id\" character varying(80) NOT NULL, \"host\" character varying(80) NOT NULL, \"kind\" character varying(80) NOT NULL, \"proposed_by\" character varying(80) NOT NULL, \"proposed_at\" character varying(24) NOT NULL, \"slot_id\" character varying(80), \"booked_by\" character varying(80), \"booked_at\" character varying(24), \"reminded_at\" character varying(24), \"cancelled_by\" character varying(80), \"cancelled_at\" character varying(24), \"outcome\" character varying(80), \"outcome_by\" character varying(80), \"version\" integer NOT NULL, CONSTRAINT \"PK_e8be1a53027415e709ce8a2db74\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_8bd7ad5abec29ab109542e4a62\" ON \"appointment\"  (\"request_id\") ",
  "CREATE INDEX \"IDX_93d68326f2535ae4e5d7c74bcb\" ON \"appointment\"  (\"host\") ",
  "CREATE INDEX \"IDX_9f9596ccb3fe8e63358d9bfcbd\" ON \"appointment\"  (\"slot_id\") ",
  "CREATE UNIQUE INDEX \"appointment_slot_taken\" ON \"appointment\"  (\"slot_id\") WHERE slot_id IS NOT NULL AND cancelled_at IS NULL",
  "CREATE TABLE \"collective_meeting\" (\"id\" character varying(36) NOT NULL, \"desk_id\" character varying(80) NOT NULL, \"subject\" text NOT NULL, \"place\" text NOT NULL, \"starts_at\" character varying(24) NOT NULL, \"ends_at\" character varying(24) NOT NULL, \"seats\" integer NOT NULL, \"opened_by\" character varying(80) NOT NULL, \"opened_at\" character varying(24) NOT NULL, \"cancelled_at\" character varying(24), CONSTRAINT \"PK_51e7b15aaacec7ca1a0d15bf38d\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_c562817f61579bb34cb5b62f75\" ON \"collective_meeting\"  (\"desk_id\") ",
  "CREATE TABLE \"meeting_booking\" (\"id\" character varying(36) NOT NULL, \"meeting_id\" character varying(80) NOT NULL, \"request_id\" character varying(80) NOT NULL, \"persons\" integer NOT NULL, \"booked_by\" character varying(80) NOT NULL, \"booked_at\" character varying(24) NOT NULL, \"reminded_at\" character varying(24), \"cancelled_at\" character varying(24), \"version\" integer NOT NULL, CONSTRAINT \"PK_17d782dbc314a5d731c59067397\" PRIMARY KEY (\"id\"))",
  "CREATE INDEX \"IDX_c29a0ffda2bc7826fdfb00bf57\" ON \"meeting_booking\"  (\"meeting_id\") ",
  "CREATE INDEX \"IDX_0f508621d71bdc9c56dbdcc9e9\" ON \"meeting_booking\"  (\"request_id\") ",
  "CREATE UNIQUE INDEX \"meeting_booking_once\" ON \"meeting_booking\"  (\"meeting_id\", \"request_id\") ",
  "ALTER TABLE \"appointment_slot\" ADD CONSTRAINT \"FK_6dd22e11124bb96fcb0029adbdb\" FOREIGN KEY (\"book_id\") REFERENCES \"appointment_book\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
  "ALTER TABLE \"appointment\" ADD CONSTRAINT \"FK_9f9596ccb3fe8e63358d9bfcbdb\" FOREIGN KEY (\"slot_id\") REFERENCES \"appointment_slot\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
  "ALTER TABLE \"meeting_booking\" ADD CONSTRAINT \"FK_c29a0ffda2bc7826fdfb00bf576\" FOREIGN KEY (\"meeting_id\") REFERENCES \"collective_meeting\"(\"id\") ON DELETE NO ACTION ON UPDATE NO ACTION",
];

export const Appointments1795880000000 = migration('Appointments1795880000000', { sqlite: SQLITE, postgres: POSTGRES });
