import { RequestMoves, TriageActs } from '../../../src/dossier/dossier/index.js';
import { Admissions } from '../../../src/second-desk/eaje/admission.js';
import { Children } from '../../../src/second-desk/eaje/children.js';
import { PlacesChanges } from '../../../src/second-desk/eaje/places-changes.js';
import { FamilyOffers } from '../../../src/family/family/family-offers.js';
import type { Refusal } from '../../../src/foundation/kernel/refusal.js';
import { addDays, type Day } from '../../../src/foundation/kernel/time.js';
import { maskToSlots } from '../../../src/foundation/kernel/week-schedule.js';
import {
  OfferReminders,
  Offers,
  Paths,
  PlacementChanges,
  PlacementEnds,
  Solutions,
  type NewOffer,
} from '../../../src/places/placement/index.js';
import type { Tx } from '../../../src/foundation/platform/database/index.js';
import { SYSTEM, type Actor } from '../../../src/foundation/platform/security/index.js';
import { Closings, Supply } from '../../../src/offer/supply/index.js';
import { ClosingPeriod } from '../../../src/offer/supply/persistence/supply.entities.js';
import { DeskActs } from '../../../src/first-desk/triage/desk-acts.js';
import { DESK } from '../commission.js';
import { COORDINATOR, directorOf, SESSION } from '../placement-world.js';
import { birth, stop } from './births.js';
import type { Command } from './commands.js';
import { is, isChangeToCome, isHeld, lineIn, offerIn, partBefore, partsAfter, unless } from './drilled-rows.js';
import { past } from './foreign-hand.js';
import { firstRequestOf, halfDaysOf } from './oracle.js';
import { beforeEnd, lastOf, type Line, type OfferRow, type RequestRow, type Rows } from './rows.js';
import { changeOffer } from './offer-acts.js';
import { enter, remove, takeOver } from './present-acts.js';
import { onReserved } from './reserve-acts.js';
import { daysOf, SECTIONS } from './sections.js';
import { changeSolution, takeBack } from './solution-acts.js';
import type { PlacementDrill } from './world.js';

/** An act that is about to be done: the children that it concerns, and what the rows must say afterwards. */
export interface Planned {
  readonly children: ReadonlySet<string>;
  readonly work: () => Promise<Refusal | null | void>;
  readonly told: (after: Rows) => string[];
}

const ESTABLISHMENTS = ['ma-71306', 'cf-71306', 'mc-paje-71222'];
const DIRECTOR = directorOf(...ESTABLISHMENTS);
const SECTION_IDS = Object.keys(SECTIONS);
export const familyActor = (dossierId: string): Actor => ({ kind: 'family', dossierId, draftId: null });
const REASONS = {
  decline: 'hours',
  giveUp: 'distance',
  withdraw: 'moved_away',
  revoke: 'error_in_decision',
  reopen: 'family_asked',
};

const CHANGES = {
  extend: 'extendPlace',
  leave: 'recordDeparture',
  postpone: 'postponePart',
  stay: 'keepInSection',
} as const;
const ENDS = { noShow: 'recordNoShow', cancel: 'cancelPart' } as const;

const NO_CHILD: ReadonlySet<string> = new Set();

/** The request that a family is still looking for: its open transfer, or else its first request. */
function requestOf(world: PlacementDrill, family: number): RequestRow {
  const { requestId } = world.families[family % world.families.length]!;
  const own = world.rows.requests.filter(({ transfer_from_id: origin }) => origin === requestId);
  const open = own.find(({ state }) =>
    ['oriented', 'before_commission', 'waiting_list', 'offered', 'partly_placed', 'in_triage'].includes(state),
  );
  return open ?? world.rows.requests.find(({ id }) => id === requestId)!;
}

export const childrenOf = (world: PlacementDrill, ...requests: RequestRow[]): ReadonlySet<string> =>
  new Set(requests.map(({ id }) => firstRequestOf(world.rows, id)));

