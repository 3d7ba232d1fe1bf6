/** Asks the servers of the tests once: a gate whose servers do not answer says so at once, and not in each test. */
import { Redis } from 'ioredis';
import pg from 'pg';

const client = new pg.Client(process.env.TEST_DATABASE_URL);
await client.connect();
await client.query('SELECT 1');
await client.end();
const redis = new Redis(process.env.TEST_REDIS_URL, { maxRetriesPerRequest: 1 });
// What goes wrong is said by the question.
redis.on('error', () => undefined);
await redis.ping();
redis.disconnect();
