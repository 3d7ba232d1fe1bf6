import fc from 'fast-check';
import { addDays, type Day } from '../../../src/foundation/kernel/time.js';
import { dayFields, type FieldValues } from '../page.js';
import type { OfferRows } from './offer-oracle.js';

export const AT = 'ma-71306';
const DIRECTING = ['director', 'agent', 'coordinator'];
const SETTLING = ['agent', 'coordinator'];
/** Who looks after the establishment, who looks after another one, and who looks after none. */
export const ACTORS = [...DIRECTING, 'otherDirector', 'otherAgent', 'member', 'administrator'] as const;

/** A form that somebody sends about the offer of an establishment. */
export type OfferAct =
  | { readonly do: 'offer'; readonly family: number; readonly when: number; readonly weeks: number }
  | {
      readonly do: 'places';
      readonly section: number;
      readonly when: number;
      readonly places: number;
      readonly days: number;
    }
  | { readonly do: 'hours'; readonly when: number; readonly days: number; readonly start: string; readonly end: string }
  | {
      readonly do: 'ages';
      readonly section: number;
      readonly when: number;
      readonly first: number;
      readonly months: number;
    }
  | { readonly do: 'addSection'; readonly when: number; readonly places: number; readonly group: string }
  | { readonly do: 'closing'; readonly when: number; readonly length: number }
  | {
      readonly do: 'close' | 'reopen';
      readonly section: number | null;
      readonly when: number;
      readonly confirmed: boolean;
    }
  | {
      readonly do: 'reserve';
      readonly section: number;
      readonly when: number;
      readonly places: number;
      readonly days: number;
      readonly release: number | null;
    }
  | { readonly do: 'endReserve'; readonly nth: number; readonly when: number };
export interface OfferStep {
  readonly by: number;
  readonly act: OfferAct;
}