/** @returns null when there is nothing that the command could apply to */
export function planned(world: PlacementDrill, command: Exclude<Command, { do: 'pass' }>): Planned | null {
  switch (command.do) {
    case 'offer':
      return offer(world, command);
    case 'offerAll':
      return offerAll(world, command);
    case 'accept':
      return accept(world, command);
    case 'decline':
      return decline(world, command);
    case 'giveUp':
      return giveUp(world, command);
    case 'agree':
      return agree(world, command.family);
    case 'revoke':
    case 'bounce':
      return onOpenOffer(world, command.do, command.family);
    case 'withdraw':
    case 'askAgain':
      return onRequest(world, command.family, command.do);
    case 'agreement':
    case 'elsewhere':
      return onRequest(world, command.family, command.do, command.suffices);
    case 'correctSolution':
    case 'endSolution':
      return changeSolution(world, command);
    case 'takeBack':
      return takeBack(world, command.family);
    case 'birth':
      return birth(world, command);
    case 'stop':
      return stop(world, command.family);
    case 'takeOver':
      return takeOver(world, command);
    case 'enter':
      return enter(world, command);
    case 'remove':
      return remove(world, command.nth);
    case 'extend':
    case 'leave':
    case 'postpone':
    case 'stay':
      return toADay(world, command);
    case 'confirmMove':
      return confirmMove(world, command.nth);
    case 'changeSection':
      return changeSection(world, command);
    case 'changeDays':
      return changeDays(world, command);
    case 'cancel':
      return cancel(world, command.nth);
    case 'noShow':
      return noShow(world, command.nth);
    case 'undo':
      return undo(world, command.nth);
    case 'endAndUndo':
      return endAndUndo(world, command);
    case 'propose':
      return propose(world, command);
    case 'ratify':
      return ratify(world, command);
    case 'closing':
    case 'reopen':
    case 'places':
    case 'overbooking':
    case 'paths':
      return onEstablishment(world, command);
    case 'shut':
    case 'unshut':
    case 'hours':
    case 'dropHours':
    case 'ages':
    case 'addSection':
    case 'sectionPlaces':
      return { children: NO_CHILD, work: () => changeOffer(world, command, ESTABLISHMENTS), told: () => [] };
    case 'reserve':
    case 'changeReserve':
    case 'endReserve':
    case 'note':
    case 'endNote':
    case 'setOwner':
      return onReserved(world, command);
    case 'directly':
      return past(world, command);
  }
}

/** The section, the days and the half-days of a place to offer, among the family's wishes. */
function place(
  world: PlacementDrill,
  { id, dossier_id: dossierId, birth }: RequestRow,
  { nth, when, weeks, days }: { nth: number; when: number; weeks: number; days: number },
): NewOffer {
  const { wishes, need } = world.families.find((family) => family.dossierId === dossierId)!;
  const wished = SECTION_IDS.filter((section) => wishes.includes(section.split(':')[0]!));
  const from = world.between(addDays(world.today, -2), addDays(world.today, 90), when);
  const slots = days === 0 ? need : daysOf(days);
  const [sectionId, last] = [wished[nth % wished.length]!, addDays(from, weeks * 7 - 1)];
  return {
    requestId: id,
    dossierId,
    sectionId,
    from,
    ...world.app.get(Paths).planStay(sectionId, birth, from, last),
    slots,
    coversNeed: (need & ~slots) === 0,
    reofferAllowed: false,
    days: 10,
  };
}

const offered = (after: Rows, wanted: NewOffer): string[] =>
  unless(
    after.offers.some(
      ({ request_id, section_id, slots, to, path_to, state }) =>
        state === 'open' &&
        request_id === wanted.requestId &&
        section_id === wanted.sectionId &&
        slots === wanted.slots &&
        to === wanted.to &&
        path_to === wanted.pathTo,
    ),
    `no open offer of ${wanted.sectionId} for ${wanted.requestId}`,
  );

/** Lists a request and admits it, as the closing of a session does. */
async function list(world: PlacementDrill, tx: Tx, { id, state }: RequestRow): Promise<void> {
  if (['oriented', 'waiting_list', 'partly_placed'].includes(state))
    await world.app.get(RequestMoves).move(tx, DESK, id, 'list');
}

