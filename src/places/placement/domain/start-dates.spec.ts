import { describe, expect, it } from '../../../../test/support/runner.js';
import { judgeStart, type Startable, type StartDates } from './start-dates.js';

const PLACE: Startable = { from: '2027-03-01', to: '2028-08-31', offeredFrom: '2027-03-01', isTransfer: false };
const dates = (adaptationFrom: string, startFrom = adaptationFrom): StartDates => ({ adaptationFrom, startFrom });

describe('when a child may begin', () => {
  it.each<[string, Partial<Startable>, StartDates, string | null]>([
    ['on the first day offered', {}, dates('2027-03-01', '2027-03-08'), null],
    ['later, within the place', {}, dates('2027-04-05', '2027-04-12'), null],
    ['before the day offered', {}, dates('2027-02-22', '2027-03-01'), 'placement.adaptationDay'],
    ['back to the day offered, once it was moved', { from: '2027-04-05' }, dates('2027-03-01'), null],
    ['after the place is over', {}, dates('2028-09-01'), 'placement.adaptationDay'],
    ['its whole time before its adaptation', {}, dates('2027-03-08', '2027-03-01'), 'placement.startDay'],
    ['its whole time after the place is over', {}, dates('2027-03-08', '2028-09-01'), 'placement.startDay'],
    [
      'when it has begun already',
      { from: '2027-01-31', offeredFrom: '2027-01-31' },
      dates('2027-03-08'),
      'placement.started',
    ],
    [
      'on a day of the place that has passed',
      { offeredFrom: '2027-01-04' },
      dates('2027-01-31'),
      'placement.adaptationDay',
    ],
    ['a transfer on its own day', { isTransfer: true }, dates('2027-03-01', '2027-03-10'), null],
    [
      'a transfer later: its other place is over by then',
      { isTransfer: true },
      dates('2027-03-02'),
      'placement.transferStart',
    ],
  ])('%s', (_, place, wanted, code) => {
    expect(judgeStart({ ...PLACE, ...place }, wanted, '2027-02-01')?.code ?? null).toBe(code);
  });
});
