import { describe, expect, it } from '../../../../test/support/runner.js';
import { MonthSums, type MonthTables, type TablesOptions } from './month-tables.js';
import { HistoriesError, HistoriesReader } from './read-histories.js';

type Loose = Record<string, unknown>;
const COMMUNES = { '71306': { livingArea: 'centre', childrenUnderThree: 410 }, '71040': {} };
let made = 0;
const request = (over: Loose = {}): Loose => ({ id: `r${(made += 1)}`, wantedFrom: '2026-09-01', moves: [], ...over });
const family = (over: Loose = {}): Loose => ({
  id: `f${(made += 1)}`,
  residence: [{ from: '2026-01-03', commune: '71306' }],
  requests: [],
  ...over,
});
const move = (at: string, action: string, to: string, over: Loose = {}): Loose => ({ at, action, to, ...over });
const file = (...families: Loose[]): Loose => ({ communes: COMMUNES, families, enquiries: [] });

/** Members, and the items of those that are lists, as a file's come in. */
function tablesOf(histories: Loose, options: Partial<TablesOptions> = {}): Record<string, MonthTables> {
  const sums = new MonthSums({ from: '2026-01', to: '2026-12', horizonWeeks: 8, ...options });
  const reader = new HistoriesReader(sums);
  for (const [name, value] of Object.entries(histories)) {
    const items = Array.isArray(value) ? (value as unknown[]) : null;
    reader.read({ name, index: null, value: items ? [] : value });
    for (const [index, item] of items?.entries() ?? []) reader.read({ name, index, value: item });
  }
  return sums.tables(Object.keys(reader.end()));
}
/** The statuses that some family has at the end of a month. */
const statuses = (tables: Record<string, MonthTables>, month: string): Loose =>
  Object.fromEntries(Object.entries(tables[month]!.status.total).filter(([, count]) => count !== 0));

const SUBMIT = move('2026-01-03T09:00:00Z', 'submit', 'submitted');

