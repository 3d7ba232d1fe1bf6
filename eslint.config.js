import { readFileSync } from 'node:fs';
import tseslint from 'typescript-eslint';

/** `new Date()` and `Date.now()` are forbidden, because only Clock tells the time. */
const TIME = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Only Clock tells the time.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Only Clock tells the time.' },
];
const CHANCE = {
  selector: "MemberExpression[object.name='Math'][property.name='random']",
  message: 'A domain draws no lot: chance is handed in.',
};
/** `save()` opens a transaction of its own and does not check the version column. */
const SAVE = {
  selector: "CallExpression[callee.property.name='save'][callee.object.property.name='manager']",
  message: 'Inside a unit of work: insert, update, never save().',
};
const TRANSACTION = {
  selector: 'CallExpression[callee.property.name=/^(transaction|startTransaction)$/]',
  message: 'Only UnitOfWork opens a transaction.',
};
const ENV = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'process.env is read in src/foundation/config only.',
};
const REPOSITORY = {
  selector: "Decorator CallExpression[callee.name='InjectRepository']",
  message: 'Services receive a tx; no Repository is injected.',
};
/**
 * A sentence is written in the language of the request, of the dossier or of the institution, never in a language named
 * in the code.
 */
const LANGUAGE = {
  selector: "CallExpression[callee.property.name='translator'] > Literal",
  message: 'Say whose language: words of the request, dossier.language, FIRST_LANGUAGE.',
};

/** A module of a feature names the modules that it needs. Only config and platform are global. */
const GLOBAL = {
  selector: "Decorator > CallExpression[callee.name='Global']",
  message: 'A module of a feature declares what it needs, and is imported by who needs it.',
};
/** In a feature, a statement belongs beside the tables that it reads, never in a service. platform/ only runs it. */
const SQL_TEXT = 'SQL is written in persistence/*.queries.ts only.';
const SQL_VERBS = '/^\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\\b/';
const SQL = [
  { selector: `Literal[value=${SQL_VERBS}]`, message: SQL_TEXT },
  { selector: `TemplateElement[value.cooked=${SQL_VERBS}]`, message: SQL_TEXT },
  {
    selector: 'ImportSpecifier[imported.name=/^(listOf|SqlParameters)$/][parent.source.value=/platform.database/]',
    message: 'Parts of a statement are put together in persistence/*.queries.ts only.',
  },
  ...[
    "CallExpression[callee.property.name='sql']",
    "CallExpression[callee.property.name='write'][callee.object.name=/^(tx|from|reader)$/]",
  ].map((selector) => ({ selector, message: 'A statement is run by persistence/*.queries.ts only.' })),
];
/** The door of a feature hands out types of rows; what others read or lock of its tables is a function of the feature. */
const ROWS = '[source.value=/\\.entit(y|ies)\\.js$/]';
const DOOR = [
  `ImportDeclaration[importKind='value']${ROWS} > ImportSpecifier[importKind='value']`,
  `ExportNamedDeclaration[exportKind='value']${ROWS} > ExportSpecifier[exportKind='value']`,
  `ExportAllDeclaration[exportKind='value']${ROWS}`,
].map((selector) => ({ selector, message: 'A door hands out an entity as a type: `export type`.' }));
/** Who may do what is a sentence of the policy of a resource. What an account holds is written and shown by accounts/. */
const POLICY_TEXT = 'Who may see, do or list something is said by a policy: *.policy.ts.';
const STAFF_ROLE = '[value=/^(rpe_agent|eaje_director|commission_member|coordinator|administrator)$/]';
const POLICY = [
  'ImportSpecifier[imported.name=/^(grantsFor|desksOf)$/][parent.source.value=/platform.security/]',
  "MemberExpression[property.name='grants'][object.name!='account']",
  `BinaryExpression > Literal${STAFF_ROLE}`,
  `SwitchCase > Literal${STAFF_ROLE}`,
  `CallExpression[callee.property.name='includes'] > Literal${STAFF_ROLE}`,
].map((selector) => ({ selector, message: POLICY_TEXT }));
/**
 * A page asks a use case, which opens the unit of work or reads. What happens in one transaction is thus decided in one
 * place.
 */
