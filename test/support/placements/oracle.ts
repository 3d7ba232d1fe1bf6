import { beforeEnd, lastOf, type Line, type OfferRow, type ReservedRow, type Rows } from './rows.js';

/**
 * What must always hold of the rows, whatever was done. This file shares no code with src/placement: it works out days,
 * half-days and children again.
 */

interface Held {
  readonly section_id: string;
  readonly from: string;
  readonly to: string;
  readonly slots: number;
}

const DAY = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const named = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Each half-day as a text: `2027-03-01 0` is the morning of that day. */
export function halfDaysOf({ from, to, slots }: Omit<Held, 'section_id'>): string[] {
  const found: string[] = [];
  for (let time = at(from); time <= at(to); time += DAY) {
    const monday0 = (new Date(time).getUTCDay() + 6) % 7;
    for (const half of [0, 1]) if ((slots >> (monday0 * 2 + half)) & 1) found.push(`${named(time)} ${half}`);
  }
  return found;
}

/** The first request of the child, before all its transfers. */
export function firstRequestOf(rows: Rows, requestId: string): string {
  const origin = rows.requests.find(({ id }) => id === requestId)?.transfer_from_id ?? null;
  return origin === null ? requestId : firstRequestOf(rows, origin);
}

const childOf = (rows: Rows, { request_id, child_id }: Line | OfferRow): string =>
  request_id === null ? child_id : firstRequestOf(rows, request_id);
const open = (rows: Rows): OfferRow[] => rows.offers.filter(({ state }) => state === 'open');

/**
 * No child has a half-day in two placements. An open offer may share one only with the place that its transfer names.
 */
function oneSeatEach(rows: Rows): string[] {
  const transfersOf = new Map(rows.requests.map(({ id, transfer_from_id: origin }) => [id, origin]));
  const wrong: string[] = [];
  const taken = new Map<string, (Line | OfferRow)[]>();
  for (const one of [...rows.lines, ...open(rows)]) {
    const child = childOf(rows, one);
    if (one.child_id !== child) wrong.push(`${one.id} is of the child ${one.child_id}, not ${child}`);
    for (const halfDay of halfDaysOf(one)) {
      const key = `${child} ${halfDay}`;
      const others = taken.get(key) ?? [];
      for (const other of others) {
        const offer = 'covers_need' in one ? one : 'covers_need' in other ? other : null;
        const [line] = [one, other].filter((each) => each !== offer);
        const isNamed =
          offer !== null &&
          line &&
          !('covers_need' in line) &&
          line.request_id !== null &&
          transfersOf.get(offer.request_id) === line.request_id;
        if (!isNamed) wrong.push(`a child has ${halfDay} twice: ${other.id} and ${one.id}`);
      }
      taken.set(key, [...others, one]);
    }
  }
  return wrong;
}

/** The seats held on each half-day are the sum of placements and open offers, and what is more than the places is said. */
function ledger(rows: Rows): string[] {
  const owed = new Map<string, number>();
  for (const one of [...rows.lines, ...open(rows)]) {
    for (const halfDay of halfDaysOf(one))
      owed.set(`${one.section_id} ${halfDay}`, (owed.get(`${one.section_id} ${halfDay}`) ?? 0) + 1);
  }
  const wrong: string[] = [];
  for (const { section_id, day, half, places, held, beyond } of rows.held) {
    const key = `${section_id} ${day} ${Number(half)}`;
    if (Number(held) !== (owed.get(key) ?? 0) || Number(beyond) !== Math.max(0, Number(held) - Number(places)))
      wrong.push(`${key}: ${held} held of ${places} and ${beyond} beyond, ${owed.get(key) ?? 0} owed`);
    owed.delete(key);
  }
  return [...wrong, ...[...owed].map(([key, count]) => `${key}: nothing held, ${count} owed`)];
}