const when = fc.nat({ max: 150 });
/** The three that are there, and those of the same ages that somebody adds. */
const CODES = ['babies', 'toddlers', 'older', 'babies-2', 'toddlers-2'];
const section = fc.nat({ max: CODES.length - 1 });
const group = fc.constantFrom('babies', 'toddlers', 'mixed');
const places = fc.nat({ max: 3 });
const days = fc.integer({ min: 1, max: 31 });
const act: fc.Arbitrary<OfferAct> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('offer' as const),
      family: fc.nat({ max: 3 }),
      when,
      weeks: fc.integer({ min: 4, max: 40 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('places' as const), section, when, places, days }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('hours' as const),
      when,
      days: fc.oneof({ weight: 3, arbitrary: fc.constant(31) }, { weight: 1, arbitrary: days }),
      start: fc.constantFrom('7:00', '8:00', '9:00', '14:00'),
      end: fc.constantFrom('12:00', '17:00', '18:00', '19:00'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('ages' as const),
      section,
      when,
      first: fc.nat({ max: 20 }),
      months: fc.integer({ min: 6, max: 40 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('addSection' as const), when, places, group }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('closing' as const), when, length: fc.nat({ max: 20 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('close' as const, 'close' as const, 'reopen' as const),
      section: fc.option(section),
      when,
      confirmed: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('reserve' as const),
      section,
      when,
      places,
      days,
      release: fc.option(fc.nat({ max: 30 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('endReserve' as const), nth: fc.nat({ max: 3 }), when }) },
);
/** Mostly by those who may. */
const by = fc.oneof(
  { weight: 5, arbitrary: fc.nat({ max: 2 }) },
  { weight: 1, arbitrary: fc.nat({ max: ACTORS.length - 1 }) },
);
export const offerSteps: fc.Arbitrary<OfferStep[]> = fc.array(fc.record({ by, act }), {
  minLength: 3,
  maxLength: 8,
  size: 'max',
});

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'];
const chosen = (bits: number): string[] => WEEK.filter((_, index) => (bits >> index) & 1);
const halves = (bits: number): string[] => chosen(bits).flatMap((day) => [`${day}-am`, `${day}-pm`]);

/** Where an act is sent, with which fields, and who may do it; null where there is nothing to which it applies. */
export function formOf(
  act: Exclude<OfferAct, { do: 'offer' }>,
  rows: OfferRows,
  version: number,
  today: Day,
): { url: string; fields: FieldValues; may: readonly string[] } | null {
  const base = `/offre/${AT}`;
  const from = dayFields('from', addDays(today, act.when));
  const code = 'section' in act && act.section !== null ? CODES[act.section]! : null;
  if (code !== null && !rows.sections.some(({ id }) => id === `${AT}:${code}`)) return null;
  const seen = { version: String(version) };
  switch (act.do) {
    case 'places': {
      const open = new Set(halves(act.days));
      const seats = [...WEEK, 'sat'].flatMap((day) =>
        ['am', 'pm'].map((half) => (open.has(`${day}-${half}`) ? String(act.places) : '0')),
      );
      return { url: `${base}/sections/${code}/places`, fields: { ...seen, ...from, 'seats[]': seats }, may: DIRECTING };
    }
    case 'hours':
      return {
        url: `${base}/horaires`,
        fields: { ...seen, ...from, days: chosen(act.days), commonStart: act.start, commonEnd: act.end },
        may: DIRECTING,
      };
    case 'ages': {
      const ages = { ageFrom: String(act.first), ageTo: String(act.first + act.months) };
      return { url: `${base}/sections/${code}`, fields: { ...seen, ...from, ...ages }, may: DIRECTING };
    }
    case 'addSection': {
      const [ageFrom, ageTo] = { babies: ['2', '18'], toddlers: ['12', '30'] }[act.group] ?? ['2', '48'];
      const wanted = { group: act.group, ageFrom: ageFrom!, ageTo: ageTo!, places: String(act.places) };
      return { url: `${base}/sections`, fields: { ...seen, ...from, ...wanted }, may: DIRECTING };
    }
    case 'closing': {
      const to = dayFields('to', addDays(today, act.when + act.length));
      return { url: `${base}/fermetures`, fields: { ...seen, ...from, ...to, reason: 'Travaux' }, may: DIRECTING };
    }
    case 'close':
    case 'reopen': {
      const path = act.do === 'close' ? 'fermer' : 'rouvrir';
      return {
        url: `${base}/${path}${code ? `?section=${code}` : ''}`,
        fields: { ...seen, ...from, reason: 'Fin du bail', ...(act.confirmed ? { confirmed: 'yes' } : {}) },
        may: code ? DIRECTING : SETTLING,
      };
    }
    case 'reserve':
      return {
        url: `${base}/places-reservees/reserver`,
        fields: {
          ...seen,
          ...from,
          section: `${AT}:${code}`,
          ownerKind: 'avip',
          places: String(act.places),
          slots: halves(act.days),
          ...(act.release === null ? {} : dayFields('releaseOn', addDays(today, act.release))),
        },
        may: DIRECTING,
      };
    case 'endReserve': {
      const running = rows.reserved.filter(({ to }) => to === null || to >= today);
      const row = running[act.nth % Math.max(1, running.length)] as { id?: string } | undefined;
      if (!row?.id) return null;
      const end = dayFields('end', addDays(today, act.when));
      return { url: `${base}/places-reservees/${row.id}/fin`, fields: { ...seen, ...end }, may: DIRECTING };
    }
  }
}

/** Sequences that once left a promise without its hours or its seat, and what chance rarely brings together. */
export const OFFER_EXAMPLES: [OfferStep[]][] = [
  // A second section of babies: places are offered in both, then the first is closed and its children are left.
  [
    [
      { by: 0, act: { do: 'addSection', when: 1, places: 2, group: 'babies' } },
      { by: 0, act: { do: 'offer', family: 0, when: 40, weeks: 30 } },
      { by: 0, act: { do: 'offer', family: 1, when: 40, weeks: 30 } },
      { by: 0, act: { do: 'places', section: 3, when: 45, places: 0, days: 31 } },
      { by: 2, act: { do: 'reserve', section: 3, when: 30, places: 2, days: 31, release: null } },
      { by: 2, act: { do: 'close', section: 3, when: 50, confirmed: true } },
      { by: 2, act: { do: 'reopen', section: 3, when: 60, confirmed: false } },
    ],
  ],
  // Hours to come close the afternoons, and a place is offered that reaches beyond their first day.
  [
    [
      { by: 0, act: { do: 'hours', when: 146, days: 31, start: '7:00', end: '12:00' } },
      { by: 0, act: { do: 'offer', family: 0, when: 136, weeks: 4 } },
    ],
  ],
  // Everything that may take a promise away, after one was made, by those who may and those who may not.
  [
    [
      { by: 0, act: { do: 'offer', family: 0, when: 40, weeks: 30 } },
      { by: 0, act: { do: 'hours', when: 60, days: 31, start: '9:00', end: '12:00' } },
      { by: 1, act: { do: 'ages', section: 0, when: 10, first: 20, months: 20 } },
      { by: 2, act: { do: 'reserve', section: 0, when: 30, places: 2, days: 31, release: null } },
      { by: 2, act: { do: 'reserve', section: 0, when: 30, places: 1, days: 31, release: null } },
      { by: 0, act: { do: 'places', section: 0, when: 20, places: 1, days: 31 } },
      { by: 0, act: { do: 'close', section: 0, when: 50, confirmed: true } },
      { by: 3, act: { do: 'close', section: 0, when: 50, confirmed: true } },
      { by: 2, act: { do: 'close', section: 0, when: 50, confirmed: true } },
    ],
  ],
];