function offer(world: PlacementDrill, command: Extract<Command, { do: 'offer' }>): Planned {
  const request = requestOf(world, command.family);
  const wanted = place(world, request, command);
  const { requestId, sectionId, from, slots } = wanted;
  const to = wanted.pathTo ?? wanted.to;
  const offers = world.app.get(Offers);
  const work = {
    session: () =>
      world.run(async (tx) => {
        await list(world, tx, request);
        await offers.makeOffer(tx, SESSION, 'admit', wanted);
      }),
    next: () => world.run(async (tx) => void (await offers.makeOffer(tx, SYSTEM, 'reoffer', wanted))),
    director: () =>
      world.app
        .get(Admissions)
        .admitChild(DIRECTOR, world.app.get(Supply).provider(sectionId.split(':')[0]!)!, {
          requestId,
          expectedVersion: request.version,
          sectionId,
          from,
          to,
          slots,
          reason: 'care_lost',
        }),
  };
  return { children: childrenOf(world, request), work: work[command.by], told: (after) => offered(after, wanted) };
}

function offerAll(world: PlacementDrill, command: Extract<Command, { do: 'offerAll' }>): Planned | null {
  const requests = world.families
    .map((_, family) => requestOf(world, family))
    .filter(({ state }) => ['oriented', 'waiting_list', 'before_commission', 'partly_placed'].includes(state));
  const wanted = requests.map((request, index) => place(world, request, { ...command, nth: command.nth + index }));
  if (wanted.length === 0) return null;
  return {
    children: childrenOf(world, ...requests),
    work: () =>
      world.run(async (tx) => {
        for (const request of requests) await list(world, tx, request);
        const offers = world.app.get(Offers);
        await offers.makeAll(tx, SESSION, 'admit', await offers.reserveSeats(tx, SESSION, wanted));
      }),
    told: (after) => wanted.flatMap((one) => offered(after, one)),
  };
}

const openOffer = (world: PlacementDrill, { id }: RequestRow): OfferRow | undefined =>
  world.rows.offers.find(({ request_id, state }) => request_id === id && state === 'open') ??
  world.rows.offers.find(({ request_id }) => request_id === id);

function accept(world: PlacementDrill, { family, keep, told }: Extract<Command, { do: 'accept' }>): Planned | null {
  const request = requestOf(world, family);
  const one = openOffer(world, request);
  if (!one) return null;
  const kept = keep ? world.families[family % world.families.length]!.wishes : [];
  const before = world.rows;
  return {
    children: childrenOf(world, request),
    work: () =>
      told
        ? world.app
            .get(DeskActs)
            .answerOffer(
              DESK,
              { requestId: request.id, version: request.version },
              { saidBy: 1, accept: true, keep: kept, passesContact: false },
            )
        : world.app.get(FamilyOffers).acceptOffer(familyActor(request.dossier_id), one.id, kept, false),
    told: (after) => {
      // Accepting twice accepts once.
      if (one.state !== 'open') return unless(JSON.stringify(after) === JSON.stringify(before), 'accepted twice');
      const line = after.lines.find(({ offer_id }) => offer_id === one.id);
      if (!line) return ['accepted, and no place'];
      const origin = request.transfer_from_id;
      return [
        ...unless(offerIn(after, one.id).state === 'accepted', 'accepted, and the offer is not'),
        ...is(line, { to: one.to, path_to: one.path_to, slots: one.slots, section_id: one.section_id, state: 'held' }),
        ...unless(
          line.from >= one.from && line.from <= addDays(world.today < one.from ? one.from : world.today, 1),
          `begins on ${line.from}`,
        ),
        ...after.lines
          .filter(
            (old) => old.request_id === origin && origin !== null && old.from <= old.to && lastOf(old) >= line.from,
          )
          .map((old) => `${old.id} goes on beside the better place`),
      ];
    },
  };
}

