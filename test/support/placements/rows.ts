import type { Reader } from '../../../src/foundation/platform/database/index.js';

export interface Line {
  readonly id: string;
  readonly child_id: string;
  readonly section_id: string;
  readonly request_id: string | null;
  readonly offer_id: string | null;
  readonly from: string;
  /** Last day held. The path may go on after it. */
  readonly to: string;
  readonly path_to: string | null;
  readonly slots: number;
  /** The owner whose reserved seats it takes. */
  readonly reserved_for: string | null;
  readonly state: string;
  readonly ratification: string | null;
  readonly dates_state: string | null;
  readonly adaptation_from: string | null;
  readonly before_end: unknown;
}

export interface OfferRow {
  readonly id: string;
  readonly child_id: string;
  readonly section_id: string;
  readonly request_id: string;
  readonly dossier_id: string;
  readonly from: string;
  readonly to: string;
  readonly path_to: string | null;
  readonly slots: number;
  readonly reserved_for: string | null;
  readonly covers_need: boolean | number;
  readonly state: string;
  readonly reminded_at: string | null;
  readonly effective_deadline: string;
}

export interface SolutionRow {
  readonly id: string;
  readonly request_id: string;
  readonly kind: string;
  readonly placement_id: string | null;
  readonly recorded_by: string;
  readonly slots: number;
  readonly from: string;
  readonly to: string | null;
  readonly ended_at: string | null;
}

export interface RequestRow {
  readonly id: string;
  readonly dossier_id: string;
  readonly transfer_from_id: string | null;
  readonly state: string;
  readonly version: number;
  /** The birth date, or the date on which the child was due. */
  readonly birth: string;
}

export interface HalfDayRow {
  readonly section_id: string;
  readonly day: string;
  readonly half: number;
  readonly places: number;
  readonly held: number;
  readonly beyond: number;
}

export interface ReservedRow {
  readonly id: string;
  readonly section_id: string;
  readonly owner_kind: string;
  readonly commune_code: string | null;
  readonly from: string;
  readonly to: string | null;
  readonly slots: number;
  readonly places: number;
  readonly release_on: string | null;
  /** The first day on which its section receives nobody any more. */
  readonly closed_from: string | null;
}

export interface RightRow {
  readonly id: string;
  readonly dossier_id: string | null;
  readonly child_id: string | null;
  readonly owner: string;
  readonly ended_at: string | null;
}

/** All rows that acts on places and offers write, as the database has them. */
export interface Rows {
  readonly lines: readonly Line[];
  readonly offers: readonly OfferRow[];
  readonly solutions: readonly SolutionRow[];
  readonly requests: readonly RequestRow[];
  /** The half-days with a held seat. */
  readonly held: readonly HalfDayRow[];
  /** All half-days of sections with reserved places. */
  readonly beside: readonly HalfDayRow[];
  readonly reserved: readonly ReservedRow[];
  readonly rights: readonly RightRow[];
  /** Children who are there beyond the places, by a director's decision. */
  readonly derogations: readonly { readonly child_id: string }[];
  /** The communes of the families, by dossier. */
  readonly dossiers: readonly { readonly id: string; readonly commune_code: string | null }[];
  /** The children whom a director entered. */
  readonly present: readonly { readonly id: string }[];
  /**
   * Everything else that an act could change: places, capacities, closings, and the numbers of messages, jobs and
   * journal entries.
   */
  readonly besides: readonly unknown[];
}

export async function readRows(reader: Reader): Promise<Rows> {
  const all = <Row>(sql: string): Promise<Row[]> => reader.sql<Row>(sql);
  const [lines, offers, solutions, requests, held, present, capacities, closings, providers, counts] =
    await Promise.all([
      all<Line>('SELECT * FROM placement ORDER BY id'),
      all<OfferRow>('SELECT * FROM offer ORDER BY id'),
      all<SolutionRow>('SELECT * FROM solution ORDER BY id'),
      all<RequestRow>(
        'SELECT id, dossier_id, transfer_from_id, state, version, COALESCE(birth_date, due_date) AS birth FROM child_request ORDER BY id',
      ),
      all<HalfDayRow>(
        'SELECT section_id, day, half, places, held, beyond FROM seat_ledger WHERE held <> 0 ORDER BY section_id, day, half',
      ),
      all<{ id: string }>('SELECT id FROM present_child ORDER BY id'),
      all('SELECT * FROM capacity ORDER BY id'),
      all('SELECT * FROM closing_period ORDER BY id'),
      all(`SELECT id, overbooking_allowed, section_move, last_day, closed_from, version,
      (SELECT COUNT(*) FROM opening_hours) AS hours, (SELECT COUNT(*) FROM provider_change) AS changes,
      (SELECT COUNT(*) FROM section) AS sections FROM provider WHERE kind = 'establishment' ORDER BY id`),
      all(`SELECT (SELECT COUNT(*) FROM message) AS messages, (SELECT COUNT(*) FROM request_history) AS moves,
      (SELECT COUNT(*) FROM audit_event) AS audited,
      (SELECT COUNT(*) FROM job) AS jobs, (SELECT COUNT(*) FROM job WHERE state = 'waiting') AS waiting,
      (SELECT COUNT(*) FROM placed_child) AS children,
      (SELECT COUNT(*) FROM seat_ledger) AS half_days, (SELECT SUM(places) FROM seat_ledger) AS places`),
    ]);
  const beside = await all<HalfDayRow>(
    `SELECT section_id, day, half, places, held, beyond FROM seat_ledger
      WHERE section_id IN (SELECT section_id FROM reserved_places) ORDER BY section_id, day, half`,
  );
  const reserved = await all<ReservedRow>(
    `SELECT r.*, CASE WHEN p.closed_from IS NULL OR s.closed_from < p.closed_from THEN s.closed_from
      ELSE p.closed_from END AS closed_from FROM reserved_places r JOIN section s ON s.id = r.section_id
      JOIN provider p ON p.id = s.provider_id ORDER BY r.id`,
  );
  const rights = await all<RightRow>('SELECT id, dossier_id, child_id, owner, ended_at FROM reserve_right ORDER BY id');
  const derogations = await all<{ child_id: string }>('SELECT child_id FROM capacity_derogation ORDER BY id');
  const dossiers = await all<{ id: string; commune_code: string | null }>('SELECT id, commune_code FROM dossier');
  return {
    lines,
    offers,
    solutions,
    requests,
    held,
    beside,
    reserved,
    rights,
    derogations,
    dossiers,
    present,
    besides: [capacities, closings, providers, counts],
  };
}

/** The parts of a place before it was ended by hand, with the last days that they had. */
export const beforeEnd = ({
  before_end: value,
}: Line): { readonly id: string; readonly to: string; readonly pathTo?: string | null }[] =>
  (typeof value === 'string' ? JSON.parse(value) : (value ?? [])) as {
    id: string;
    to: string;
    pathTo?: string | null;
  }[];

/** The last day of a place, with the sections in which its child is only expected. */
export const lastOf = ({ to, path_to: path }: Pick<Line, 'to' | 'path_to'>): string =>
  path !== null && path > to ? path : to;
