import { createHash } from 'node:crypto';
import {
  blockingKeys,
  searchedNames,
  searchKeys,
} from '../../../dist/dossier/dossier/domain/duplicates/blocking-keys.js';
import { identitiesOf } from '../../../dist/dossier/dossier/domain/duplicates/identities-of.js';
import { adult, child, household, surname } from './people.js';
import { nextAct, PATHS, WEIGHTS } from './paths.js';

const DAY = 86_400_000;
const NUMBER = '23456789BCDFGHJKMNPQRTVWXZ';
const iso = (millis) => new Date(millis).toISOString();

/** e.g. `K7MX-42PD`, another for each family. */
function numberOf(index) {
  let left = index * 7_919 + 12_345_678_901;
  let text = '';
  for (let place = 0; place < 8; place += 1) {
    text += NUMBER[left % NUMBER.length];
    left = Math.floor(left / NUMBER.length);
  }
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

/**
 * Every row of one family, by table, as the application would have left them: forms, life cycle, history, reporting's
 * projection, audit, jobs done, the receipt.
 * @param world communes with their desk, providers and sections of the database to fill; `now` in milliseconds
 * @param add (table, row) => void
 */
export function family(chance, index, world, add) {
  const age = 1 + chance.below(3 * 365);
  const submitted = world.now - age * DAY - chance.below(DAY);
  const commune = chance.oneOf(world.communes);
  const name = surname(chance);
  const adults = Array.from({ length: chance.next() < 0.7 ? 2 : 1 }, (_, rank) =>
    adult(chance, index, rank, name, commune),
  );
  const children = Array.from({ length: chance.next() < 0.85 ? 1 : 2 }, () =>
    child(chance, name, submitted, wishesOf(chance, world)),
  );
  const home = household(chance, adults.length);
  const consents = { shareWithProviders: true, reminders: chance.next() < 0.9 };
  const form = { adults, household: home, children, criterionFacts: {}, consents };
  const dossier = chance.id(submitted);
  const origin = chance.weighted({ parent: 60, counter: 20, api: 12, import: 8 });
  const actor = origin === 'parent' ? `family:${dossier}` : origin;
  const at = iso(submitted);
  add('dossier', {
    id: dossier,
    number: numberOf(index),
    desk_id: commune.deskId,
    commune_code: commune.code,
    origin,
    household: JSON.stringify(home),
    criterion_facts: '{}',
    consents: JSON.stringify(consents),
    submitted_at: at,
    version: 1,
    anonymised_at: null,
  });
  add('sealed_form', { id: chance.id(submitted), dossier_id: dossier, at, form: JSON.stringify(form) });
  for (const [rank, one] of adults.entries()) {
    add('adult', {
      id: chance.id(submitted),
      dossier_id: dossier,
      rank: rank + 1,
      phone: one.phone,
      email: one.email,
      details: JSON.stringify(one),
    });
  }
  // What a child is found by is worked out by the product itself.
  const identities = identitiesOf(form);
  for (const [index, one] of children.entries())
    request(chance, { dossier, commune, identity: identities[index], one, submitted, actor }, world, add);
  add('audit_event', {
    id: chance.id(submitted),
    at,
    actor,
    action: 'dossier.submit',
    subject_kind: 'dossier',
    subject_id: dossier,
    facts: JSON.stringify({ children: children.length }),
  });
  receipt(chance, dossier, adults[0], submitted, add);
}

function wishesOf(chance, { establishments, communes }) {
  const wishes = new Map();
  for (let rank = chance.below(3); rank >= 0; rank -= 1) {
    const providerId = chance.oneOf(establishments);
    wishes.set(providerId, { mode: 'establishment', providerId, communeCode: null });
  }
  if (chance.next() < 0.4)
    wishes.set('childminder', { mode: 'childminder', providerId: null, communeCode: chance.oneOf(communes).code });
  return [...wishes.values()];
}

function request(chance, { dossier, commune, identity, one, submitted, actor }, world, add) {
  const id = chance.id(submitted);
  const fate = chance.weighted(WEIGHTS);
  const path = PATHS[fate];
  // Moves some days apart, never in the future.
  const step = Math.max(1000, Math.min(12 * DAY, Math.floor((world.now - submitted) / path.length)));
  const moments = path.map((_, index) => submitted + index * step);
  const last = moments.at(-1);
  const state = path.at(-1)[2];
  const place = { commune_code: commune.code, wanted_from: one.need.wantedFrom };
  add('child_request', {
    id,
    dossier_id: dossier,
    desk_id: commune.deskId,
    commune_code: commune.code,
    state,
    version: path.length,
    first_name: one.firstName,
    surname: one.surname,
    birth_date: one.birthDate,
    due_date: one.dueDate,
    multiple_birth: one.multipleBirth,
    sibling_provider_id: null,
    adaptation_need: one.adaptationNeed,
    need: JSON.stringify(one.need),
    wanted_from: one.need.wantedFrom,
    gaps: '[]',
    ...nextAct(state, last),
    submitted_at: iso(submitted),
    confirmed_at: iso(last),
    joined_into_id: null,
    transfer_from_id: null,
    desk_note: chance.next() < 0.1 ? 'A rappeler en fin de journée.' : null,
    names: searchedNames(identity),
  });
  for (const [rank, wish] of one.wishes.entries()) {
    add('wish', {
      id: chance.id(submitted),
      request_id: id,
      rank: rank + 1,
      mode: wish.mode,
      provider_id: wish.providerId,
      commune_code: wish.communeCode,
    });
  }
  for (const value of [...blockingKeys(identity), ...searchKeys(identity)])
    add('duplicate_key', { id: chance.id(submitted), request_id: id, value });
  for (const [index, [action, from, to]] of path.entries()) {
    const at = iso(moments[index]);
    const by = index === 0 ? actor : 'system';
    add('request_history', {
      id: chance.id(moments[index]),
      request_id: id,
      dossier_id: dossier,
      at,
      actor: by,
      action,
      from,
      to,
      reason: null,
      ...place,
      facts: null,
    });
    add('audit_event', {
      id: chance.id(moments[index]),
      at,
      actor: by,
      action: `request.${action}`,
      subject_kind: 'request',
      subject_id: id,
      facts: null,
    });
    if (action === 'orient')
      add('orientation', {
        id: chance.id(moments[index]),
        request_id: id,
        track: 'commission',
        decided_at: at,
        decided_by: by,
      });
  }
  add('job', done(chance, 'reporting.project', { requestId: id }, `reporting:${id}`, last));
  if (fate === 'solved_elsewhere') {
    add('solution', {
      id: chance.id(last),
      request_id: id,
      kind: 'elsewhere',
      provider_id: null,
      provider_label: null,
      placement_id: null,
      slots: 0,
      week: null,
      from: iso(last).slice(0, 10),
      to: null,
      recorded_by: 'system',
      recorded_at: iso(last),
      ended_at: null,
    });
  }
  if (fate === 'expired' && world.sections.length > 0) add('offer', offer(chance, world, id, dossier, moments));
}

function offer(chance, world, request, dossier, moments) {
  const section = chance.oneOf(world.sections);
  const made = moments[2];
  return {
    id: chance.id(made),
    request_id: request,
    dossier_id: dossier,
    section_id: section.id,
    provider_id: section.providerId,
    candidacy_id: null,
    session_id: null,
    from: iso(made + 30 * DAY).slice(0, 10),
    to: iso(made + 400 * DAY).slice(0, 10),
    slots: 0b1111,
    covers_need: true,
    emergency: true,
    reoffer_allowed: false,
    state: 'expired',
    version: 2,
    made_at: iso(made),
    deadline: iso(moments[3]),
    reminded_at: null,
    effective_deadline: iso(moments[3]),
    answered_at: null,
    answered_by: null,
    decline_reason: null,
  };
}

const done = (chance, type, payload, key, millis) => ({
  id: chance.id(millis),
  type,
  payload: JSON.stringify(payload),
  key,
  run_at: iso(millis),
  state: 'done',
  attempts: 1,
  last_error: null,
  created_at: iso(millis),
  finished_at: iso(millis + 900),
});

function receipt(chance, dossier, { email }, submitted, add) {
  const secret = chance.bytes(32).toString('base64url');
  const message = chance.id(submitted);
  add('access_link', {
    id: chance.id(submitted),
    secret_hash: createHash('sha256').update(secret).digest('base64url'),
    dossier_id: dossier,
    draft_id: null,
    failures: 0,
    voided_at: null,
    created_at: iso(submitted),
  });
  add('message', {
    id: message,
    kind: 'receipt',
    dossier_id: dossier,
    channel: 'email',
    recipient: email,
    subject: 'Nous avons bien reçu votre dossier',
    body:
      `Bonjour,\n\nNous avons bien reçu votre dossier petite ` +
      `enfance.\nhttps://guichet.example/suivre/${secret}\n\nGardez ce message : ce lien est personnel.`,
    state: 'handed_over',
    created_at: iso(submitted),
    handed_over_at: iso(submitted + 900),
    about: null,
  });
  add('job', done(chance, 'outbox.deliver', { messageId: message }, null, submitted));
}
