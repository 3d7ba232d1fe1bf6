import { describe, expect, it } from '../../../../test/support/runner.js';
import { isOutOfReach } from './out-of-reach.js';

const coded = (code: string): Error => Object.assign(new Error('what the driver says'), { code });

describe('the database is out of reach', () => {
  it.each([
    ['a server that is stopped', coded('57P01')],
    ['a server that starts', coded('57P03')],
    ['too many connections', coded('53300')],
    ['a connection that failed', coded('08006')],
    ['rows that somebody held for too long', coded('55P03')],
    ['work that collided at each of its tries', coded('40P01')],
    ['nobody at the address', coded('ECONNREFUSED')],
    ['a disk without room under SQLite', coded('SQLITE_FULL')],
    ['a sync that failed', coded('SQLITE_IOERR_FSYNC')],
    ['a connection that ends in the middle of an answer', new Error('Connection terminated unexpectedly')],
    ['no connection free in time', new Error('timeout exceeded when trying to connect')],
    [
      'a unit whose connection broke',
      Object.assign(new Error('released'), { name: 'QueryRunnerProviderAlreadyReleasedError' }),
    ],
    ['what TypeORM wraps', Object.assign(new Error('QueryFailedError'), { driverError: coded('57P01') })],
    ['what was caused by it', new Error('the page failed', { cause: coded('57P02') })],
  ])('for %s', (_, error) => expect(isOutOfReach(error)).toBe(true));

  it.each([
    ['a broken rule of the schema', coded('23505')],
    ['a statement that takes too long', coded('57014')],
    ['a broken rule of the schema of SQLite', coded('SQLITE_CONSTRAINT_UNIQUE')],
    ['a fault of ours', new TypeError('undefined is not a function')],
    ['a code of another kind', Object.assign(new Error('no'), { code: 530 })],
    ['what is no error', 'ECONNREFUSED'],
  ])('not for %s', (_, error) => expect(isOutOfReach(error)).toBe(false));
});
