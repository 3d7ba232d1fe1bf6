import { migration } from './migration.js';

const STATEMENTS = [
  'CREATE TABLE "calendar_feed" ("id" varchar(36) PRIMARY KEY NOT NULL, "calendar" varchar(80) NOT NULL, "secret_hash" varchar(80) NOT NULL, "created_at" varchar(24) NOT NULL)',
  'CREATE UNIQUE INDEX "calendar_feed_once" ON "calendar_feed" ("calendar") ',
];

export const CalendarFeeds1795622000000 = migration('CalendarFeeds1795622000000', { sqlite: STATEMENTS, postgres: STATEMENTS });
