import { migration } from './migration.js';

const ADDED = [
  'ALTER TABLE "commission_session" ADD "cancel_reason" character varying(80)',
  'ALTER TABLE "offer" ADD "emergency_reason" character varying(80)',
];

export const ReasonsAsked1795874240000 = migration('ReasonsAsked1795874240000', {
  sqlite: ADDED.map((statement) => statement.replace('character varying', 'varchar')),
  postgres: ADDED,
});