function decline(
  world: PlacementDrill,
  { family, choice, told }: Extract<Command, { do: 'decline' | 'giveUp' }>,
): Planned | null {
  const request = requestOf(world, family);
  const one = openOffer(world, request);
  if (!one) return null;
  return {
    children: childrenOf(world, request),
    work: () =>
      told
        ? world.app
            .get(DeskActs)
            .answerOffer(
              DESK,
              { requestId: request.id, version: request.version },
              { saidBy: 1, accept: false, reason: REASONS.decline, choice },
            )
        : world.app
            .get(FamilyOffers)
            .declineOffer(familyActor(request.dossier_id), one.id, { reason: REASONS.decline, choice }),
    told: (after) => unless(offerIn(after, one.id).state === 'declined', 'declined, and the offer is not'),
  };
}

function giveUp(
  world: PlacementDrill,
  { family, choice, told }: Extract<Command, { do: 'decline' | 'giveUp' }>,
): Planned | null {
  const { dossierId } = world.families[family % world.families.length]!;
  const accepted = world.rows.offers.filter(
    ({ dossier_id, state }) => dossier_id === dossierId && state === 'accepted',
  );
  const one = accepted.find(({ from }) => from > world.today) ?? accepted[0];
  if (!one) return null;
  const request = world.rows.requests.find(({ id }) => id === one.request_id)!;
  const how = { reason: REASONS.giveUp, choice, ...(told ? { saidBy: 1 } : {}) };
  return {
    children: childrenOf(world, request),
    work: () =>
      told
        ? world.app.get(DeskActs).giveUp(DESK, { requestId: request.id, version: request.version }, one.id, how)
        : world.app.get(FamilyOffers).giveUp(familyActor(dossierId), one.id, how),
    told: (after) => [
      ...unless(offerIn(after, one.id).state === 'given_up', 'given up, and the offer is not'),
      ...after.lines
        .filter((line) => line.offer_id === one.id && (isHeld(line) || line.from <= line.to))
        .map(({ id }) => `${id} was given up, and goes on`),
    ],
  };
}

function agree(world: PlacementDrill, family: number): Planned | null {
  const { dossierId } = world.families[family % world.families.length]!;
  const own = world.rows.lines.filter(
    (one) =>
      isHeld(one) && world.rows.offers.some(({ id, dossier_id }) => id === one.offer_id && dossier_id === dossierId),
  );
  const line = own.find(({ dates_state: state }) => state === 'proposed') ?? own[0];
  if (!line) return null;
  return {
    children: new Set([line.child_id]),
    work: () => world.app.get(FamilyOffers).agreeDates(familyActor(dossierId), line.offer_id!),
    told: (after) =>
      after.lines
        .filter(
          (one) =>
            one.offer_id === line.offer_id &&
            one.dates_state === 'agreed' &&
            one.from !== one.adaptation_from &&
            isHeld(one),
        )
        .map(({ id }) => `${id} does not begin on the day agreed`),
  };
}

function onOpenOffer(world: PlacementDrill, what: 'revoke' | 'bounce', family: number): Planned | null {
  const request = requestOf(world, family);
  const one = openOffer(world, request);
  if (!one) return null;
  const offers = world.app.get(Offers);
  return {
    children: childrenOf(world, request),
    work: () =>
      world.run((tx) =>
        what === 'revoke'
          ? offers.revokeOffer(tx, COORDINATOR, one.id, REASONS.revoke)
          : world.app.get(OfferReminders).reminderLost(tx, one.id),
      ),
    told: (after) =>
      what === 'revoke'
        ? unless(offerIn(after, one.id).state === 'revoked', 'revoked, and the offer is not')
        : unless(one.state !== 'open' || offerIn(after, one.id).reminded_at === null, 'reminded of'),
  };
}