describe('the tables of a month', () => {
  it('has every key in a month in which nothing happened', () => {
    const none = { with: 0, partly: 0, without: 0, pending: 0, no_longer_needed: 0, lost_contact: 0, ended: 0 };
    const noDelay = { n: 0, median: null, p90: null };
    expect(tablesOf(file(), { to: '2026-01' })).toEqual({
      '2026-01': {
        received: 0,
        arrivals: 0,
        enquiries: {},
        status: { total: none, byCommune: { '71306': none, '71040': none } },
        flows: { enteredWithout: {}, leftWithout: {} },
        stages: {
          'submitted-in_triage': noDelay,
          'in_triage-oriented': noDelay,
          'oriented-before_commission': noDelay,
          'before_commission-offered': noDelay,
          'offered-placed': noDelay,
        },
        wishObtained: { '1': 0, '2': 0, '3': 0, later: 0, notWished: 0, elsewhere: 0 },
        offers: { accepted: 0, declined: {}, expired: 0, open: 0 },
        withoutBecause: { desk: 0, incomplete: 0, family: 0, refusedOffer: 0, noOffer: 0 },
      },
    });
  });

  it('tells the stages without the wait for the family, and refusals by reason, where all is asked for', () => {
    const asked = file(
      family({
        requests: [
          request({
            moves: [
              SUBMIT,
              move('2026-01-05T09:00:00Z', 'takeUp', 'in_triage'),
              move('2026-01-07T09:00:00Z', 'askForCompletion', 'incomplete'),
              move('2026-01-17T09:00:00Z', 'complete', 'in_triage'),
              move('2026-01-20T09:00:00Z', 'orient', 'oriented'),
              move('2026-01-21T09:00:00Z', 'list', 'before_commission'),
              move('2026-01-25T09:00:00Z', 'refuse', 'refused', { reason: 'outside_area' }),
            ],
          }),
        ],
      }),
    );
    // Fifteen days from the taking up to the orientation, of which ten were the family's.
    expect(tablesOf(asked, { to: '2026-01', all: true })['2026-01']).toMatchObject({
      stages: { 'in_triage-oriented': { n: 1, median: 15, p90: 15 } },
      active: { 'in_triage-oriented': { n: 1, median: 5, p90: 5 }, 'submitted-in_triage': { n: 1, median: 2, p90: 2 } },
      answer: { whole: { n: 1, median: 22, p90: 22 }, active: { n: 1, median: 12, p90: 12 } },
      refusals: { outside_area: 1 },
    });
  });

  it('tells the delays without the requests that a list dates, where all is asked for', () => {
    const moves = [SUBMIT, move('2026-01-05T09:00:00Z', 'takeUp', 'in_triage')];
    const late = [SUBMIT, move('2026-01-23T09:00:00Z', 'takeUp', 'in_triage')];
    const tables = tablesOf(
      file(
        family({ requests: [request({ moves, origin: 'parent' })] }),
        family({ requests: [request({ moves: late, origin: 'import' })] }),
      ),
      { to: '2026-01', all: true },
    );
    expect(tables['2026-01']).toMatchObject({
      stages: { 'submitted-in_triage': { n: 2, median: 2, p90: 20 } },
      withoutLists: {
        'submitted-in_triage': { n: 1, median: 2, p90: 2 },
        'submitted-answered': { n: 0, median: null },
      },
    });
  });

  it('follows one family through the year: pending, without by the calendar, placed', () => {
    const tables = tablesOf(
      file(
        family({
          requests: [
            request({
              wishes: [
                { rank: 1, mode: 'establishment', provider: 'a' },
                { rank: 2, mode: 'establishment', provider: 'b' },
              ],
              moves: [
                SUBMIT,
                move('2026-01-10T09:00:00Z', 'takeUp', 'in_triage'),
                move('2026-08-20T09:00:00Z', 'orient', 'oriented'),
                move('2026-09-01T09:00:00Z', 'list', 'before_commission'),
                move('2026-09-20T09:00:00Z', 'admit', 'offered'),
                // Half past midnight in Paris.
                move('2026-09-30T22:30:00Z', 'accept', 'placed'),
              ],
              offers: [
                { at: '2026-09-20T09:00:00Z', provider: 'b', answer: 'accepted', answeredAt: '2026-09-30T22:30:00Z' },
              ],
              solutions: [{ at: '2026-09-30T22:30:00Z', mode: 'establishment', provider: 'b' }],
            }),
          ],
        }),
      ),
    );
    expect(['01', '06', '07', '09', '10'].map((month) => statuses(tables, `2026-${month}`))).toEqual([
      { pending: 1 },
      { pending: 1 },
      // 8 July: 55 days before 1 September.
      { without: 1 },
      { without: 1 },
      { with: 1 },
    ]);
    expect(tables['2026-07']!.flows).toEqual({ enteredWithout: { time: 1 }, leftWithout: {} });
    expect(tables['2026-10']!.flows).toEqual({ enteredWithout: {}, leftWithout: { accept: 1 } });
    expect(['07', '08', '09'].map((month) => tables[`2026-${month}`]!.withoutBecause)).toEqual([
      { desk: 1, incomplete: 0, family: 0, refusedOffer: 0, noOffer: 0 },
      { desk: 0, incomplete: 0, family: 0, refusedOffer: 0, noOffer: 1 },
      { desk: 0, incomplete: 0, family: 1, refusedOffer: 0, noOffer: 0 },
    ]);
    expect(tables['2026-01']!.stages['submitted-in_triage']).toEqual({ n: 1, median: 7, p90: 7 });
    expect(tables['2026-10']!.stages['offered-placed']).toEqual({ n: 1, median: 11, p90: 11 });
    expect(tables['2026-09']!.offers).toEqual({ accepted: 1, declined: {}, expired: 0, open: 0 });
    expect(tables['2026-10']!.wishObtained).toMatchObject({ '1': 0, '2': 1, notWished: 0 });
  });

  it('counts a first deposit as received, a second as an arrival, and a transfer as neither', () => {
    const again = move('2026-03-01T09:00:00Z', 'submit', 'submitted');
    const first = request({ moves: [SUBMIT, again] });
    const transfer = request({
      transferFrom: first['id'],
      moves: [move('2026-02-01T09:00:00Z', 'submit', 'oriented')],
    });
    const tables = tablesOf(file(family({ requests: [first, transfer] })));
    expect(
      ['01', '02', '03'].map((month) => [tables[`2026-${month}`]!.received, tables[`2026-${month}`]!.arrivals]),
    ).toEqual([
      [1, 0],
      [0, 0],
      [0, 1],
    ]);
  });

  it('does not count a transfer while the first place is held, and counts it once that is over', () => {
    const first = request({
      moves: [SUBMIT, move('2026-01-05T09:00:00Z', 'accept', 'placed'), move('2026-11-05T09:00:00Z', 'leave', 'ended')],
    });
    const transfer = request({
      transferFrom: first['id'],
      moves: [move('2026-01-05T09:00:00Z', 'keepLooking', 'oriented')],
    });
    const tables = tablesOf(file(family({ requests: [first, transfer] })));
    expect([statuses(tables, '2026-10'), statuses(tables, '2026-11')]).toEqual([{ with: 1 }, { without: 1 }]);
    expect(tables['2026-11']!.flows.enteredWithout).toEqual({ leave: 1 });
  });

  it('counts a joined request no more, and a family whose requests are all joined not at all', () => {
    const tables = tablesOf(
      file(family({ requests: [request({ moves: [SUBMIT, move('2026-02-02T09:00:00Z', 'join', 'withdrawn')] })] })),
    );
    expect([statuses(tables, '2026-01'), statuses(tables, '2026-02')]).toEqual([{ pending: 1 }, {}]);
  });

  it('of several moves of one moment, lets the last stand', () => {
    const at = '2026-02-02T09:00:00Z';
    const tables = tablesOf(
      file(
        family({
          requests: [
            request({
              wantedFrom: '2026-02-10',
              moves: [SUBMIT, move(at, 'accept', 'placed'), move(at, 'leave', 'ended')],
            }),
          ],
        }),
      ),
    );
    expect(statuses(tables, '2026-02')).toEqual({ ended: 1 });
    expect(tables['2026-02']!.flows.leftWithout).toEqual({ leave: 1 });
  });

  it('counts a family where it lived on the last day of the month', () => {
    const residence = [
      { from: '2026-01-03', commune: '71306' },
      { from: '2026-05-31', commune: '71040', recorded: '2026-06-09T08:00:00Z' },
      { from: '2026-08-01', commune: null },
    ];
    const moved = file(family({ residence, requests: [request({ moves: [SUBMIT] })] }));
    const where = (tables: Record<string, MonthTables>, month: string): string[] =>
      Object.entries(tables[month]!.status.byCommune)
        .filter(([, counts]) => Object.values(counts).some((count) => count > 0))
        .map(([commune]) => commune);
    const now = tablesOf(moved);
    expect(['04', '05', '07', '08'].map((month) => where(now, `2026-${month}`))).toEqual([
      ['71306'],
      ['71040'],
      ['71040'],
      ['outside'],
    ]);
    expect(where(tablesOf(moved, { asKnown: '2026-06-08' }), '2026-05')).toEqual(['71306']);
    expect(where(tablesOf(moved, { asKnown: '2026-06-09' }), '2026-05')).toEqual(['71040']);
  });

  it('as known then, leaves out what was recorded later, and an answer given later leaves its offer open', () => {
    const offered = file(
      family({
        requests: [
          request({
            moves: [
              SUBMIT,
              move('2026-02-01T09:00:00Z', 'admit', 'offered'),
              move('2026-02-20T09:00:00Z', 'decline', 'waiting_list', { recorded: '2026-03-05T09:00:00Z' }),
            ],
            offers: [
              {
                at: '2026-02-01T09:00:00Z',
                provider: 'a',
                answer: 'declined',
                answeredAt: '2026-02-20T09:00:00Z',
                reason: 'hours',
              },
            ],
          }),
        ],
      }),
    );
    const offersOf = (asKnown?: string): unknown =>
      tablesOf(offered, asKnown === undefined ? {} : { asKnown })['2026-02']!.offers;
    expect(offersOf('2026-02-19')).toEqual({ accepted: 0, declined: {}, expired: 0, open: 1 });
    expect(offersOf('2026-02-20')).toEqual({ accepted: 0, declined: { hours: 1 }, expired: 0, open: 0 });
    expect(offersOf()).toEqual({ accepted: 0, declined: { hours: 1 }, expired: 0, open: 0 });
  });

  it('leaves out an offer that the office took back, once that is known', () => {
    const offer = { at: '2026-02-01T09:00:00Z', answer: 'takenBack', answeredAt: '2026-02-10T09:00:00Z' };
    const offered = file(family({ requests: [request({ moves: [SUBMIT], offers: [offer] })] }));
    const offersOf = (asKnown: string): unknown => tablesOf(offered, { asKnown })['2026-02']!.offers;
    expect(offersOf('2026-02-09')).toEqual({ accepted: 0, declined: {}, expired: 0, open: 1 });
    expect(offersOf('2026-02-10')).toEqual({ accepted: 0, declined: {}, expired: 0, open: 0 });
  });

  it('counts a joined request until its join, a second deposit of it or not, and again once they are told apart', () => {
    const joined = request({
      moves: [
        SUBMIT,
        move('2026-02-02T09:00:00Z', 'join', 'withdrawn'),
        move('2026-03-02T09:00:00Z', 'submit', 'withdrawn'),
        move('2026-04-02T09:00:00Z', 'unjoin', 'submitted'),
      ],
    });
    const tables = tablesOf(file(family({ requests: [joined] })));
    expect(['2026-01', '2026-02', '2026-03', '2026-04'].map((month) => statuses(tables, month))).toEqual([
      { pending: 1 },
      {},
      {},
      { pending: 1 },
    ]);
    expect(tables['2026-03']!.arrivals).toBe(1);
  });

  it('counts a transfer once the request that it names is closed, however many lie between', () => {
    const taken = (to: string): Loose[] => [SUBMIT, move('2026-01-05T09:00:00Z', 'accept', to)];
    const requests = [
      request({ id: 'first', moves: [...taken('placed'), move('2026-03-02T09:00:00Z', 'leave', 'ended')] }),
      request({
        id: 'second',
        transferFrom: 'first',
        moves: [...taken('waiting_list'), move('2026-04-02T09:00:00Z', 'withdraw', 'withdrawn')],
      }),
      request({ id: 'third', transferFrom: 'second', moves: taken('partly_placed') }),
    ];
    const tables = tablesOf(file(family({ requests })));
    expect(['2026-02', '2026-03', '2026-04'].map((month) => statuses(tables, month))).toEqual([
      { with: 1 },
      { pending: 1 },
      { partly: 1 },
    ]);
  });

  it('tells a refused request as pending until its wanted date is near', () => {
    const refused = [SUBMIT, move('2026-02-02T09:00:00Z', 'refuse', 'refused')];
    const tables = tablesOf(file(family({ requests: [request({ wantedFrom: '2026-09-01', moves: refused })] })));
    expect(['2026-02', '2026-06', '2026-07'].map((month) => statuses(tables, month))).toEqual([
      { pending: 1 },
      { pending: 1 },
      { without: 1 },
    ]);
    expect(tables['2026-07']!.flows.enteredWithout).toEqual({ time: 1 });
  });

  it('tells a declined offer as the cause, once nobody is waited for', () => {
    const tables = tablesOf(
      file(
        family({
          requests: [
            request({
              wantedFrom: '2026-01-10',
              moves: [SUBMIT, move('2026-02-20T09:00:00Z', 'decline', 'waiting_list')],
              offers: [{ at: '2026-02-01T09:00:00Z', answer: 'declined', answeredAt: '2026-02-20T09:00:00Z' }],
            }),
          ],
        }),
      ),
    );
    expect(tables['2026-01']!.withoutBecause).toMatchObject({ desk: 1, refusedOffer: 0 });
    expect(tables['2026-02']!.withoutBecause).toMatchObject({ desk: 0, refusedOffer: 1 });
  });

  it('counts enquiries by channel, on their day in Paris', () => {
    const enquiries = [
      { at: '2026-01-31T23:30:00Z', channel: 'phone' },
      { at: '2026-02-03T09:00:00Z', channel: 'mail', recorded: '2026-03-01T09:00:00Z' },
    ];
    const tables = tablesOf({ ...file(), enquiries });
    expect([tables['2026-01']!.enquiries, tables['2026-02']!.enquiries]).toEqual([{}, { phone: 1, mail: 1 }]);
    expect(tablesOf({ ...file(), enquiries }, { asKnown: '2026-02-28' })['2026-02']!.enquiries).toEqual({ phone: 1 });
  });
});

