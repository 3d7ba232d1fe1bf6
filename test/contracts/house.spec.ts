import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';

/** Each rule of the house, and a file that breaks it. `linter` says which of the two must see it. */
const VIOLATIONS: { rule: string; linter: 'depcruise' | 'eslint'; file: string; code: string }[] = [
  {
    rule: 'pure-domain',
    linter: 'depcruise',
    file: 'src/dossier/dossier/domain/planted.ts',
    code: `import { Injectable } from '@nestjs/common';\nexport const planted = Injectable;\n`,
  },
  {
    rule: 'pure-domain',
    linter: 'depcruise',
    file: 'src/commissions/admission/domain/planted.ts',
    code: `import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n`,
  },
  {
    rule: 'pure-matching',
    linter: 'depcruise',
    file: 'src/commissions/matching/planted.ts',
    code: `export { Clock } from '../../foundation/kernel/clock.js';\n`,
  },
  {
    rule: 'checker-on-its-own',
    linter: 'depcruise',
    file: 'src/commissions/matching/fairness-check/planted.ts',
    code: `export { compile } from '../deferred-acceptance/match.js';\n`,
  },
  {
    rule: 'direction-matching',
    linter: 'depcruise',
    file: 'src/commissions/matching/planted.ts',
    code: `export { Grids } from '../admission/index.js';\n`,
  },
  {
    rule: 'one-door',
    linter: 'depcruise',
    file: 'src/commissions/commission/planted.ts',
    code: `export { compile } from '../matching/deferred-acceptance/match.js';\n`,
  },
  {
    rule: 'direction-dossier',
    linter: 'depcruise',
    file: 'src/dossier/dossier/planted.ts',
    code: `export { Offers } from '../../places/placement/index.js';\n`,
  },
  {
    rule: 'wing-territory',
    linter: 'depcruise',
    file: 'src/territory/wordings/planted.ts',
    code: `export * from '../../places/vacancies/index.js';\n`,
  },
  {
    rule: 'wing-family',
    linter: 'depcruise',
    file: 'src/family/portal/planted.ts',
    code: `export * from '../../first-desk/triage/index.js';\n`,
  },
  {
    rule: 'direction-calendar',
    linter: 'depcruise',
    file: 'src/territory/calendar/planted.ts',
    code: `export { Bodies } from '../../commissions/commission/index.js';\n`,
  },
  {
    rule: 'direction-triage',
    linter: 'depcruise',
    file: 'src/first-desk/triage/planted.ts',
    code: `export * from '../../second-desk/eaje/index.js';\n`,
  },
  {
    rule: 'direction-platform',
    linter: 'depcruise',
    file: 'src/foundation/platform/planted.ts',
    code: `export { Territory } from '../../territory/territory/index.js';\n`,
  },
  {
    rule: 'one-door',
    linter: 'depcruise',
    file: 'src/first-desk/triage/planted.ts',
    code: `export { Territory } from '../../territory/territory/territory.js';\n`,
  },
  {
    rule: 'never-own-door',
    linter: 'depcruise',
    file: 'src/places/placement/planted.ts',
    code: `export { Seats } from './index.js';\n`,
  },
  {
    rule: 'thin-web',
    linter: 'depcruise',
    file: 'src/reporting/reporting/web/planted.ts',
    code: `export { RequestFact } from '../persistence/reporting.entities.js';\n`,
  },
  {
    rule: 'thin-web',
    linter: 'depcruise',
    file: 'src/reporting/reporting/web/planted.ts',
    code: `export { In } from 'typeorm';\n`,
  },
  {
    rule: 'thin-web',
    linter: 'depcruise',
    file: 'src/commissions/commission/closing/web/planted.ts',
    code: `export { Candidacy } from '../../persistence/commission.entities.js';\n`,
  },
  {
    rule: 'pure-policy',
    linter: 'depcruise',
    file: 'src/dossier/dossier/lifecycle/planted.policy.ts',
    code: `export { ChildRequest } from '../persistence/dossier.entities.js';\n`,
  },
  {
    rule: 'rooms-dossier',
    linter: 'depcruise',
    file: 'src/dossier/dossier/messages/planted.ts',
    code: `export { Drafts } from '../intake/drafts.js';\n`,
  },
  {
    rule: 'rooms-dossier',
    linter: 'depcruise',
    file: 'src/dossier/dossier/duplicates/planted.ts',
    code: `export { FamilyMessages } from '../messages/family-messages.js';\n`,
  },
  {
    rule: 'rooms-commission',
    linter: 'depcruise',
    file: 'src/commissions/commission/session/planted.ts',
    code: `export { Agendas } from '../planning/agendas.js';\n`,
  },
  {
    rule: 'rooms-commission',
    linter: 'depcruise',
    file: 'src/commissions/commission/persistence/planted.ts',
    code: `export { isMember } from '../bodies/body.policy.js';\n`,
  },
  {
    rule: 'web-on-top',
    linter: 'depcruise',
    file: 'src/commissions/commission/answers/planted.ts',
    code: `export { consequenceLines } from './web/consequence-words.js';\n`,
  },
  {
    rule: 'web-on-top',
    linter: 'depcruise',
    file: 'src/first-desk/triage/planted.ts',
    code: `export { InboxController } from './web/inbox.controller.js';\n`,
  },
  {
    rule: 'queue-libraries',
    linter: 'depcruise',
    file: 'src/commissions/commission/planted.ts',
    code: `export { Queue } from 'bullmq';\n`,
  },
  {
    rule: 'independent-verifier',
    linter: 'depcruise',
    file: 'src/commissions/verify-session/planted.ts',
    code: `export { wishesOf } from '../matching/index.js';\n`,
  },
  {
    rule: 'independent-verifier',
    linter: 'depcruise',
    file: 'src/commissions/verify-session/planted.ts',
    code: `export { DateTime } from 'luxon';\n`,
  },
  {
    rule: 'nobody-verifies-itself',
    linter: 'depcruise',
    file: 'src/commissions/commission/planted.ts',
    code: `export { verify } from '../verify-session/verify.js';\n`,
  },
  {
    rule: 'no-cycle',
    linter: 'depcruise',
    file: 'src/offer/supply/planted.ts',
    code: `export { Supply } from './supply.js';\nexport * from './planted-too.js';\n`,
  },
  {
    rule: 'A module of a feature declares what it needs',
    linter: 'eslint',
    file: 'src/first-desk/mailroom/planted.ts',
    code: `import { Global, Module } from '@nestjs/common';\n@Global()\n@Module({})\nexport class PlantedModule {}\n`,
  },
  {
    rule: 'Only Clock tells the time',
    linter: 'eslint',
    file: 'src/places/placement/planted.ts',
    code: 'export const planted = new Date();\n',
  },
  {
    rule: 'A test lives on a time of its own',
    linter: 'eslint',
    file: 'test/scenarios/planted.spec.ts',
    code: 'export const planted = Date.now();\n',
  },
  {
    rule: 'A domain draws no lot',
    linter: 'eslint',
    file: 'src/commissions/matching/planted.ts',
    code: 'export const planted = Math.random();\n',
  },
  {
    rule: 'Only UnitOfWork opens a transaction',
    linter: 'eslint',
    file: 'src/commissions/commission/planted.ts',
    code: `import type { DataSource } from 'typeorm';\nexport const planted = (source: DataSource) => source.transaction(async () => 1);\n`,
  },
  {
    rule: 'never save()',
    linter: 'eslint',
    file: 'src/commissions/commission/planted.ts',
    code: `import type { DataSource } from 'typeorm';\nexport const planted = (source: DataSource) => source.manager.save({});\n`,
  },
  {
    rule: 'process.env is read in src/foundation/config only',
    linter: 'eslint',
    file: 'src/foundation/platform/planted.ts',
    code: `export const planted = process.env['HOME'];\n`,
  },
  {
    rule: 'Say whose language',
    linter: 'eslint',
    file: 'src/commissions/commission/planted.ts',
    code:
      `import type { Catalogue } from '../../foundation/platform/i18n/index.js';\nexport const planted = (catalogue: ` +
      `Catalogue) => catalogue.translator('fr');\n`,
  },
  {
    rule: 'SQL is written in persistence',
    linter: 'eslint',
    file: 'src/first-desk/triage/planted.ts',
    code: `export const planted = 'SELECT id FROM dossier';\n`,
  },
  {
    rule: 'SQL is written in persistence',
    linter: 'eslint',
    file: 'src/dossier/dossier/privacy/planted.ts',
    code: 'export const planted = (table: string) => `\\n  DELETE FROM ${table}`;\n',
  },
  {
    rule: 'SQL is written in persistence',
    linter: 'eslint',
    file: 'src/dossier/dossier/domain/planted.ts',
    code: `export const planted = 'UPDATE dossier SET number = NULL';\n`,
  },
  {
    rule: 'Parts of a statement',
    linter: 'eslint',
    file: 'src/first-desk/triage/planted.ts',
    code: `import { listOf } from '../../foundation/platform/database/index.js';\nexport const planted = listOf('id', []);\n`,
  },
  {
    rule: 'A statement is run by',
    linter: 'eslint',
    file: 'src/first-desk/triage/planted.ts',
    code:
      `import type { Reader } from '../../foundation/platform/database/index.js';\n` +
      `export const planted = (from: Reader) => from.sql('');\n`,
  },
  {
    rule: 'A statement is run by',
    linter: 'eslint',
    file: 'src/first-desk/triage/planted.ts',
    code: `import type { Tx } from '../../foundation/platform/database/index.js';\nexport const planted = (tx: Tx) => tx.write('');\n`,
  },
  {
    rule: 'web/ opens no unit of work',
    linter: 'eslint',
    file: 'src/first-desk/mailroom/web/planted.ts',
    code: `import { UnitOfWork } from '../../../foundation/platform/database/index.js';\nexport const planted = UnitOfWork;\n`,
  },
  {
    rule: 'web/ opens no unit of work',
    linter: 'eslint',
    file: 'src/commissions/commission/sitting/web/planted.ts',
    code:
      `import type { Reader } from '../../../../foundation/platform/database/index.js';\n` +
      `export const planted = (from: Reader) => from;\n`,
  },
  {
    rule: 'is said by a policy',
    linter: 'eslint',
    file: 'src/first-desk/triage/planted.ts',
    code: `import { grantsFor } from '../../foundation/platform/security/index.js';\nexport const planted = grantsFor;\n`,
  },
  {
    rule: 'is said by a policy',
    linter: 'eslint',
    file: 'src/places/placement/planted.ts',
    code:
      `import type { Actor } from '../../foundation/platform/security/index.js';\n` +
      `export const planted = (actor: Actor) => (actor.kind === 'staff' ? actor.grants : []);\n`,
  },
  {
    rule: 'is said by a policy',
    linter: 'eslint',
    file: 'src/first-desk/mailroom/web/planted.ts',
    code:
      `import type { Grant } from '../../../foundation/platform/security/index.js';\n` +
      `export const planted = ({ role }: Grant) => role === 'administrator';\n`,
  },
  {
    rule: 'A door hands out an entity as a type',
    linter: 'eslint',
    file: 'src/dossier/dossier/index.ts',
    code: `export { ChildRequest, type Wish } from './persistence/dossier.entities.js';\n`,
  },
  {
    rule: 'A door hands out an entity as a type',
    linter: 'eslint',
    file: 'src/places/placement/index.ts',
    code: `import { Offer } from './persistence/placement.entities.js';\nexport { Offer };\n`,
  },
  {
    rule: 'A door hands out an entity as a type',
    linter: 'eslint',
    file: 'src/foundation/platform/queue/index.ts',
    code: `export { Job } from './job.entity.js';\n`,
  },
  {
    rule: 'A door hands out an entity as a type',
    linter: 'eslint',
    file: 'src/foundation/platform/outbox/index.ts',
    code: `export { Message } from './message.entity.js';\n`,
  },
  {
    rule: 'no-floating-promises',
    linter: 'eslint',
    file: 'src/foundation/platform/planted.ts',
    code: 'export function planted(work: () => Promise<void>): void {\n  work();\n}\n',
  },
  {
    rule: 'named *.postgres.spec.ts',
    linter: 'eslint',
    file: 'src/places/placement/planted.spec.ts',
    code: `export const planted = DATABASES.filter((kind) => kind === "postgres");\ndeclare const DATABASES: string[];\n`,
  },
  {
    rule: 'A scenario holds no SQL',
    linter: 'eslint',
    file: 'test/scenarios/planted.spec.ts',
    code: `export const planted = 'SELECT id FROM offer';\n`,
  },
  {
    rule: 'A scenario holds no SQL',
    linter: 'eslint',
    file: 'test/scenarios/planted.spec.ts',
    code: `declare const tx: { write(sql: string): void };\nexport const planted = () => tx.write('');\n`,
  },
  ...[
    '/version/.exec(answer.html)',
    'answer.html.matchAll(/value/g)',
    'expect(answer.html).toMatch(/checked/)',
    'expect(answer.html).not.toMatch(/checked/)',
  ].map((read) => ({
    rule: 'A scenario reads a page by its parser',
    linter: 'eslint' as const,
    file: 'test/scenarios/planted.spec.ts',
    code: `declare const answer: { html: string };\ndeclare const expect: any;\nexport const planted = () => ${read};\n`,
  })),
];