function onRequest(
  world: PlacementDrill,
  family: number,
  what: 'withdraw' | 'askAgain' | 'agreement' | 'elsewhere',
  suffices = false,
): Planned {
  const request = requestOf(world, family);
  const { id, version, state } = request;
  const seen = { requestId: id, version };
  const desk = world.app.get(DeskActs);
  const solution = { providerId: null, providerLabel: null, week: null, from: world.today, to: null };
  const work = {
    withdraw: () => desk.moveRequest(DESK, seen, 'withdraw', REASONS.withdraw),
    askAgain: () =>
      world.run(async (tx) => {
        if (['withdrawn', 'solved_elsewhere'].includes(state))
          await world.app.get(RequestMoves).move(tx, DESK, id, 'reopen', { reason: REASONS.reopen });
        await world.app.get(TriageActs).orientRequest(tx, DESK, id, ['commission']);
      }),
    agreement: () => desk.recordAgreement(DESK, seen, { ...solution, kind: 'childminder' }, suffices),
    elsewhere: () =>
      world.run(async (tx) => {
        const found = { ...solution, kind: 'elsewhere' as const };
        await world.app
          .get(Solutions)
          .reportElsewhere(tx, familyActor(request.dossier_id), id, found, suffices, version);
        // What it had already, or was offered, may be over when it takes this back. It then waits.
        if (state !== 'partly_placed' && state !== 'offered') tx.afterCommit(() => void world.searched.set(id, state));
      }),
  };
  const now = (after: Rows): string => after.requests.find((one) => one.id === id)!.state;
  return {
    children: childrenOf(world, request),
    work: work[what],
    told: (after) =>
      what === 'withdraw'
        ? unless(now(after) === 'withdrawn', `withdrawn, and it is ${now(after)}`)
        : what === 'askAgain'
          ? unless(now(after) === 'oriented', `asked again, and it is ${now(after)}`)
          : unless(
              after.solutions.length === world.rows.solutions.length ||
                after.solutions.filter(({ request_id }) => request_id === id).length > 0,
              'a solution that is not there',
            ),
  };
}

function toADay(
  world: PlacementDrill,
  { do: what, nth, when }: Extract<Command, { do: 'extend' | 'leave' | 'postpone' | 'stay' }>,
): Planned | null {
  const line = world.line(
    nth,
    (one) =>
      isHeld(one) && (what !== 'postpone' || isChangeToCome(world, one)) && (what !== 'stay' || lastOf(one) > one.to),
  );
  if (!line) return null;
  const children = world.app.get(Children);
  const first = addDays(world.today, 1);
  const before = partBefore(world, line);
  const day: Day =
    what === 'extend'
      ? world.between(addDays(lastOf(line), 1), addDays(lastOf(line), 120), when)
      : what === 'leave'
        ? world.between(line.from, lastOf(line), when)
        : what === 'stay'
          ? world.between(addDays(line.to, 1), lastOf(line), when)
          : world.between(before && before.from > world.today ? addDays(before.from, 1) : first, line.to, when);
  return {
    children: new Set([line.child_id]),
    work: () => children[CHANGES[what]](DIRECTOR, line.id, day),
    told: (after) => {
      const now = lineIn(after, line.id);
      if (what === 'postpone')
        return [
          ...is(now, { from: day, to: line.to }),
          ...(before ? is(lineIn(after, before.id), { to: addDays(day, -1) }) : []),
        ];
      if (what === 'stay')
        return [
          ...is(now, { from: line.from, to: day, state: 'held' }),
          ...unless(lastOf(now) === lastOf(line), `${line.id} stays, and its path ends on ${lastOf(now)}`),
        ];
      const state = what === 'leave' && day < world.today ? 'ended' : 'held';
      return [
        ...is(now, {
          state,
          to:
            what === 'extend'
              ? line.path_to === null || line.path_to <= line.to
                ? day
                : line.to
              : day < line.to
                ? day
                : line.to,
        }),
        ...unless(lastOf(now) === day, `${line.id} ends on ${lastOf(now)}, not ${day}`),
        ...(what === 'leave' ? partsAfter(after, now).map(({ id }) => `${id} goes on after a departure`) : []),
      ];
    },
  };
}

