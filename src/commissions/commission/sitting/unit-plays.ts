import { Injectable } from '@nestjs/common';
import { Grids, pointsAt, type CriteriaGrid } from '../../admission/index.js';
import { Dossiers, findOpenIn, OPEN_STATES, type RequestFile, type WishForm } from '../../../dossier/dossier/index.js';
import { Clock } from '../../../foundation/kernel/clock.js';
import type { Id } from '../../../foundation/kernel/ids.js';
import { ageInMonths, type Day } from '../../../foundation/kernel/time.js';
import {
  slotsOfSchedule,
  slotsToMask,
  SLOTS,
  WEEKDAYS,
  type OpeningWeek,
} from '../../../foundation/kernel/week-schedule.js';
import { Reader } from '../../../foundation/platform/database/index.js';
import { Supply } from '../../../offer/supply/index.js';
import { InsertionPlaces } from '../bodies/insertion-places.js';
import { UNIT_POSITIONS, type NewUnit, type NewUnitWish, type UnitOutcome } from '../domain/new-unit.js';
import { sessionOrder } from '../domain/session-order.js';
import { entryOf } from '../domain/snapshot.js';
import { CaseSnapshots, type JudgedCase } from '../freezing/case-snapshots.js';
import type { Body } from '../persistence/commission.entities.js';
import type { PlayedCase } from './session-candidates.js';
import { SessionInputs } from './session-inputs.js';
import { UnitThreads } from './unit-threads.js';

/** A unit that somebody tries out. */
export interface TriedUnit {
  readonly mode: WishForm['mode'];
  readonly places: number;
  /** Completed months at the entry; the upper bound excluded. */
  readonly ageFromMonths: number;
  readonly ageToMonths: number;
  /** Whether it is near a family that lives in this commune. */
  readonly isNear: (communeCode: string | null) => boolean;
}

/** How many children each outcome concerns, by commune of residence; '' outside the territory. */
export type UnitCounts = Readonly<Record<keyof UnitOutcome, Readonly<Record<string, number>>>>;

export interface UnitPlay {
  /** Children who took part. */
  readonly waiting: number;
  /** Open requests that could not: without days, birth or date, or without a wish for any place of the play. */
  readonly leftOut: number;
  /** Of these, those without a wish for any place of the play. */
  readonly placeless: number;
  /** Of those who took part, those for whom the unit would be a wish. */
  readonly wishing: number;
  /** Of the others, those who have not said whether they would accept it. */
  readonly unsaid: number;
  /** As the last and as the first wish of those who would accept the unit; then of those who have not said so too. */
  readonly plays: readonly UnitCounts[];
}

interface Waiting extends JudgedCase {
  readonly file: RequestFile;
}

interface Judged {
  readonly waiting: readonly Waiting[];
  readonly placeless: number;
}

/** How many requests are read and judged at once, so that others are answered meanwhile. */
const AT_ONCE = 200;

/** The id of the unit among establishments. None of theirs begins so. */
const UNIT = '~unit';
const SECTION = 'unit';
const OPEN = slotsToMask(SLOTS.slice(0, 10));
const HOURS: OpeningWeek = Object.fromEntries(
  WEEKDAYS.slice(0, 5).map((weekday) => [weekday, { start: '07:00', end: '19:00' }]),
);
/** The play is no session: nobody draws lots for it, and the same families give the same play. */
const SEED = 'unit-play';

/**
 * Plays all requests that wait today, as if a unit existed for which nobody could wish yet (observatory.md). Each
 * request is judged as a session would judge it. Nothing is decided, and nothing of the play is kept but counts.
 */