const ROOT = process.cwd();

const TO_REWRITE = 'test/support/scenarios-to-rewrite.json';

/** What is looked for needs no types, which would take most of the time. */
const WITHOUT_TYPES = [
  ...['--parser-options', 'projectService:false'],
  ...['no-floating-promises', 'no-misused-promises', 'await-thenable', 'switch-exhaustiveness-check'].flatMap((one) => [
    '--rule',
    `@typescript-eslint/${one}: off`,
  ]),
];

/** Both linters answer non-zero when they find something: what they print is what counts. */
const output = (command: string, args: string[], cwd: string): Promise<string> =>
  new Promise((resolve) => {
    execFile(join(ROOT, 'node_modules/.bin', command), args, { cwd, maxBuffer: 1e8 }, (_error, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });

describe('the rules of the house', () => {
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(join(ROOT, 'var-house-'));
    for (const name of ['src', 'tsconfig.json', 'eslint.config.js', '.dependency-cruiser.cjs', 'package.json'])
      cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    mkdirSync(join(copy, 'test/scenarios'), { recursive: true });
    cpSync(join(ROOT, TO_REWRITE), join(copy, TO_REWRITE));
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('refuse each planted violation of a direction or a door', async () => {
    // All at once, each in a file of its own name: one run of the linter sees them all.
    const planted = VIOLATIONS.filter(({ linter }) => linter === 'depcruise').map((one, index) => ({
      ...one,
      file: one.file.replace('planted', `planted-${index}`),
    }));
    for (const { file, code } of planted) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      writeFileSync(join(copy, file), code);
    }
    const cycle = planted.find(({ rule }) => rule === 'no-cycle')!.file;
    writeFileSync(
      join(copy, 'src/offer/supply/planted-too.ts'),
      `export * from './${cycle.split('/').pop()!.replace('.ts', '.js')}';\n`,
    );
    // What planted files import breaks no rule: it is named, and not read in its turn.
    const named = [...planted.map(({ file }) => file), 'src/offer/supply/planted-too.ts'];
    const options = ['--config', '.dependency-cruiser.cjs', '--do-not-follow', '^(src|node_modules)/'];
    const report = await output('depcruise', [...options, ...named], copy);
    const unseen = planted.filter(
      ({ rule, file }) => !new RegExp(`${rule}: ${file.replaceAll('.', '\\.')}`).test(report),
    );
    expect(unseen.map(({ rule, file }) => `${rule} ${file}`)).toEqual([]);
    for (const { file } of planted) rmSync(join(copy, file));
    rmSync(join(copy, 'src/offer/supply/planted-too.ts'));
  }, 120_000);

  it('refuse each planted violation of the code’s own rules', async () => {
    const planted = VIOLATIONS.filter(({ linter }) => linter === 'eslint').map((one, index) => ({
      ...one,
      file: one.file.replace('planted', `planted-${index}`),
    }));
    for (const { file, code } of planted) writeFileSync(join(copy, file), code);
    const report = JSON.parse(
      await output('eslint', ['--format', 'json', ...planted.map(({ file }) => file)], copy),
    ) as { filePath: string; messages: { ruleId: string; message: string }[] }[];
    const unseen = planted.filter(({ rule, file }) => {
      const messages = report.find(({ filePath }) => filePath.endsWith(file))?.messages ?? [];
      return !messages.some(({ ruleId, message }) => ruleId?.includes(rule) || message.includes(rule));
    });
    expect(unseen.map(({ rule, file }) => `${rule} ${file}`)).toEqual([]);
  }, 120_000);

  it('let a scenario off only while it still needs it', async () => {
    const files = JSON.parse(readFileSync(join(ROOT, TO_REWRITE), 'utf8')) as string[];
    writeFileSync(join(copy, TO_REWRITE), '[]');
    for (const file of files) cpSync(join(ROOT, file), join(copy, file));
    const report = JSON.parse(await output('eslint', ['--format', 'json', ...WITHOUT_TYPES, ...files], copy)) as {
      filePath: string;
      messages: { message: string }[];
    }[];
    const rewritten = files.filter((file) => {
      const { messages = [] } = report.find(({ filePath }) => filePath.endsWith(file)) ?? {};
      return !messages.some(({ message }) => message.startsWith('A scenario '));
    });
    expect(rewritten).toEqual([]);
  }, 120_000);
});