function changeSection(
  world: PlacementDrill,
  { nth, to, when }: Extract<Command, { do: 'changeSection' }>,
): Planned | null {
  const line = world.line(nth, isHeld);
  if (!line) return null;
  const near = SECTION_IDS.filter(
    (id) => id.split(':')[0] === line.section_id.split(':')[0] && (id !== line.section_id || to === 7),
  );
  const target = near[to % Math.max(1, near.length)] ?? line.section_id;
  const day = world.between(world.today > line.from ? world.today : addDays(line.from, 1), lastOf(line), when);
  return {
    children: new Set([line.child_id]),
    work: () => world.app.get(Children).changeSection(DIRECTOR, line.id, target, day),
    told: (after) => [
      ...unless(lastOf(lineIn(after, line.id)) < day, `${line.id} goes on beside its next section`),
      ...is(lineIn(after, line.id), {
        section_id: line.section_id,
        slots: line.slots,
        ...(day > world.today ? { to: addDays(day, -1) } : {}),
      }),
      ...unless(
        after.lines.some(
          (one) =>
            one.child_id === line.child_id &&
            one.section_id === target &&
            one.from === day &&
            lastOf(one) === lastOf(line) &&
            one.slots === line.slots &&
            isHeld(one),
        ),
        `not in ${target} from ${day}`,
      ),
    ],
  };
}

/** The day is read as the director would read it, because the rows do not say where a child is expected next. */
function confirmMove(world: PlacementDrill, nth: number): Planned | null {
  const line = world.line(nth, (one) => isHeld(one) && lastOf(one) > one.to);
  if (!line) return null;
  const children = world.app.get(Children);
  const provider = world.app.get(Supply).provider(line.section_id.split(':')[0]!)!;
  return {
    children: new Set([line.child_id]),
    work: async () => {
      const { placement, next } = await children.readChild(DIRECTOR, provider, line.id);
      await children.confirmMove(DIRECTOR, placement.id, next?.from ?? placement.to);
    },
    told: (after) => {
      const own = after.lines.filter(
        (one) => one.child_id === line.child_id && one.offer_id === line.offer_id && isHeld(one),
      );
      const held = (rows: readonly Line[]): number => rows.reduce((sum, one) => sum + halfDaysOf(one).length, 0);
      return [
        ...unless(
          own.some((one) => lastOf(one) === lastOf(line)),
          'a path confirmed, and its last day lost',
        ),
        ...unless(
          held(own) >=
            held(
              world.rows.lines.filter(
                (one) => one.child_id === line.child_id && one.offer_id === line.offer_id && isHeld(one),
              ),
            ),
          'a move confirmed, and less is held than before',
        ),
      ];
    },
  };
}

function changeDays(
  world: PlacementDrill,
  { nth, days, when }: Extract<Command, { do: 'changeDays' }>,
): Planned | null {
  const line = world.line(nth, isHeld);
  if (!line) return null;
  const slots = daysOf(days);
  const isWhole = line.from > world.today && when < 40;
  const from = isWhole ? line.from : world.between(line.from, line.to, when);
  const later = partsAfter(world.rows, line).filter((part) => part.slots === line.slots);
  return {
    children: new Set([line.child_id]),
    work: () => world.app.get(Children).changeDays(DIRECTOR, line.id, slots, from),
    told: (after) => [
      ...(from === line.from
        ? is(lineIn(after, line.id), { slots, from, to: line.to, state: 'held' })
        : [
            ...is(lineIn(after, line.id), { slots: line.slots, from: line.from, to: addDays(from, -1), state: 'held' }),
            ...unless(
              partsAfter(after, line).some(
                (next) => next.section_id === line.section_id && next.slots === slots && next.from === from,
              ),
              `${line.id} ends, and nothing follows on ${from}`,
            ),
          ]),
      ...later.flatMap(({ id }) => is(lineIn(after, id), { slots, state: 'held' })),
    ],
  };
}

function cancel(world: PlacementDrill, nth: number): Planned | null {
  const line = world.line(nth, (one) => isChangeToCome(world, one));
  if (!line) return null;
  const before = partBefore(world, line);
  return {
    children: new Set([line.child_id]),
    work: () => world.app.get(Children).cancelPart(DIRECTOR, line.id),
    told: (after) => [
      ...is(lineIn(after, line.id), { state: 'ended' }),
      ...unless(halfDaysOf(lineIn(after, line.id)).length === 0, `${line.id} was cancelled, and goes on`),
      ...(before
        ? [
            ...is(lineIn(after, before.id), { state: 'held' }),
            ...unless(
              lastOf(lineIn(after, before.id)) === lastOf(line),
              `${before.id} does not go on until ${lastOf(line)}`,
            ),
          ]
        : []),
    ],
  };
}