describe('a malformed file', () => {
  const good = (): Loose => file(family(), family({ requests: [request({ moves: [SUBMIT, { ...SUBMIT }] })] }));
  const problemOf = (change: (histories: Loose) => void): string => {
    const histories = JSON.parse(JSON.stringify(good())) as Loose;
    change(histories);
    try {
      tablesOf(histories);
    } catch (error) {
      if (error instanceof HistoriesError) return error.message;
      throw error;
    }
    return 'none';
  };
  const at = (histories: Loose, path: readonly (string | number)[]): Loose =>
    path.reduce<Loose>((value, name) => value[name] as Loose, histories);
  const MOVE = ['families', 1, 'requests', 0, 'moves', 1] as const;
  it.each<[string, (histories: Loose) => void, string]>([
    ['no moment', (all) => delete at(all, MOVE)['at'], 'families[1].requests[0].moves[1].at: is missing'],
    [
      'a day that does not exist',
      (all) => (at(all, MOVE)['at'] = '2026-02-30T09:00:00Z'),
      'families[1].requests[0].moves[1].at: must be a moment in UTC such as "2026-01-03T09:00:00Z", not "2026-02-30T09:00:00Z"',
    ],
    [
      'an unknown state',
      (all) => (at(all, MOVE)['to'] = 'plcaed'),
      'families[1].requests[0].moves[1].to: must be a state of the life cycle, not "plcaed"',
    ],
    [
      'an unknown answer',
      (all) => (at(all, ['families', 1, 'requests', 0])['offers'] = [{ at: SUBMIT['at'], answer: 'lost' }]),
      'families[1].requests[0].offers[0].answer: must be one of "accepted", "declined", "expired", "open", "takenBack", not "lost"',
    ],
    [
      'a transfer from itself',
      (all) => {
        const one = at(all, ['families', 1, 'requests', 0]);
        at(all, ['families', 1])['requests'] = [
          { ...one, id: 'first' },
          { ...one, id: 'there', transferFrom: 'back' },
          { ...one, id: 'back', transferFrom: 'there' },
        ];
      },
      'families[1].requests[1].transferFrom: leads back to the request itself',
    ],
    ['no list', (all) => (all['families'] = {}), 'families: must be a list, not {}'],
    ['no communes', (all) => delete all['communes'], 'communes: is missing'],
    [
      'an id that is there twice',
      (all) => (at(all, ['families', 1])['id'] = at(all, ['families', 0])['id']),
      `families[1].id: "f`,
    ],
  ])('%s', (_, change, expected) => expect(problemOf(change)).toContain(expected));
  it('as it is, is right', () => expect(problemOf(() => undefined)).toBe('none'));
});
