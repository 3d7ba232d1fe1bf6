import { figure, type DeclaredFigure, type FigureColumn, type Sentence, type Unit } from './declared-figure.js';
import type { MeasuredZone } from './standing.js';

/** What families lack is told outside on a base of ten (domain.md §10). Places are no secret. */
const RATE_BASE = 10;
const ALWAYS = (): boolean => true;
const NEVER = (): boolean => false;

type ZoneColumn = FigureColumn<MeasuredZone>;
type Rest = Partial<Pick<ZoneColumn, 'leaves' | 'report' | 'summed'>>;

const column = (name: string, unit: Unit, value: ZoneColumn['value'], rest: Rest = {}): ZoneColumn => ({
  name,
  head: `zones.column.${name}`,
  unit,
  value,
  leaves: NEVER,
  report: null,
  summed: true,
  ...rest,
});
const reported = (line: string, sentence: Sentence | null = null, leaves: ZoneColumn['leaves'] = ALWAYS): Rest => ({
  leaves,
  report: { line, untold: 'council.tooFew', sentence },
});

/** Places per 100 children, and the need that nobody expressed. */
const OFFER = figure<MeasuredZone>({
  key: 'offer',
  caption: 'zones.offer',
  sentences: [
    { name: 'zones.defined.per100', text: 'zones.definition.per100' },
    { name: 'zones.defined.confirmed', text: 'zones.definition.confirmed' },
    { name: 'zones.defined.need', text: 'zones.definition.need' },
  ],
  drawn: null,
  count: (standing) => standing.zones(),
  outside: (rows) => rows,
  columns: [
    column(
      'children',
      'children',
      ({ facts }) => ({ is: 'count', count: facts.childrenUnderThree }),
      reported('council.children'),
    ),
    column(
      'collective',
      'per100',
      ({ facts, measures }) => rate(measures.per100?.collective, facts.collectivePlaces),
      reported('council.collective', { name: 'council.defined.per100', text: 'council.definition.per100' }),
    ),
    column(
      'individual',
      'per100',
      ({ facts, measures }) => rate(measures.per100?.individual, facts.individualPlaces),
      reported('council.individual'),
    ),
    column(
      'confirmed',
      'per100',
      ({ facts, measures }) => rate(measures.per100?.confirmed, facts.confirmedPlaces),
      reported('council.confirmed'),
    ),
    column('need', 'children', ({ measures }) => ({ is: 'range', range: measures.need })),
  ],
});

/** Half-days wanted by families without a solution beside those that are free, and white zones. */
const TENSION = figure<MeasuredZone>({
  key: 'tension',
  caption: 'zones.tensionTable',
  sentences: [
    { name: 'zones.defined.tension', text: 'zones.definition.tension' },
    { name: 'zones.defined.white', text: 'zones.definition.white' },
    { name: 'zones.defined.hours', text: 'zones.definition.hours' },
  ],
  drawn: null,
  count: (standing) => standing.zones(),
  outside: (rows) => rows,
  columns: [
    column('without', 'families', ({ facts }) => ({ is: 'count', count: facts.familiesWithout })),
    column('wanted', 'halfDays', ({ facts }) => ({ is: 'count', count: facts.halfDaysWanted })),
    column('free', 'halfDays', ({ facts }) => ({ is: 'count', count: facts.halfDaysFree })),
    column('share', 'halfDays', ({ facts }) => ({ is: 'share', share: facts.halfDaysShared })),
    column(
      'tension',
      'ratio',
      ({ measures }) => ({ is: 'tension', tension: measures.tension }),
      reported(
        'council.tension',
        { name: 'council.defined.tension', text: 'council.definition.tension' },
        ({ facts }) => facts.childrenWithout >= RATE_BASE,
      ),
    ),
    column('hours', 'families', ({ facts }) => ({ is: 'count', count: facts.hoursNobodyOpens })),
    column('white', 'reasons', ({ measures }) => ({ is: 'white', reasons: measures.white }), { summed: false }),
  ],
});

const rate = (per100: number | undefined, places: number) => ({ is: 'rate' as const, per100: per100 ?? null, places });

/** The figures of need and offer, in the order of the page of a commune. */
export const NEED_FIGURES: readonly DeclaredFigure[] = [OFFER, TENSION];
