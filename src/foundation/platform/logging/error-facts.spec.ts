import { QueryFailedError } from 'typeorm';
import { describe, expect, it } from '../../../../test/support/runner.js';
import { refuse, DomainError } from '../../kernel/refusal.js';
import { errorFacts } from './error-facts.js';

const SECRET = 'Ferreira-Delamontagne';

const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};
const postgres = (facts: object) =>
  new QueryFailedError(
    'INSERT …',
    [SECRET],
    Object.assign(new Error(`refused: "${SECRET}"`), {
      detail: `Key (email)=(${SECRET}) exists.`,
      where: SECRET,
      ...facts,
    }),
  );

const ERRORS: [string, unknown, object][] = [
  [
    'a constraint of PostgreSQL',
    postgres({ code: '23505', constraint: 'staff_account_email', table: 'staff_account' }),
    { type: 'QueryFailedError', code: '23505', on: 'staff_account_email' },
  ],
  [
    'a value PostgreSQL cannot read',
    postgres({ code: '22P02', table: 'adult', column: 'birth' }),
    { code: '22P02', on: 'adult.birth' },
  ],
  [
    'a constraint of SQLite',
    new QueryFailedError(
      'INSERT …',
      [SECRET],
      Object.assign(new Error('UNIQUE constraint failed: staff_account.email'), { code: 'SQLITE_CONSTRAINT_UNIQUE' }),
    ),
    { code: 'SQLITE_CONSTRAINT_UNIQUE', on: 'staff_account.email' },
  ],
  [
    'a refused recipient',
    Object.assign(new Error(`550 <${SECRET}@exemple.fr> unknown`), {
      code: 'EENVELOPE',
      rejected: [SECRET],
      response: SECRET,
    }),
    { type: 'Error', code: 'EENVELOPE' },
  ],
  ['a text that is no JSON', thrown(() => JSON.parse(`${SECRET} est là`)), { type: 'SyntaxError' }],
  [
    'a file that is not there',
    Object.assign(new Error(`ENOENT: open '/lists/${SECRET}.csv'`), { code: 'ENOENT', path: `/lists/${SECRET}.csv` }),
    { code: 'ENOENT' },
  ],
  [
    'a message that looks like a stack',
    new Error(`no\n    at ${SECRET} (/${SECRET}/x.ts:1:1)\nmore`),
    { type: 'Error' },
  ],
  [
    'a name that is a sentence',
    Object.assign(new Error('no'), { name: `Mme ${SECRET}`, code: `of ${SECRET}` }),
    { type: 'Error' },
  ],
  [
    'a cause',
    new Error('no', { cause: new TypeError(SECRET) }),
    { type: 'Error', cause: expect.objectContaining({ type: 'TypeError' }) },
  ],
  ['a refusal', new DomainError(refuse('offer.expired', { provider: SECRET })), { code: 'offer.expired' }],
  ['something thrown that is no error', SECRET, { type: 'string', at: [] }],
];

describe('what is written of an error', () => {
  it.each(ERRORS)('%s: what and where, no word of it', (_, error, facts) => {
    expect(errorFacts(error)).toEqual(expect.objectContaining(facts));
    expect(JSON.stringify(errorFacts(error))).not.toContain(SECRET);
  });

  it('says where it was thrown', () => {
    expect(errorFacts(new Error('no')).at[0]).toMatch(/error-facts\.spec\.ts:\d+:\d+$/);
  });
});