function noShow(world: PlacementDrill, nth: number): Planned | null {
  const line = world.line(nth, (one) => isHeld(one) && one.request_id !== null && one.from <= world.today);
  if (!line) return null;
  return {
    children: new Set([line.child_id]),
    work: () => world.app.get(Children).recordNoShow(DIRECTOR, line.id),
    told: (after) =>
      [lineIn(after, line.id), ...partsAfter(world.rows, line).map(({ id }) => lineIn(after, id))]
        .filter((one) => isHeld(one) || (one.from <= one.to && lastOf(one) >= world.today))
        .map(({ id }) => `${id} goes on, and nobody came`),
  };
}

function undo(world: PlacementDrill, nth: number): Planned | null {
  const line = world.line(nth, (one) => beforeEnd(one).length > 0);
  if (!line) return null;
  // The part that goes on instead of the cancelled one. Its last day may have changed since.
  const instead = world.rows.lines.find(
    ({ id, from }) => from < line.from && beforeEnd(line).some((was) => was.id === id),
  );
  return {
    children: new Set([line.child_id]),
    work: () => world.app.get(Children).undoEnd(DIRECTOR, line.id),
    told: (after) => [
      ...beforeEnd(line).flatMap(({ id, to, pathTo = null }) =>
        id === line.id && instead
          ? unless(
              lastOf(lineIn(after, id)) === lastOf(instead),
              `${id} does not end with ${instead.id}, on ${lastOf(instead)}`,
            )
          : is(lineIn(after, id), {
              to,
              path_to: pathTo,
              ...(lastOf({ to, path_to: pathTo }) < world.today ? {} : { state: 'held' }),
            }),
      ),
      ...unless(beforeEnd(lineIn(after, line.id)).length === 0, `${line.id} can be taken back twice`),
    ],
  };
}

/** As the page of a closing restores a stay: its family is told once. */
const restoreAfterClosing = (world: PlacementDrill, placementId: string): Promise<void> =>
  world.run(async (tx) => {
    const changes = world.app.get(PlacementChanges);
    const { placement, familyTold } = await changes.restoreAfterClosing(tx, COORDINATOR, placementId);
    if (!familyTold) await changes.tellRestored(tx, placement);
  });

function endAndUndo(world: PlacementDrill, { nth, end, when }: Extract<Command, { do: 'endAndUndo' }>): Planned | null {
  const suits = {
    leave: isHeld,
    noShow: (one: Line) => isHeld(one) && one.request_id !== null && one.from <= world.today,
    cancel: (one: Line) => isChangeToCome(world, one),
  }[end];
  const line = world.line(nth, suits);
  if (!line) return null;
  // Beyond the places, a seat that is given back is not given again: such an end is not taken back at once.
  const owner = line.section_id.split(':')[0]!;
  if (world.rows.held.some(({ section_id: id, beyond }) => id.startsWith(`${owner}:`) && Number(beyond) > 0))
    return null;
  const children = world.app.get(Children);
  const day = world.between(line.from, lastOf(line), when);
  let ended = false;
  const before = world.rows;
  const bare = (rows: Rows): string =>
    JSON.stringify([
      rows.lines.map((one) => [
        one.id,
        one.from,
        one.to,
        lastOf(one),
        one.slots,
        lastOf(one) < world.today ? null : one.state,
        one.section_id,
      ]),
      rows.solutions.map(({ id, placement_id, to, slots }) => [id, placement_id, to, slots]),
    ]);
  return {
    children: new Set([line.child_id]),
    work: async () => {
      // Half of the departures are those of a closing, by the coordinator.
      const closes = end === 'leave' && nth % 2 === 1;
      await (closes
        ? world.run((tx) => world.app.get(PlacementEnds).endBeforeClosing(tx, COORDINATOR, line.id, day))
        : end === 'leave'
          ? children.recordDeparture(DIRECTOR, line.id, day)
          : children[ENDS[end]](DIRECTOR, line.id));
      ended = true;
      try {
        await (closes ? restoreAfterClosing(world, line.id) : children.undoEnd(DIRECTOR, line.id));
      } catch (error) {
        throw new Error(`an end that cannot be taken back at once: ${(error as Error).message}`, { cause: error });
      }
    },
    told: (after) =>
      unless(
        ended && bare(before) === bare(after),
        `${end} taken back at once, and things are not as they were: ${bare(before)} then ${bare(after)}`,
      ),
  };
}

