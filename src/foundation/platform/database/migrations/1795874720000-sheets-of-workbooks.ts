import { migration } from './migration.js';

export const SheetsOfWorkbooks1795874720000 = migration('SheetsOfWorkbooks1795874720000', {
  sqlite: ['import_batch', 'present_list', 'minder_list'].map((table) => `ALTER TABLE "${table}" ADD "workbook" text`),
  postgres: ['import_batch', 'present_list', 'minder_list'].map((table) => `ALTER TABLE "${table}" ADD "workbook" text`),
});
