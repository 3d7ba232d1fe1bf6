/** The dates on which nothing may differ: `npm run drill:dates`. Moments in UTC; null is the machine's own date. */
export const MACHINE_DATES = {
  'the date of this machine': null,
  'the first day of the demonstration': '2026-11-30T08:00:00.000Z',
  'some days later': '2026-12-10T09:00:00.000Z',
  'ten minutes before the year ends in Paris': '2026-12-31T22:50:00.000Z',
  'a Sunday': '2027-02-07T15:00:00.000Z',
  'the hour from 2 to 3 that Paris does not have': '2027-03-28T00:55:00.000Z',
  'the next summer': '2027-06-15T10:00:00.000Z',
  'the hour from 2 to 3 that Paris has twice': '2027-10-31T00:30:00.000Z',
  'a day that a year later does not exist': '2028-02-29T10:00:00.000Z',
};

const DAY_MILLIS = 86_400_000;
const FOUR_YEARS = 1461;

/** A moment that a text draws, within four years of the demonstration's first day: the same text draws the same. */
export function drawMoment(text) {
  const drawn = Number.parseInt(text.slice(0, 8), 16);
  if (Number.isNaN(drawn)) throw new Error(`"${text}" is no hash of a commit`);
  const [day, minute] = [drawn % FOUR_YEARS, Math.floor(drawn / FOUR_YEARS) % 1440];
  return new Date(Date.parse('2026-11-30T00:00:00.000Z') + day * DAY_MILLIS + minute * 60_000).toISOString();
}

/** The environment of a process that lives on a date: threads and processes that it starts inherit it. */
export const onDate = (moment) => ({
  ...process.env,
  NODE_OPTIONS: `--import=${new URL('machine-date.js', import.meta.url).href}`,
  MACHINE_DATE: moment,
});
