import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { startApp, type TestApp } from '../support/app.js';
import { newClient } from '../support/api.js';
import { clockOf } from '../support/commission.js';
import { seedWorld } from '../support/seed.js';
import { TownPortal, type Deposit } from './portal-client/client.js';
import { inLetters } from '../support/letters.js';

const CLIENT = 'test/contracts/portal-client/schema.d.ts';

interface Described {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, object> }> }>>;
  components: { schemas: Record<string, { properties: object }> };
  servers: { url: string }[];
}

/** The description of the API, read with programs that nobody here wrote. */
describe('the description of the API', () => {
  let test: TestApp;
  let document: Described;
  let example: Deposit;
  let token: string;
  let portal: TownPortal;

  beforeAll(async () => {
    test = await startApp('sqlite', { API_DEPOSITS_AN_HOUR: '4' });
    await seedWorld(test.app);
    document = (await test.app.inject({ url: '/api/openapi.json' })).json<Described>();
    example = (
      document.paths['/api/v1/dossiers']!['post'] as unknown as {
        requestBody: { content: { 'application/json': { examples: { family: { value: Deposit } } } } };
      }
    ).requestBody.content['application/json'].examples.family.value;
    await test.app.listen(0, '127.0.0.1');
    token = await newClient(test.app);
    portal = new TownPortal(await test.app.getUrl(), token);
  });
  afterAll(() => test.close());

  // @asvs 2.1.1
  it('is valid, and the client in the repository is the one that is generated from it', async () => {
    // The generator refuses a description with an unknown reference, or of another shape.
    const generated = `${astToString(await openapiTS(document as unknown as OpenAPI3))}`;
    if (process.env['WRITE_DOCS']) writeFileSync(CLIENT, generated);
    expect(readFileSync(CLIENT, 'utf8')).toBe(generated);
  });

  it('shows a deposit of the present year, whichever that is', async () => {
    const clock = clockOf(test.app);
    const now = clock.now();
    clock.travelTo('2028-02-29T09:00:00.000Z');
    const later = (await test.app.inject({ url: '/api/openapi.json' })).body;
    clock.travelTo(now);
    expect(later).toContain('"birthDate":"2027-11-03"');
    expect(later).toContain('"wantedFrom":"2029-09-01"');
    expect((await test.app.inject({ url: '/api/openapi.json' })).body).toContain('"wantedFrom":"2027-09-01"');
  });

  it('leaves no reference empty, and says which refusals there are', () => {
    expect(JSON.stringify(document)).not.toContain('"#/components/schemas/"');
    const refusals = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([verb, { responses }]) => `${verb} ${path}: ${Object.keys(responses).join(' ')}`),
    );
    expect(refusals.sort()).toEqual([
      'get /api/v1/dossiers/{id}: 200 401 404',
      'get /api/v1/providers: 200 401',
      'post /api/v1/bounces: 204 400 401 404 413 415 422',
      'post /api/v1/dossiers: 201 400 401 409 413 415 422 429 503',
    ]);
    expect(document.servers).toHaveLength(1);
  });

  it('lets a client generated from it deposit the example, repeat it, and read how it stands', async () => {
    const made = await portal.deposit('town-key-0001', example);
    expect(made.response.status).toBe(201);
    const { data } = made;
    expect(data?.requests).toMatchObject([{ state: 'submitted' }]);
    const repeated = await portal.deposit('town-key-0001', example);
    expect(repeated.data).toEqual(data);
    expect((await portal.status(data!.id)).data).toEqual(data);
    expect((await portal.providers()).data?.map(({ id }) => id)).toContain('ma-71306');
  });

  // @asvs 2.2.1 15.3.1
  it('tells that client why it is refused, each time as it is described', async () => {
    const invalid = { ...example, adults: [{ ...example.adults[0]!, phone: 'none' }] };
    const other = { ...example, language: 'en' as const };
    const send = (init: RequestInit) => fetch(`${baseUrl}/api/v1/dossiers`, { method: 'POST', ...init });
    const baseUrl = await test.app.getUrl();
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': 'town-key-0002' };
    const json = { ...headers, 'content-type': 'application/json' };
    const refused: [status: number, answer: Promise<{ response: Response; error?: unknown }>][] = [
      [422, portal.deposit('town-key-0003', invalid)],
      [422, portal.deposit('town-key-0001', other)],
      [400, portal.deposit('short', example)],
      [401, new TownPortal(baseUrl, 'no-token').deposit('town-key-0004', example)],
      [404, portal.status('00000000-0000-7000-8000-000000000000')],
    ];
    const problem = new Ajv({ strict: false });
    addFormats.default(problem);
    const validate = problem.compile({
      ...document.components.schemas['ProblemDto'],
      components: document.components,
      additionalProperties: false,
    });
    for (const [status, answer] of refused) {
      const { response, error } = await answer;
      expect([status, response.status]).toEqual([status, status]);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect([validate(error), validate.errors]).toEqual([true, null]);
    }
    expect((await send({ headers: json, body: '{"adults":' })).status).toBe(400);
    expect((await send({ headers: { ...headers, 'content-type': 'text/plain' }, body: 'x' })).status).toBe(415);
    expect((await send({ headers: json, body: JSON.stringify({ a: 'x'.repeat(300_000) }) })).status).toBe(413);
  });

  it('does not let that client write what is refused: the compiler says so before the server does', async () => {
    const { adults: _adults, ...nobody } = example;
    const child = example.children[0]!;
    const { need } = child;
    // @ts-expect-error the hours of a day have a start and an end
    const hours: typeof need = { ...need, week: { mon: {} } };
    const wrong = [
      // @ts-expect-error a deposit names its adults
      portal.deposit('town-wrong-1', nobody),
      // @ts-expect-error the language is one of two
      portal.deposit('town-wrong-2', { ...example, language: 'de' }),
      portal.deposit('town-wrong-3', { ...example, children: [{ ...child, need: hours }] }),
      // @ts-expect-error a mode of care is one of the list
      portal.deposit('town-wrong-4', { ...example, children: [{ ...child, wishes: [{ mode: 'nursery' }] }] }),
    ];
    expect((await Promise.all(wrong)).map(({ response }) => response.status)).toEqual([422, 422, 422, 422]);
  });

  it('says when to come back after too many deposits', async () => {
    const answers = [];
    for (let n = 0; n < 5; n += 1) {
      const adult = {
        ...example.adults[0]!,
        email: `n${n}@example.org`,
        phone: `061234560${n}`,
        surname: `Autre${inLetters(n)}`,
      };
      answers.push(await portal.deposit(`town-many-${n}000`, { ...example, adults: [adult] }));
    }
    const last = answers.at(-1)!;
    expect(last.response.status).toBe(429);
    expect(Date.parse(last.response.headers.get('retry-after')!)).toBeGreaterThan(0);
  });
});
