import { afterAll, beforeAll, describe, expect, it } from '../support/runner.js';
import { SqlQueueDriver } from '../../src/foundation/platform/queue/index.js';
import { ChildRequest, Dossier } from '../../src/dossier/dossier/persistence/dossier.entities.js';
import { Reader } from '../../src/foundation/platform/database/index.js';
import { DATABASES, startApp, type TestApp } from '../support/app.js';
import { deposit, depositBody, newClient } from '../support/api.js';
import { seedWorld } from '../support/seed.js';
import { inLetters } from '../support/letters.js';

type Problem = { status: number; detail: string; errors?: { pointer: string; detail: string }[] };

describe.each(DATABASES)('a town’s portal deposits through the API (%s)', (kind) => {
  let test: TestApp;
  let token: string;
  const count = async (table: string): Promise<number> =>
    Number((await test.app.get(Reader).sql<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]!.n);

  beforeAll(async () => {
    test = await startApp(kind);
    await seedWorld(test.app);
    token = await newClient(test.app);
  });
  afterAll(() => test.close());

  it('answers 201 with a number, then the state of each request', async () => {
    const made = await deposit(test.app, token, 'first-key-0001', depositBody(1));
    expect(made.statusCode).toBe(201);
    const body = made.json<{ id: string; number: string; requests: { state: string }[] }>();
    expect(body.number).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(body.requests).toEqual([{ id: expect.any(String), state: 'submitted' }]);
    const read = await test.app.inject({
      url: made.headers['location'] as string,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(read.json()).toEqual(body);
  });

  it('writes the receipt to the family, once', async () => {
    await test.app
      .get(SqlQueueDriver)
      .runDue()
      .catch(() => 0);
    const messages = await test.app
      .get(Reader)
      .sql<{ kind: string; recipient: string }>(
        `SELECT kind, recipient FROM message WHERE recipient = 'laura.1@exemple.fr'`,
      );
    expect(messages).toEqual([{ kind: 'receipt', recipient: 'laura.1@exemple.fr' }]);
  });

  it('takes what gives points: an answer is kept, one that is left out or null is none', async () => {
    const criterionFacts = { relative_handicap: true, adoption: false, minor_parent: null };
    const made = await deposit(test.app, token, 'facts-key', { ...depositBody(31), criterionFacts });
    expect(made.statusCode).toBe(201);
    const dossiers = await test.app.get(Reader).find(Dossier, { order: { id: 'DESC' } });
    expect(dossiers[0]!.criterionFacts).toEqual({ relative_handicap: true, adoption: false });
    const unknown = await deposit(test.app, token, 'facts-key-2', {
      ...depositBody(32),
      criterionFacts: { relative_handicap: 'oui' },
    });
    expect([unknown.statusCode, unknown.body]).toEqual([
      422,
      expect.stringContaining('/criterionFacts/relative_handicap'),
    ]);
  });

  // @asvs 2.2.3
  it('refuses answers that contradict each other, each at its place', async () => {
    const body = depositBody(33) as { adults: object[]; household: object; children: { need: object }[] };
    body.adults = [
      { ...body.adults[0]!, communeCode: '71306', postalCode: '71450' },
      { firstName: 'Minh', surname: 'Nguyen' },
    ];
    body.household = { ...body.household, loneParent: true };
    body.children[0]!.need = { ...body.children[0]!.need, wantedFrom: '2020-01-06' };
    Object.assign(body.children[0]!, { siblingReceived: false, siblingProviderId: 'ma-71306' });
    const refused = await deposit(test.app, token, 'contradiction-key', body);
    expect(refused.statusCode).toBe(422);
    for (const pointer of [
      '/adults/0/postalCode',
      '/household/loneParent',
      '/children/0/need/wantedFrom',
      '/children/0/siblingReceived',
    ])
      expect(refused.body).toContain(pointer);
  });

  it.each([
    ['no answer', {}, null],
    ['a no', { siblingReceived: false }, false],
    ['a yes, by its establishment alone', { siblingProviderId: 'ma-71040' }, true],
    ['a yes and its establishment', { siblingReceived: true, siblingProviderId: 'ma-71040' }, true],
  ])('takes of a brother or sister %s', async (what, said, kept) => {
    const seed = 40 + what.length;
    const body = depositBody(seed) as { children: object[] };
    body.children[0] = { ...body.children[0]!, ...said };
    expect((await deposit(test.app, token, `sibling-${seed}-key`, body)).statusCode).toBe(201);
    const request = await test.app.get(Reader).findOne(ChildRequest, { surname: `Ferreira${inLetters(seed)}` });
    expect(request!.siblingReceived).toBe(kept);
  });

  it('takes that nobody may know an address: the family is one of two homes from then on', async () => {
    const body = depositBody(61) as { adults: object[]; household: object };
    body.household = { ...body.household, loneParent: false };
    body.adults.push({ ...body.adults[0]!, firstName: 'Minh', email: 'minh.61@exemple.fr', phone: '0612340061' });
    expect((await deposit(test.app, token, 'together-key', body)).statusCode).toBe(201);
    const apartOf = async () => (await test.app.get(Reader).find(Dossier, { order: { id: 'DESC' } }))[0]!.apart;
    expect(await apartOf()).toBe(false);
    const guarded = depositBody(62) as typeof body;
    guarded.household = { ...guarded.household, loneParent: false };
    guarded.adults = [
      { ...guarded.adults[0]!, addressProtected: true },
      { ...guarded.adults[0]!, firstName: 'Minh', email: 'minh.62@exemple.fr', phone: '0612340062' },
    ];
    expect((await deposit(test.app, token, 'guarded-key', guarded)).statusCode).toBe(201);
    expect(await apartOf()).toBe(true);
    const wrong = { ...guarded, adults: [{ ...guarded.adults[0]!, addressProtected: 'oui' }] };
    const refused = await deposit(test.app, token, 'guarded-wrong', wrong);
    expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining('/adults/0/addressProtected')]);
  });

  it('same key and body: the same answer and nothing more; another body: 422', async () => {
    const before = await count('child_request');
    const first = await deposit(test.app, token, 'replayed-key', depositBody(2));
    const second = await deposit(test.app, token, 'replayed-key', depositBody(2));
    expect([second.statusCode, second.json()]).toEqual([201, first.json()]);
    expect(await count('child_request')).toBe(before + 1);
    const other = await deposit(test.app, token, 'replayed-key', depositBody(3));
    expect(other.statusCode).toBe(422);
    expect(other.json<Problem>().detail).toContain('déjà servi');
  });

  it('in flight: of ten at once, one deposit; the others get the same answer or a 409', async () => {
    const before = await count('child_request');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => deposit(test.app, token, 'crowded-key', depositBody(4))),
    );
    expect(await count('child_request')).toBe(before + 1);
    const made = answers.filter((answer) => answer.statusCode === 201);
    expect(new Set(made.map((answer) => answer.body)).size).toBe(1);
    expect(answers.filter((answer) => answer.statusCode === 409)).toHaveLength(10 - made.length);
    expect(made.length).toBeLessThan(10);
  });

  it('a key belongs to its client, and so does a deposit', async () => {
    const other = await newClient(test.app, 'Autre portail');
    const mine = await deposit(test.app, token, 'shared-key-name', depositBody(5));
    const theirs = await deposit(test.app, other, 'shared-key-name', depositBody(6));
    expect(theirs.statusCode).toBe(201);
    const peek = await test.app.inject({
      url: mine.headers['location'] as string,
      headers: { authorization: `Bearer ${other}` },
    });
    expect(peek.statusCode).toBe(404);
  });

  it('a second deposit of a known family is answered like a first one', async () => {
    const again = await deposit(test.app, token, 'same-family-again', {
      ...depositBody(1),
      children: [{ ...(depositBody(1)['children'] as object[])[0], firstName: 'Marius', birthDate: '2024-05-02' }],
    });
    expect(again.statusCode).toBe(201);
    const first = await deposit(test.app, token, 'another-family-alone', depositBody(77));
    const shapeOf = (body: Record<string, unknown>) =>
      JSON.stringify(body).replace(/"[\w-]{20,}"|"\w{4}-\w{4}"|"[\dT:.-]{23}Z"/g, '"…"');
    expect(shapeOf(again.json())).toBe(shapeOf(first.json()));
    const status = await test.app.inject({
      url: again.headers['location'] as string,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(shapeOf(status.json())).toBe(shapeOf(first.json()));
  });

  it.each([
    ['no token', { authorization: '' }, 401],
    ['a wrong token', { authorization: `Bearer ${'x'.repeat(43)}` }, 401],
    ['no key', { 'idempotency-key': '' }, 400],
  ])('refuses %s', async (_, headers, status) => {
    const answer = await test.app.inject({
      method: 'POST',
      url: '/api/v1/dossiers',
      payload: depositBody(7),
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'some-key-here', ...headers },
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  const broken = (change: (body: Record<string, any>) => void): unknown => {
    const body = structuredClone(depositBody(8));
    change(body);
    return body;
  };
  it.each([
    ['not an object', () => [], []],
    ['nothing', () => ({}), ['/adults', '/household', '/children', '/consents']],
    [
      'an unknown field',
      () =>
        broken((b) => {
          b['religion'] = 'x';
        }),
      ['/religion'],
    ],
    [
      'a nested unknown field',
      () =>
        broken((b) => {
          b['children'][0].sex = 'F';
        }),
      ['/children/0/sex'],
    ],
    [
      'a date that does not exist',
      () =>
        broken((b) => {
          b['children'][0].birthDate = '2026-02-31';
        }),
      ['/children/0/birthDate'],
    ],
    [
      'both dates',
      () =>
        broken((b) => {
          b['children'][0].dueDate = '2027-02-01';
        }),
      ['/children/0/birthDate'],
    ],
    [
      'an hour that is none',
      () =>
        broken((b) => {
          b['children'][0].need.week.mon = { start: '18:00', end: '24:00' };
        }),
      ['/children/0/need/week/mon/end'],
    ],
    [
      'an unknown establishment',
      () =>
        broken((b) => {
          b['children'][0].wishes[0].providerId = 'nowhere';
        }),
      ['/children/0/wishes/0/providerId'],
    ],
    [
      'a commune elsewhere',
      () =>
        broken((b) => {
          b['adults'][0].communeCode = '75056';
        }),
      ['/adults/0/communeCode'],
    ],
    [
      'numbers for text',
      () =>
        broken((b) => {
          b['adults'][0].surname = 12;
        }),
      ['/adults/0/surname'],
    ],
    [
      'a name that nobody can see',
      () =>
        broken((b) => {
          b['children'][0].surname = ' \u200b\u2800';
        }),
      ['/children/0/surname'],
    ],
    [
      'a list for an object',
      () =>
        broken((b) => {
          b['household'] = [];
        }),
      [],
    ],
    [
      'no way to reach the family',
      () =>
        broken((b) => {
          b['adults'][0].phone = null;
          b['adults'][0].email = null;
          b['adults'][0].addressLine = null;
        }),
      ['/adults/0/email'],
    ],
  ] as [string, () => unknown, string[]][])('refuses %s, naming the field', async (_, body, pointers) => {
    const answer = await deposit(test.app, token, 'refused-deposit', body());
    expect(answer.statusCode).toBe(422);
    expect(answer.json<Problem>().errors?.map((error) => error.pointer) ?? []).toEqual(
      expect.arrayContaining(pointers),
    );
  });

  it('refuses a megabyte and what is not JSON', async () => {
    const huge = await deposit(
      test.app,
      token,
      'huge-deposit',
      broken((b) => {
        b['adults'][0].surname = 'x'.repeat(1_000_000);
      }),
    );
    expect(huge.statusCode).toBe(413);
    const garbage = await test.app.inject({
      method: 'POST',
      url: '/api/v1/dossiers',
      payload: '{"a":',
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': 'garbage-key',
        'content-type': 'application/json',
      },
    });
    expect(garbage.statusCode).toBe(400);
    expect(garbage.headers['content-type']).toContain('application/problem+json');
  });

  it('describes itself', async () => {
    const document = (await test.app.inject({ url: '/api/openapi.json' })).json<{
      paths: Record<string, object>;
      components: { schemas: Record<string, { properties: object }> };
    }>();
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/v1/bounces',
      '/api/v1/dossiers',
      '/api/v1/dossiers/{id}',
      '/api/v1/providers',
    ]);
    expect(Object.keys(document.components.schemas['DepositDto']!.properties)).toEqual([
      'adults',
      'household',
      'children',
      'criterionFacts',
      'consents',
      'language',
    ]);
  });
});