const EDGE = {
  selector: 'ImportSpecifier[imported.name=/^(UnitOfWork|Reader|Tx)$/][parent.source.value=/platform.database/]',
  message: 'web/ opens no unit of work and reads nothing by itself: a use case does.',
};
/** Where PostgreSQL is absent, a suite of its own is left out by its name; an empty table of databases would fail. */
const DATABASE_OF_SUITE = {
  selector: "CallExpression[callee.object.name='DATABASES'][callee.property.name='filter']",
  message: 'A suite that needs PostgreSQL is named *.postgres.spec.ts: npm test passes without any service.',
};
/** A test that looks at the date of the machine passes today and fails one day. */
const OWN_TIME = TIME.map(({ selector }) => ({
  selector,
  message: 'A test lives on a time of its own: test/support/test-time.ts.',
}));
/** These ask the machine, and for the reason given. */
const ON_MACHINE_TIME = [
  // Files carry the date of the machine: builds that nobody used for an hour are removed.
  'test/support/build.ts',
  // Moves the date of a process, and has to know from where.
  'test/support/machine-date.js',
  // Starts servers as an operating system does, on its date: what is asked of them is that they survive, on any day.
  'test/chaos/**/*.js',
];
/** A scenario reads as a requirement: it presses what a page shows, and asks for rows by name. */
const SCENARIO = [
  ...SQL.filter(({ message }) => message === SQL_TEXT || message.startsWith('A statement is run by')).map(
    ({ selector }) => ({ selector, message: 'A scenario holds no SQL: ask a reader of test/support/kept.ts.' }),
  ),
  ...[
    "CallExpression[callee.property.name=/^(exec|test)$/][callee.object.regex] > MemberExpression[property.name='html']",
    "CallExpression[callee.object.property.name='html'][callee.property.name=/^(match|matchAll|replace|search|split)$/]",
    "CallExpression[callee.property.name='toMatch'][callee.object.arguments.0.property.name='html']",
    "CallExpression[callee.property.name='toMatch'][callee.object.object.arguments.0.property.name='html']",
  ].map((selector) => ({ selector, message: 'A scenario reads a page by its parser: test/support/page.ts.' })),
];
/** The scenarios from before this rule. The list only shrinks: test/contracts/house.spec.ts. */
const SCENARIOS_TO_REWRITE = JSON.parse(
  readFileSync(new URL('test/support/scenarios-to-rewrite.json', import.meta.url), 'utf8'),
);
/** What holds for every file of a feature. */
const HOUSE = [...TIME, SAVE, TRANSACTION, ENV, REPOSITORY, LANGUAGE, GLOBAL];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'var/',
      'var-house-*/',
      'coverage/',
      'node_modules/',
      '.stryker-tmp/',
      'test/contracts/portal-client/schema.d.ts',
    ],
  },
  // Prettier breaks code at 120 and does not break comments and strings, so they may be a little longer.
  // A regular expression cannot be broken.
  { rules: { 'max-len': ['error', { code: 140, ignoreRegExpLiterals: true, ignoreUrls: true }] } },
  {
    files: ['src/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...HOUSE, ...SQL, ...POLICY],
    },
  },
  { files: ['src/*/*/index.ts'], rules: { 'no-restricted-syntax': ['error', ...HOUSE, ...SQL, ...POLICY, ...DOOR] } },
  // The demonstration and the first data give roles to people.
  {
    files: ['src/**/*.policy.ts', 'src/**/*.seed.ts', 'src/commands/demo.ts', 'src/commands/demo/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...HOUSE, ...SQL] },
  },
  {
    files: ['src/foundation/platform/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...TIME, SAVE, TRANSACTION, ENV, REPOSITORY, LANGUAGE] },
  },
  { files: ['src/foundation/platform/*/index.ts'], rules: { 'no-restricted-syntax': ['error', ...DOOR] } },
  {
    files: ['src/*/*/persistence/*.queries.ts'],
    rules: { 'no-restricted-syntax': ['error', ...TIME, SAVE, TRANSACTION, ENV, REPOSITORY, LANGUAGE, ...POLICY] },
  },
  {
    files: ['src/*/**/web/**/*.ts'],
    ignores: ['src/foundation/platform/**', '**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...HOUSE, ...SQL, ...POLICY, EDGE] },
  },
  {
    files: ['src/**/domain/**/*.ts', 'src/foundation/kernel/**/*.ts', 'src/commissions/matching/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...TIME, CHANCE, SAVE, TRANSACTION, ENV, ...SQL] },
  },
  // Written by scripts/generate-migration.js.
  { files: ['src/foundation/platform/database/migrations/1*.ts'], rules: { 'max-lines': 'off', 'max-len': 'off' } },
  {
    files: ['src/foundation/platform/time/clocks.ts'],
    rules: { 'no-restricted-syntax': ['error', SAVE, TRANSACTION, ENV, REPOSITORY] },
  },
  {
    files: ['src/foundation/config/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...TIME, SAVE, TRANSACTION, REPOSITORY] },
  },
  {
    files: ['src/foundation/platform/database/*-unit-of-work.ts'],
    rules: { 'no-restricted-syntax': ['error', ...TIME, SAVE, ENV, REPOSITORY] },
  },
  {
    files: ['test/**/*.ts', 'src/**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': ['error', DATABASE_OF_SUITE, ...OWN_TIME],
      '@typescript-eslint/no-explicit-any': 'off',
      'max-lines': ['error', { max: 800, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['test/scenarios/**/*.ts'],
    ignores: SCENARIOS_TO_REWRITE,
    rules: { 'no-restricted-syntax': ['error', DATABASE_OF_SUITE, ...OWN_TIME, ...SCENARIO] },
  },
  { files: ['test/**/*.js'], rules: { 'no-restricted-syntax': ['error', ...OWN_TIME] } },
  { files: ON_MACHINE_TIME, rules: { 'no-restricted-syntax': ['error', DATABASE_OF_SUITE] } },
);