/** The state of a request agrees with its offers and its placements. */
function requests(rows: Rows, today: string): string[] {
  return rows.requests.flatMap(({ id, state }) => {
    const offers = rows.offers.filter(({ request_id }) => request_id === id);
    const openOffers = offers.filter((offer) => offer.state === 'open').length;
    const lines = rows.lines.filter(({ request_id }) => request_id === id);
    const running = lines.filter((line) => line.state === 'held');
    const others = rows.solutions.filter(
      ({ request_id, kind, ended_at }) => request_id === id && kind !== 'place' && ended_at === null,
    );
    const wrong: string[] = [];
    if (openOffers !== (state === 'offered' ? 1 : 0))
      wrong.push(`request ${id} is ${state} with ${openOffers} open offers`);
    if ((state === 'placed' || state === 'partly_placed') && running.length === 0 && others.length === 0)
      wrong.push(`request ${id} is ${state} and has no place`);
    const present = running.filter((line) => lastOf(line) >= today && line.ratification !== 'refused');
    if (present.length > 0 && ['ended', 'refused', 'lapsed', 'draft', 'submitted'].includes(state))
      wrong.push(`request ${id} is ${state} and its child has a place`);
    // When every place covers the whole need and its half-days never changed, the state must also be exact.
    const offerOf = new Map(offers.map((offer) => [offer.id, offer]));
    const isWhole =
      offers.every(({ covers_need }) => Boolean(covers_need)) &&
      rows.solutions.every((one) => one.request_id !== id || one.kind === 'place') &&
      lines.every(({ offer_id, slots }) => offer_id !== null && offerOf.get(offer_id)?.slots === slots);
    if (isWhole && present.length > 0 && state !== 'placed')
      wrong.push(`request ${id} is ${state}, with its whole need in a place`);
    return wrong;
  });
}

/**
 * Each accepted offer whose place goes on has exactly one open solution, which ends on the last day of the place. A part
 * that was over yesterday is held until its job ends it: a solution that moved to a later part is not looked for there.
 */
function solutions(rows: Rows, today: string): string[] {
  const wrong: string[] = [];
  const lineOf = new Map(rows.lines.map((line) => [line.id, line]));
  const answered = new Map<string, number>();
  for (const { id, placement_id, ended_at, to } of rows.solutions.filter(({ kind }) => kind === 'place')) {
    const line = placement_id === null ? null : lineOf.get(placement_id);
    if (!line) wrong.push(`solution ${id} has lost its place`);
    else if ((line.state === 'held') !== (ended_at === null))
      wrong.push(
        `solution ${id} is ${ended_at === null ? 'running' : 'over'} and its place ${line.id} is ${line.state}`,
      );
    else if (line.state === 'held') {
      const last = rows.lines
        .filter((part) => part.offer_id === line.offer_id && part.state === 'held')
        .map(lastOf)
        .sort()
        .at(-1);
      if (to !== last) wrong.push(`solution ${id} ends on ${to}, its place on ${last}`);
      answered.set(line.offer_id!, (answered.get(line.offer_id!) ?? 0) + 1);
    }
  }
  const held = new Set(
    rows.lines
      .filter((line) => line.state === 'held' && line.offer_id !== null && lastOf(line) >= today)
      .map(({ offer_id }) => offer_id!),
  );
  for (const offerId of held)
    if (answered.get(offerId) !== 1)
      wrong.push(`the place of offer ${offerId} is ${answered.get(offerId) ?? 0} solutions`);
  return wrong;
}

/** A place that was ended by hand only remembers parts that exist, and an accepted offer keeps its placement. */
function nothingLost(rows: Rows): string[] {
  const ids = new Set(rows.lines.map(({ id }) => id));
  return [
    ...rows.lines.flatMap((line) =>
      beforeEnd(line)
        .filter(({ id }) => !ids.has(id))
        .map(({ id }) => `${line.id} remembers ${id}, which is gone`),
    ),
    ...rows.offers
      .filter(
        ({ id, state }) =>
          ['accepted', 'given_up'].includes(state) && !rows.lines.some(({ offer_id }) => offer_id === id),
      )
      .map(({ id }) => `offer ${id} was accepted and has no place`),
  ];
}

const OWNER = { commune: (code: string | null) => `commune:${code}`, employer: () => 'employer:hopital du bassin' };
const ownerOf = ({ owner_kind: kind, commune_code: code }: ReservedRow): string =>
  kind === 'avip' ? 'avip' : OWNER[kind as 'commune' | 'employer'](code);

/**
 * On no half-day do others sit on a seat that is reserved and not released: what is held, and what the owners' children
 * could still take, is no more than there is. Children whom a director allowed beyond the places are left out.
 */
