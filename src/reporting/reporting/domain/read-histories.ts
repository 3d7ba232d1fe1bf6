import { REQUEST_STATES } from '../../../dossier/dossier/domain/index.js';
import { instantAt, isDay, type Day, type Instant } from '../../../foundation/kernel/time.js';
import { OFFER_ANSWERS } from './family-history.js';
import type {
  FamilyHistory,
  HistoryCommune,
  HistoryEnquiry,
  HistoryMove,
  HistoryOffer,
  HistorySolution,
  HistoryWish,
  RequestPast,
  Residence,
} from './family-history.js';

/** A file of histories with an error: which field, and what is wrong with it. */
export class HistoriesError extends Error {
  constructor(
    readonly field: string,
    problem: string,
  ) {
    super(`${field}: ${problem}`);
  }
}

const fail = (field: string, problem: string): never => {
  throw new HistoriesError(field, problem);
};
/** A value in an error, short enough for one line. */
const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

type Read<Value> = (value: unknown, field: string) => Value;

const expecting =
  <Value>(isRight: (value: unknown) => value is Value, what: string): Read<Value> =>
  (value, field) =>
    value === undefined
      ? fail(field, 'is missing')
      : isRight(value)
        ? value
        : fail(field, `must be ${what}, not ${shown(value)}`);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;
const MOMENT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|\+00:00)$/;
/** Moments are compared as text, so they are all written in the same way. Null for what is none. */
function momentIn(value: unknown): Instant | null {
  if (typeof value !== 'string' || !MOMENT.test(value)) return null;
  const date = new Date(value);
  // A day that its month does not have is another one, or none.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value.slice(0, 10)) ? date.toISOString() : null;
}

const text: Read<string> = expecting(isText, 'a text');
const count: Read<number> = expecting(isCount, 'a whole number, zero or more');
const number: Read<number> = expecting(
  (value): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0,
  'a number, zero or more',
);
const rank: Read<number> = expecting((value): value is number => isCount(value) && value > 0, 'a rank, 1 or more');
const flag: Read<boolean> = expecting((value): value is boolean => typeof value === 'boolean', 'true or false');
const day: Read<Day> = expecting(isDay, 'a day such as "2026-09-01"');
const state: Read<string> = expecting(
  (value): value is string => REQUEST_STATES.some((name) => name === value),
  'a state of the life cycle',
);
const ANSWERS: readonly HistoryOffer['answer'][] = [...OFFER_ANSWERS, 'takenBack'];
const answer: Read<HistoryOffer['answer']> = expecting(
  (value): value is HistoryOffer['answer'] => ANSWERS.some((known) => known === value),
  `one of ${ANSWERS.map(shown).join(', ')}`,
);
const noMoment: Read<never> = expecting(
  (_value): _value is never => false,
  'a moment in UTC such as "2026-01-03T09:00:00Z"',
);
const moment: Read<Instant> = (value, field) => momentIn(value) ?? noMoment(value, field);

/** A field that may be null or left out. */
const maybe =
  <Value>(read: Read<Value>): Read<Value | null> =>
  (value, field) =>
    value === undefined || value === null ? null : read(value, field);
const orElse =
  <Value>(read: Read<Value>, other: Value): Read<Value> =>
  (value, field) =>
    value === undefined || value === null ? other : read(value, field);

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fields: Read<Fields> = expecting(isFields, 'an object');

const listOf =
  <Value>(read: Read<Value>): Read<Value[]> =>
  (value, field) =>
    expecting((list): list is unknown[] => Array.isArray(list), 'a list')(value, field).map((item, index) =>
      read(item, `${field}[${index}]`),
    );

/** The fields of one object, each read by its name. Fields of other names are left alone. */
type Take = <Value>(name: string, read: Read<Value>) => Value;
const object =
  <Value>(build: (take: Take) => Value): Read<Value> =>
  (value, field) => {
    const known = fields(value, field);
    return build((name, read) =>
      read(Object.hasOwn(known, name) ? known[name] : undefined, field === '' ? name : `${field}.${name}`),
    );
  };

/** The moment of something, and when the office knew of it: at once, unless it says otherwise. */
const dated = (take: Take): { at: Instant; recorded: Instant } => {
  const at = take('at', moment);
  return { at, recorded: take('recorded', orElse(moment, at)) };
};

