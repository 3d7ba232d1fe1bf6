/**
 * The floor of the deposit benchmark: node:http and better-sqlite3, the same rows into the same schema, one BEGIN
 * IMMEDIATE … COMMIT a deposit at synchronous=FULL, and nothing else: no check, no guard, no search for duplicates.
 * Usage: node bench/floor-server.js FILE PORT (FILE: a database the application has migrated).
 */
import { createServer } from 'node:http';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';

const [file, port] = process.argv.slice(2);
const database = new Database(file, { timeout: 10_000 });
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.pragma('cache_size = -32000');

const insert = (table, columns) =>
  database.prepare(
    `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
const statements = {
  idempotency: insert('idempotency_record', ['key', 'body_hash', 'status', 'answer', 'created_at']),
  dossier: insert('dossier', [
    'id',
    'number',
    'desk_id',
    'commune_code',
    'origin',
    'household',
    'criterion_facts',
    'consents',
    'submitted_at',
    'version',
  ]),
  sealed: insert('sealed_form', ['id', 'dossier_id', 'at', 'form']),
  adult: insert('adult', ['id', 'dossier_id', 'rank', 'phone', 'email', 'details']),
  request: insert('child_request', [
    'id',
    'dossier_id',
    'desk_id',
    'commune_code',
    'state',
    'version',
    'first_name',
    'surname',
    'birth_date',
    'due_date',
    'multiple_birth',
    'adaptation_need',
    'need',
    'wanted_from',
    'gaps',
    'next_act',
    'next_act_due',
    'next_act_owner',
    'submitted_at',
    'confirmed_at',
    'names',
  ]),
  wish: insert('wish', ['id', 'request_id', 'rank', 'mode', 'provider_id', 'commune_code']),
  key: insert('duplicate_key', ['id', 'request_id', 'value']),
  history: insert('request_history', [
    'id',
    'request_id',
    'dossier_id',
    'at',
    'actor',
    'action',
    'from',
    'to',
    'commune_code',
    'wanted_from',
  ]),
  audit: insert('audit_event', ['id', 'at', 'actor', 'action', 'subject_kind', 'subject_id', 'facts']),
  job: insert('job', ['id', 'type', 'payload', 'key', 'run_at', 'state', 'attempts', 'created_at']),
  link: insert('access_link', ['id', 'secret_hash', 'dossier_id', 'draft_id', 'failures', 'created_at']),
  message: insert('message', [
    'id',
    'kind',
    'dossier_id',
    'channel',
    'recipient',
    'subject',
    'body',
    'state',
    'created_at',
  ]),
  deposit: insert('portal_deposit', ['id', 'client_id', 'dossier_id', 'request_ids', 'known', 'at']),
};
const begin = database.prepare('BEGIN IMMEDIATE');
const commit = database.prepare('COMMIT');
const sha256 = (text) => createHash('sha256').update(text).digest('base64url');

function deposit(key, text) {
  const body = JSON.parse(text);
  const at = new Date().toISOString();
  const [dossier, request, id] = [randomUUID(), randomUUID(), randomUUID()];
  const [adult] = body.adults;
  const [child] = body.children;
  const number = randomBytes(6).toString('hex');
  const answer = JSON.stringify({ id, number, receivedAt: at, requests: [{ id: request, state: 'submitted' }] });
  begin.run();
  statements.idempotency.run(sha256(key), sha256(text), 201, answer, at);
  statements.dossier.run(
    dossier,
    number,
    'rpe',
    adult.communeCode,
    'api',
    JSON.stringify(body.household),
    '{}',
    JSON.stringify(body.consents),
    at,
    1,
  );
  statements.sealed.run(randomUUID(), dossier, at, text);
  statements.adult.run(randomUUID(), dossier, 1, adult.phone, adult.email, JSON.stringify(adult));
  statements.request.run(
    request,
    dossier,
    'rpe',
    adult.communeCode,
    'submitted',
    1,
    child.firstName,
    child.surname,
    child.birthDate,
    null,
    null,
    null,
    JSON.stringify(child.need),
    child.need.wantedFrom,
    '[]',
    'take_up',
    at.slice(0, 10),
    'desk',
    at,
    at,
    ` ${child.surname} ${child.firstName} ${adult.firstName}`,
  );
  for (const [index, wish] of child.wishes.entries())
    statements.wish.run(randomUUID(), request, index + 1, wish.mode, wish.providerId, null);
  const keys = [
    `phone:${adult.phone}`,
    `mail:${adult.email}`,
    `born:${child.birthDate}`,
    `names:${child.firstName}|${child.surname}`,
    `name:${child.surname}`,
    `name:${child.firstName}`,
    `word:${adult.firstName}`,
  ];
  for (const value of keys) statements.key.run(randomUUID(), request, value);
  statements.history.run(
    randomUUID(),
    request,
    dossier,
    at,
    'client',
    'submit',
    'draft',
    'submitted',
    adult.communeCode,
    child.need.wantedFrom,
  );
  for (const subject of [request, dossier])
    statements.audit.run(randomUUID(), at, 'client', 'submit', 'request', subject, null);
  statements.job.run(
    randomUUID(),
    'reporting.project',
    JSON.stringify({ requestId: request }),
    `reporting:${request}`,
    '9999',
    'waiting',
    0,
    at,
  );
  const message = randomUUID();
  statements.link.run(randomUUID(), sha256(randomBytes(32).toString('base64url')), dossier, null, 0, at);
  statements.message.run(
    message,
    'receipt',
    dossier,
    'email',
    adult.email,
    'Nous avons bien reçu votre dossier',
    'Bonjour,\n\nNous avons bien reçu votre dossier petite enfance.'.padEnd(420, '.'),
    'waiting',
    at,
  );
  statements.job.run(
    randomUUID(),
    'outbox.deliver',
    JSON.stringify({ messageId: message }),
    null,
    '9999',
    'waiting',
    0,
    at,
  );
  statements.deposit.run(id, 'client', dossier, JSON.stringify([request]), 0, at);
  commit.run();
  return answer;
}

/**
 * First come, first served: straight from its socket, a busy loop would let some connections wait for as long as others
 * keep asking.
 */
const waiting = [];

function serveNext() {
  const { request, response, chunks } = waiting.shift();
  const answer = deposit(request.headers['idempotency-key'], Buffer.concat(chunks).toString());
  response.writeHead(201, { 'content-type': 'application/json' }).end(answer);
  if (waiting.length > 0) setImmediate(serveNext);
}

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method !== 'POST') return response.end('{}');
    if (waiting.push({ request, response, chunks }) === 1) setImmediate(serveNext);
  });
}).listen(Number(port), '127.0.0.1');
