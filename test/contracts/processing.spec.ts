import { readFileSync, writeFileSync } from 'node:fs';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { Config } from '../../src/foundation/config/index.js';
import { KEPT } from '../../src/dossier/dossier/index.js';
import { startApp, type TestApp } from '../support/app.js';

interface Activity {
  name: string;
  why: string;
  basis: string;
  people: string;
  data: string;
  seen: string;
  sent: string;
  kept: string;
  sensitive?: boolean;
  tables: string[];
}
interface Processing {
  activities: Activity[];
  without_personal_data: string[];
  risks: { what: string; harm: string; before: string; held: string; left: string }[];
}

const PROCESSING = parse(readFileSync('docs/security/processing.yaml', 'utf8')) as Processing;
/** Periods that a feature keeps as a constant of its own file. */
const CONSTANTS = {
  presentListDays: 'src/second-desk/eaje/present-lists.ts',
  presentParentDays: 'src/places/placement/present-retention.ts',
  minderListDays: 'src/lists/minder-lists/minder-lists.ts',
  vacancyDays: 'src/places/vacancies/vacancy-files.ts',
  referralMonths: 'src/first-desk/referrals/domain/referral.ts',
  opinionContactDays: 'src/first-desk/opinions/jobs.ts',
};
const constantOf = (file: string): number =>
  Number(/^(?:export )?const KEPT_(?:DAYS|MONTHS) = (\d+);$/m.exec(readFileSync(file, 'utf8'))![1]);

/** WRITE_DOCS=1 writes both pages anew. */
describe('what is done with personal data', () => {
  let test: TestApp;
  let periods: Record<string, number>;
  beforeAll(async () => {
    test = await startApp('sqlite');
    const config = test.app.get(Config);
    periods = {
      ...KEPT,
      endedDays: config.ENDED_DOSSIERS_KEPT_DAYS,
      noteDays: config.ENQUIRY_NOTES_KEPT_DAYS,
      workingTimeDays: config.WORKING_TIME_KEPT_DAYS,
      jobDays: config.JOBS_KEPT_DAYS,
      linkDays: config.LINK_DAYS,
      ...Object.fromEntries(Object.entries(CONSTANTS).map(([name, file]) => [name, constantOf(file)])),
    };
  });
  afterAll(() => test.close());

  const filled = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      if (!(name in periods)) throw new Error(`No period is called ${name}`);
      return String(periods[name]);
    });
  const comparePage = (file: string, text: string): void => {
    if (process.env['WRITE_DOCS']) writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  };
  const cells = (...parts: string[]): string => `| ${parts.join(' | ')} |`;

  // @asvs 14.1.1
  it('has each table in one activity, or among those without personal data', () => {
    const tables = test.app
      .get<DataSource>(getDataSourceToken('writer'))
      .entityMetadatas.map(({ tableName }) => tableName);
    const placed = [...PROCESSING.activities.flatMap((one) => one.tables), ...PROCESSING.without_personal_data];
    expect(placed.filter((table, at) => placed.indexOf(table) !== at)).toEqual([]);
    expect(tables.filter((table) => !placed.includes(table))).toEqual([]);
    expect(placed.filter((table) => !tables.includes(table))).toEqual([]);
  });

  // @asvs 14.1.2
  it('docs/security/register.md is written from it and from the periods of the code', () => {
    const parts = PROCESSING.activities.map((one) =>
      [
        `## ${one.name}`,
        '',
        cells('', ''),
        '|---|---|',
        cells('why', one.why),
        cells('legal basis', one.basis),
        cells('whose data', one.people),
        cells('which data', one.data),
        cells('who reads them', one.seen),
        cells('who gets them', one.sent),
        cells('how long', filled(one.kept)),
        cells('protection', one.sensitive ? SENSITIVE : USUAL),
        cells('tables', one.tables.map((table) => `\`${table}\``).join(', ')),
        '',
      ].join('\n'),
    );
    comparePage(
      'docs/security/register.md',
      [
        '# Register of processing',
        '',
        REGISTER_HEAD,
        '',
        ...parts,
        '## No personal data',
        '',
        `${PROCESSING.without_personal_data.map((table) => `\`${table}\``).join(', ')}.`,
        '',
      ].join('\n'),
    );
  });

  it('docs/security/dpia.md is a draft from the same', () => {
    const sensitive = PROCESSING.activities.filter((one) => one.sensitive);
    comparePage(
      'docs/security/dpia.md',
      [
        '# Impact assessment, a draft',
        '',
        DPIA_HEAD,
        '',
        '## What is done',
        '',
        cells('activity', 'why', 'how long'),
        '|---|---|---|',
        ...PROCESSING.activities.map((one) => cells(one.name, one.why, filled(one.kept))),
        '',
        '## Why an assessment',
        '',
        `Vulnerable people (children, families in difficulty) and data of health where a criterion asks for ` +
          `them: ${sensitive.map(({ name }) => name.toLowerCase()).join(', ')}. An engine proposes who gets a ` +
          `place: people decide, in session, and each family may ask why.`,
        '',
        '## Risks',
        '',
        cells('what could happen', 'to families', 'without measures', 'measures', 'what is left'),
        '|---|---|---|---|---|',
        ...PROCESSING.risks.map((risk) => cells(risk.what, risk.harm, risk.before, risk.held, risk.left)),
        '',
        '## Still to be said by the controller',
        '',
        'Who the controller is (each commune, or jointly: Article 26); the opinion of the data-protection ' +
          'officer, and of families; whether the disk is encrypted; the contracts with the mail server and the ' +
          'gateway; what is accepted of what is left.',
        '',
      ].join('\n'),
    );
  });
});

const USUAL =
  'TLS; rights by desk; changes in the sealed journal; backups encrypted to keys that the server does not hold';
const SENSITIVE =
  `${USUAL}; every reading in the journal, many readings stopped; health facts emptied with the names; ` +
  `no name and no answer in logs, addresses, jobs and figures`;
const REGISTER_HEAD =
  'Written by `test/contracts/processing.spec.ts` from `processing.yaml`, from the periods of the code ' +
  'and from the tables of the database: change those, then `WRITE_DOCS=1`. Periods are those of the ' +
  'settings as delivered. Backups keep what was erased, encrypted, for twelve months at most ' +
  '([operating](../operating.md)). To be completed by the controller: its name and contacts, those of ' +
  'its data-protection officer, and its processors (host, mail, text messages).';
const DPIA_HEAD =
  'Written by `test/contracts/processing.spec.ts` from `processing.yaml`. A draft for the controller ' +
  'and its data-protection officer: likelihoods are a judgement of the authors (29 November 2026), ' +
  'nobody else has confirmed them.';