function reservedSeats(rows: Rows, today: string): string[] {
  const running = rows.reserved.filter(({ release_on: release }) => release === null || release > today);
  if (running.length === 0) return [];
  const allowed = new Set(rows.derogations.map(({ child_id }) => child_id));
  const taken = new Map<string, number>();
  const add = (key: string, by: number): void => void taken.set(key, (taken.get(key) ?? 0) + by);
  for (const one of [...rows.lines, ...open(rows)])
    for (const halfDay of halfDaysOf(one)) {
      if (one.reserved_for !== null) add(`${one.section_id} ${halfDay} ${one.reserved_for}`, 1);
      if (allowed.has(one.child_id)) add(`${one.section_id} ${halfDay} beyond`, 1);
    }
  return rows.beside.flatMap(({ section_id: section, day, half, places, held }) => {
    if (day < today) return [];
    const key = `${section} ${day} ${Number(half)}`;
    const bit = 1 << (((new Date(at(day)).getUTCDay() + 6) % 7) * 2 + Number(half));
    const own = new Map<string, number>();
    for (const row of running)
      if (
        row.section_id === section &&
        row.from <= day &&
        (row.to === null || day <= row.to) &&
        (row.closed_from === null || day < row.closed_from) &&
        (row.slots & bit) !== 0
      )
        own.set(ownerOf(row), (own.get(ownerOf(row)) ?? 0) + Number(row.places));
    const kept = [...own].reduce(
      (sum, [owner, count]) => sum + Math.max(0, count - (taken.get(`${key} ${owner}`) ?? 0)),
      0,
    );
    const most = Number(places) + (taken.get(`${key} beyond`) ?? 0);
    return Number(held) + kept <= most ? [] : [`${key}: ${held} held, ${kept} kept for owners, of ${places} places`];
  });
}

/** A child takes an owner's seat because it lives in the commune, or because somebody noted the right. */
function qualified(rows: Rows): string[] {
  return [...rows.lines, ...open(rows)].flatMap((one) => {
    const owner = one.reserved_for;
    // Of a child whose family is not known, its director says where it lives.
    if (owner === null || (owner.startsWith('commune:') && one.request_id === null)) return [];
    const dossier = rows.requests.find(({ id }) => id === one.request_id)?.dossier_id ?? null;
    const lives = rows.dossiers.find(({ id }) => id === dossier)?.commune_code ?? null;
    const noted = rows.rights.some(
      (right) =>
        right.owner === owner && (dossier === null ? right.child_id === one.child_id : right.dossier_id === dossier),
    );
    return noted || owner === `commune:${lives}` ? [] : [`${one.id} takes a seat of ${owner}, and does not qualify`];
  });
}

export const brokenRules = (rows: Rows, today: string): string[] => [
  ...oneSeatEach(rows),
  ...ledger(rows),
  ...reservedSeats(rows, today),
  ...qualified(rows),
  ...requests(rows, today),
  ...solutions(rows, today),
  ...nothingLost(rows),
];

/**
 * No row disappears, but those of a child whom its director takes back as entered by mistake, and the rows of children
 * other than `children` do not change.
 */
export function disturbed(before: Rows, after: Rows, children: ReadonlySet<string>): string[] {
  const isTakenBack = (child: string): boolean =>
    children.has(child) &&
    before.present.some(({ id }) => id === child) &&
    !after.present.some(({ id }) => id === child);
  const same = (was: Line | OfferRow, is: Line | OfferRow | undefined): string[] => {
    if (!is) return isTakenBack(childOf(before, was)) ? [] : [`${was.id} is gone`];
    return children.has(childOf(before, was)) || JSON.stringify(was) === JSON.stringify(is)
      ? []
      : [`${was.id}, of another child, was ${JSON.stringify(was)} and is ${JSON.stringify(is)}`];
  };
  return [
    ...before.lines.flatMap((line) =>
      same(
        line,
        after.lines.find(({ id }) => id === line.id),
      ),
    ),
    ...before.offers.flatMap((offer) =>
      same(
        offer,
        after.offers.find(({ id }) => id === offer.id),
      ),
    ),
  ];
}

/** Time alone may only let offers lapse, remind of them, and end places whose last day is past. */
export function disturbedByTime(before: Rows, after: Rows, today: string, now: string): string[] {
  const bare = ({
    state: _,
    reminded_at: __,
    effective_deadline: ___,
    version: ____,
    answered_at: _____,
    answered_by: ______,
    ...rest
  }: Record<string, unknown>): string => JSON.stringify(rest);
  return [
    ...before.lines.flatMap((line) => {
      const is = after.lines.find(({ id }) => id === line.id);
      if (!is || bare({ ...line }) !== bare({ ...is })) return [`time changed ${line.id}`];
      return is.state === line.state || (is.state === 'ended' && lastOf(is) < today)
        ? []
        : [`time made ${line.id} ${is.state}, on ${today}, with its last day ${lastOf(is)}`];
    }),
    ...before.offers.flatMap((offer) => {
      const is = after.offers.find(({ id }) => id === offer.id);
      if (!is || bare({ ...offer }) !== bare({ ...is })) return [`time changed ${offer.id}`];
      return is.state === offer.state ||
        (is.state === 'expired' && is.reminded_at !== null && is.effective_deadline <= now)
        ? []
        : [`time made ${offer.id} ${is.state}`];
    }),
  ];
}