const residence = object((take): Residence => {
  const from = take('from', day);
  return { from, commune: take('commune', maybe(text)), recorded: take('recorded', maybe(moment)) ?? instantAt(from) };
});
const wish = object((take): HistoryWish => ({
  rank: take('rank', rank),
  mode: take('mode', text),
  provider: take('provider', maybe(text)),
}));
const move = object((take): Omit<HistoryMove, 'wantedFrom' | 'family'> => ({
  ...dated(take),
  action: take('action', text),
  to: take('to', state),
  reason: take('reason', maybe(text)),
}));
const solution = object((take): HistorySolution => ({
  ...dated(take),
  mode: take('mode', text),
  provider: take('provider', maybe(text)),
  commune: take('commune', maybe(text)),
  halfDays: take('halfDays', maybe(number)),
  from: take('from', maybe(day)),
  to: take('to', maybe(day)),
}));
const offer = object((take): HistoryOffer => ({
  ...dated(take),
  provider: take('provider', maybe(text)),
  answer: take('answer', orElse(answer, 'open')),
  answeredAt: take('answeredAt', maybe(moment)),
  reason: take('reason', maybe(text)),
  amongWishes: take('amongWishes', maybe(flag)),
}));
const request = (family: string): Read<RequestPast> =>
  object((take): RequestPast => {
    const wantedFrom = take('wantedFrom', maybe(day));
    return {
      id: take('id', text),
      birth: take('birth', maybe(day)),
      halfDays: take('halfDays', maybe(number)),
      transferFrom: take('transferFrom', maybe(text)),
      origin: take('origin', maybe(text)),
      repeatKnownAt: null,
      wishes: take('wishes', orElse(listOf(wish), [])),
      moves: take('moves', listOf(move)).map((moved) => ({ ...moved, wantedFrom, family })),
      solutions: take('solutions', orElse(listOf(solution), [])),
      offers: take('offers', orElse(listOf(offer), [])),
    };
  });
const family = object((take): FamilyHistory => {
  const id = take('id', text);
  return {
    id,
    loneParent: take('loneParent', maybe(flag)),
    residence: take('residence', listOf(residence)),
    requests: take('requests', listOf(request(id))),
  };
});
const enquiry = object((take): HistoryEnquiry => ({
  ...dated(take),
  channel: take('channel', text),
  subject: take('subject', maybe(text)),
  minutes: take('minutes', maybe(number)),
  commune: take('commune', maybe(text)),
}));
const commune = object((take): HistoryCommune => ({
  livingArea: take('livingArea', maybe(text)),
  childrenUnderThree: take('childrenUnderThree', maybe(count)),
}));

type Communes = Readonly<Record<string, HistoryCommune>>;
const communes: Read<Communes> = (value, field) =>
  Object.fromEntries(
    Object.entries(fields(value, field)).map(([code, item]) => [code, commune(item, `${field}.${code}`)]),
  );

/** A member of a file of histories. Of a list, first the list without items, then each of its items. */
export interface HistoriesPart {
  readonly name: string;
  /** Which item of the list it is; null for the member itself. */
  readonly index: number | null;
  readonly value: unknown;
}

/** Where histories go, one after the other. */
export interface HistoriesTarget {
  addFamily(family: FamilyHistory): void;
  addEnquiry(enquiry: HistoryEnquiry): void;
}

const list: Read<unknown> = expecting((value): value is unknown[] => Array.isArray(value), 'a list');

/** Reads a file of portable histories (docs/figures.md) part by part: it need not be in memory as a whole. */
export class HistoriesReader {
  private communes: Communes = {};
  private readonly members = new Set<string>();
  private readonly ids = new Set<string>();

  constructor(private readonly target: HistoriesTarget) {}

  /** @throws HistoriesError naming the first field that is wrong */
  read({ name, index, value }: HistoriesPart): void {
    if (index === null) this.readMember(name, value);
    else if (name === 'families') this.readFamily(value, `families[${index}]`);
    else if (name === 'enquiries') this.target.addEnquiry(enquiry(value, `enquiries[${index}]`));
  }

  /** The communes of the file, when all was read. @throws HistoriesError when something is missing */
  end(): Communes {
    for (const name of ['communes', 'families']) if (!this.members.has(name)) fail(name, 'is missing');
    return this.communes;
  }

  private readMember(name: string, value: unknown): void {
    if (name === 'communes') this.communes = communes(value, name);
    else if (name === 'families') list(value, name);
    else if (name === 'enquiries') maybe(list)(value, name);
    else return;
    if (this.members.has(name)) fail(name, 'is there twice');
    this.members.add(name);
  }

  private readFamily(value: unknown, field: string): void {
    const read = family(value, field);
    this.once('family', read.id, `${field}.id`);
    for (const [place, { id }] of read.requests.entries()) this.once('request', id, `${field}.requests[${place}].id`);
    const back = read.requests.findIndex((request) => isOwnTransfer(request, read.requests));
    if (back !== -1) fail(`${field}.requests[${back}].transferFrom`, 'leads back to the request itself');
    this.target.addFamily(read);
  }

  private once(kind: string, id: string, field: string): void {
    if (this.ids.has(`${kind} ${id}`)) fail(field, `${shown(id)} is there twice`);
    this.ids.add(`${kind} ${id}`);
  }
}

/** Whether a request would replace its own place, over others or at once: none of these requests would ever count. */
function isOwnTransfer({ id, transferFrom }: RequestPast, requests: readonly RequestPast[]): boolean {
  let from = transferFrom;
  for (let step = 0; step < requests.length && from !== null && from !== id; step += 1)
    from = requests.find((request) => request.id === from)?.transferFrom ?? null;
  return from === id;
}