@Injectable()
export class UnitPlays {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
    private readonly grids: Grids,
    private readonly supply: Supply,
    private readonly snapshots: CaseSnapshots,
    private readonly insertion: InsertionPlaces,
    private readonly inputs: SessionInputs,
    private readonly threads: UnitThreads,
  ) {}

  /** Null while no grid is in force, because nothing then ranks the families. */
  async playUnit(tried: TriedUnit): Promise<UnitPlay | null> {
    const inForce = await this.grids.findInForce();
    if (!inForce) return null;
    const entryFrom = this.clock.today();
    const body = this.everyEstablishment();
    const ids = await findOpenIn(this.reader, OPEN_STATES);
    const { waiting, placeless } = await this.judgeWaiting(body, inForce.grid, tried, ids);
    const possible = new Map(waiting.flatMap((one) => wishFor(tried, one, entryFrom)));
    const unsaid = new Set(waiting.flatMap(({ file }) => (wouldAccept(tried, file) === null ? [file.request.id] : [])));
    const wishes = new Map([...possible].filter(([id]) => !unsaid.has(id)));
    const cases = waiting.map(({ file, snapshot, points, lines }): PlayedCase => ({
      id: file.request.id,
      dossierId: file.dossier.id,
      snapshot: { ...snapshot, wishes: snapshot.wishes.filter(({ providerId }) => providerId !== UNIT) },
      points,
      lines,
    }));
    const { tieBreak } = sessionOrder(
      waiting.map(({ file, snapshot, points }) => ({
        id: file.request.id,
        family: file.dossier.id,
        points,
        requestedAt: snapshot.requestedAt,
        birth: snapshot.birth,
      })),
      SEED,
      inForce.grid.tieBreak,
    );
    const byId = new Map(cases.map((one) => [one.id, one]));
    const input = await this.inputs.readInput(
      this.reader,
      { entryFrom, rules: await this.insertion.rulesOf(this.reader, { entryFrom, rules: null }, body) },
      body,
      tieBreak.map((id) => byId.get(id)!),
      [...possible.values()].map(({ choice }) => choice.stay),
    );
    const unit: NewUnit = {
      at: UNIT,
      section: SECTION,
      places: tried.places,
      open: OPEN,
      wishes,
      partly: new Set(waiting.flatMap(({ file }) => (file.request.state === 'partly_placed' ? [file.request.id] : []))),
    };
    const outcomes = [await this.threads.playUnit(input, unit)];
    if (possible.size > wishes.size) outcomes.push(await this.threads.playUnit(input, { ...unit, wishes: possible }));
    const communeOf = new Map(waiting.map(({ file }) => [file.request.id, file.dossier.communeCode ?? '']));
    return {
      waiting: waiting.length,
      leftOut: ids.length - waiting.length,
      placeless,
      wishing: wishes.size,
      unsaid: possible.size - wishes.size,
      plays: outcomes.flatMap((played) =>
        UNIT_POSITIONS.map((position) => countByCommune(played[position], communeOf)),
      ),
    };
  }

  /** One body of all establishments, with the usual rules of choice: those of several bodies cannot all hold at once. */
  private everyEstablishment(): Pick<Body, 'establishmentIds' | 'rules'> {
    return { establishmentIds: this.supply.establishments().map(({ id }) => id), rules: null };
  }

  private async judgeWaiting(
    body: Pick<Body, 'establishmentIds'>,
    grid: CriteriaGrid,
    tried: TriedUnit,
    ids: readonly Id[],
  ): Promise<Judged> {
    const judged: Judged[] = [];
    for (let first = 0; first < ids.length; first += AT_ONCE)
      judged.push(await this.judgeSlice(body, grid, tried, ids.slice(first, first + AT_ONCE)));
    return {
      waiting: judged.flatMap(({ waiting }) => waiting),
      placeless: judged.reduce((sum, slice) => sum + slice.placeless, 0),
    };
  }

  private async judgeSlice(
    body: Pick<Body, 'establishmentIds'>,
    grid: CriteriaGrid,
    tried: TriedUnit,
    ids: readonly Id[],
  ): Promise<Judged> {
    const files = (await this.dossiers.loadRequests(this.reader, ids)).map((file) =>
      wouldAccept(tried, file) === false ? file : { ...file, wishes: [...file.wishes, unitWish(file)] },
    );
    const places = new Set([...body.establishmentIds, UNIT]);
    const judged = await this.snapshots.judgeAll(
      this.reader,
      { startsAt: this.clock.now() },
      { establishmentIds: [...places] },
      files,
      grid,
    );
    const isPlaceless = ({ request, wishes }: RequestFile): boolean =>
      !judged.has(request.id) && !wishes.some(({ providerId }) => providerId !== null && places.has(providerId));
    return {
      waiting: files.flatMap((file) => {
        const known = judged.get(file.request.id);
        return known ? [{ ...known, file }] : [];
      }),
      placeless: files.filter(isPlaceless).length,
    };
  }
}

/**
 * Whether a family would accept the unit; null where it has not said so. It accepts a mode that one of its wishes
 * names, or to which its desk oriented it, and one of which it said so. A child who has a place elsewhere does not ask
 * for the unit. A nursery is wished for by its name: nobody is asked whether it would accept one more.
 */
function wouldAccept(
  { mode, isNear }: TriedUnit,
  { dossier, request, wishes, tracks }: Pick<RequestFile, 'dossier' | 'request' | 'wishes' | 'tracks'>,
): boolean | null {
  if (request.transferFromId !== null || !isNear(dossier.communeCode)) return false;
  if (wishes.some((wish) => wish.mode === mode && wish.providerId !== UNIT)) return true;
  if (tracks.some(({ track }) => track === mode)) return true;
  const { acceptsMam = null, acceptsChildminder = null } = request.need;
  return mode === 'mam' ? acceptsMam : mode === 'childminder' ? acceptsChildminder : false;
}

const unitWish = ({ request, wishes }: RequestFile): RequestFile['wishes'][number] => ({
  id: UNIT,
  requestId: request.id,
  rank: wishes.length + 1,
  mode: 'establishment',
  providerId: UNIT,
  communeCode: null,
});

function wishFor(tried: TriedUnit, { file, snapshot, lines, points }: Waiting, entryFrom: Day): [Id, NewUnitWish][] {
  const { birth, week, wishes } = snapshot;
  const entry = entryOf(snapshot, entryFrom);
  const months = Math.max(0, ageInMonths(birth, entry));
  const slots = slotsOfSchedule(week, HOURS);
  if (!wishes.some(({ providerId }) => providerId === UNIT) || slots === 0) return [];
  if (months < tried.ageFromMonths || months >= tried.ageToMonths) return [];
  const choice = { at: UNIT, section: SECTION, slots, stay: { from: entry, to: lastDayOf(birth, entry) } };
  return [[file.request.id, { choice, points: pointsAt({ lines, total: points }, UNIT) }]];
}

/** The end of August of the year of the third birthday, or of the next one for a child who enters later. */
function lastDayOf(birth: Day, entry: Day): Day {
  const school = `${Number(birth.slice(0, 4)) + 3}-08-31`;
  return school > entry ? school : `${Number(entry.slice(0, 4)) + 1}-08-31`;
}

const countByCommune = (outcome: UnitOutcome, communeOf: ReadonlyMap<Id, string>): UnitCounts =>
  Object.fromEntries(
    Object.entries(outcome).map(([name, ids]: [string, readonly Id[]]) => {
      const counts: Record<string, number> = {};
      for (const id of ids) counts[communeOf.get(id)!] = (counts[communeOf.get(id)!] ?? 0) + 1;
      return [name, counts];
    }),
  ) as unknown as UnitCounts;
