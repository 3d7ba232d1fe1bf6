import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../../src/create-app.js';
import { DATABASES, freshDatabase, type TestDatabase } from '../support/app.js';
import { Browser, textOf } from '../support/browser.js';
import { Build } from '../support/build.js';

/** A new place: an operator fills it from a terminal, in the order of the README. */
describe.each(DATABASES)('the operator’s commands (%s)', (kind) => {
  let build: Build;
  let database: TestDatabase;
  const operate = (...words: string[]) => build.run('operate.js', words, database.config);
  beforeAll(async () => {
    build = new Build();
    build.link('data');
    database = await freshDatabase(kind);
  });
  afterAll(async () => {
    build.remove();
    await database.drop();
  });

  it('load the territory and make a sign-in that works', async () => {
    expect(await operate('account', 'nadia@exemple.fr', 'Nadia R.', 'rpe_agent=rpe')).toMatchObject({ code: 2, output: expect.stringContaining('run seed first') });
    expect(await operate('seed')).toMatchObject({ code: 0, output: expect.stringContaining('14 communes') });
    const made = await operate('account', 'Nadia@exemple.fr', 'Nadia R.', 'rpe_agent=rpe');
    expect(made).toMatchObject({ code: 0 });
    const app = await createApp(database.config);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const browser = new Browser(app);
    const shown = await browser.signIn('nadia@exemple.fr', made.output.trim().split(' ')[1]!);
    expect([shown.url, textOf(shown.html)]).toEqual(['/rpe', expect.stringContaining('Nadia R.')]);
    await app.close();
  });

  it.each([
    [['account', 'nadia@exemple.fr', 'Nadia R.', 'coordinator'], 'has an account already'],
    [['account', 'nadia', 'Nadia R.', 'coordinator'], 'Not an e-mail address'],
    [['account', 'autre@exemple.fr', 'Autre', 'queen'], 'Unknown role: queen'],
    [['account', 'autre@exemple.fr', 'Autre', 'rpe_agent'], 'rpe_agent=rpe'],
    [['account', 'autre@exemple.fr', 'Autre', 'eaje_director=rpe'], 'eaje_director=ma-71306'],
    [[], 'Usage'],
  ])('refuse %j, saying why, and make nothing', async (words, said) => {
    const refused = await operate(...words);
    expect(refused).toMatchObject({ code: 2, output: expect.stringContaining(said) });
    expect(refused.output).not.toMatch(/\n\s+at /);
  });
});