function propose(
  world: PlacementDrill,
  { nth, when, later, agreed }: Extract<Command, { do: 'propose' }>,
): Planned | null {
  const line = world.line(nth, (one) => isHeld(one) && one.request_id !== null && one.from >= world.today);
  if (!line) return null;
  const adaptationFrom = world.between(addDays(line.from, -5), addDays(line.from, 30), when);
  return {
    children: new Set([line.child_id]),
    work: () =>
      world.app
        .get(Children)
        .proposeDates(DIRECTOR, line.id, { adaptationFrom, startFrom: addDays(adaptationFrom, later) }, agreed),
    told: (after) =>
      is(lineIn(after, line.id), {
        dates_state: agreed ? 'agreed' : 'proposed',
        adaptation_from: adaptationFrom,
        from: agreed ? adaptationFrom : line.from,
        to: line.to,
      }),
  };
}

function ratify(world: PlacementDrill, { nth, ratified, when }: Extract<Command, { do: 'ratify' }>): Planned | null {
  const line = world.line(nth, (one) => isHeld(one) && one.ratification === 'pending');
  if (!line) return null;
  const lastDay = addDays(world.today, 28 + Math.floor(when / 2));
  return {
    children: new Set([line.child_id]),
    work: () =>
      world.run((tx) =>
        world.app
          .get(PlacementEnds)
          .recordRatification(tx, SESSION, line.id, ratified ? { ratified } : { ratified, lastDay }),
      ),
    told: (after) => [
      ...is(lineIn(after, line.id), {
        ratification: ratified ? 'ratified' : 'refused',
        ...(ratified ? { to: line.to, path_to: line.path_to } : {}),
      }),
      ...after.lines
        .filter(
          (one) =>
            !ratified &&
            one.child_id === line.child_id &&
            one.offer_id === line.offer_id &&
            one.from <= one.to &&
            lastOf(one) > lastDay &&
            lastDay < lastOf(line),
        )
        .map(({ id }) => `${id} was not ratified, and goes on after ${lastDay}`),
    ],
  };
}

function onEstablishment(
  world: PlacementDrill,
  command: Extract<Command, { do: 'closing' | 'reopen' | 'places' | 'overbooking' | 'paths' }>,
): Planned {
  const providerId = ESTABLISHMENTS[command.nth % ESTABLISHMENTS.length]!;
  const closings = world.app.get(Closings);
  const work = async (): Promise<void> => {
    switch (command.do) {
      case 'closing': {
        const from = addDays(world.today, command.when);
        return closings.declareClosing(DIRECTOR, {
          providerId,
          from,
          to: addDays(from, command.length),
          reason: 'works',
        });
      }
      case 'reopen': {
        const declared = (await world.reader.find(ClosingPeriod, { order: { from: 'ASC' } })).filter(
          ({ to }) => to >= world.today,
        );
        const one = declared[command.nth % Math.max(1, declared.length)];
        return closings.removeClosing(DIRECTOR, one?.providerId ?? providerId, one?.id ?? '');
      }
      case 'places': {
        const seats = Object.fromEntries(maskToSlots(daysOf(command.days)).map((slot) => [slot, command.places]));
        return world.app
          .get(PlacesChanges)
          .changePlaces(
            DIRECTOR,
            SECTION_IDS[command.nth % SECTION_IDS.length]!,
            addDays(world.today, command.when * 3 - 2),
            seats,
          );
      }
      case 'paths':
        return world.app
          .get(PlacesChanges)
          .setPaths(DIRECTOR, providerId, { sectionMove: command.september ? 'september' : 'age', lastDay: '08-31' });
      case 'overbooking':
        return world.app.get(PlacesChanges).allowOverbooking(DIRECTOR, providerId, command.allowed);
    }
  };
  return { children: NO_CHILD, work, told: () => [] };
}
