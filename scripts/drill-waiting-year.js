/**
 * The year of the demonstration, played by the engine from the places and requests of its first day: with nobody who
 * can wait, and with every second family able to take a place until two months after the wanted day. Prints both side by
 * side. Usage: npm run drill:waiting-year. Ends with `N passed, N failed`: nobody who has a place in the first play is
 * without one in the second by rank. The families and the places are the same in both.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Grids } from '../dist/commissions/admission/index.js';
import { InsertionPlaces } from '../dist/commissions/commission/bodies/insertion-places.js';
import { givenDayOf } from '../dist/commissions/commission/domain/first-days.js';
import { maskOfNames } from '../dist/commissions/commission/domain/periods.js';
import { sessionInstance } from '../dist/commissions/commission/domain/session-instance.js';
import { sessionOrder } from '../dist/commissions/commission/domain/session-order.js';
import { entryOf } from '../dist/commissions/commission/domain/snapshot.js';
import { CaseSnapshots } from '../dist/commissions/commission/freezing/case-snapshots.js';
import { SessionInputs } from '../dist/commissions/commission/sitting/session-inputs.js';
import { propose } from '../dist/commissions/matching/propose.js';
import { demoClocks } from '../dist/commands/demo/demo-clock.js';
import { createApp } from '../dist/create-app.js';
import { Dossiers, findOpenIn, OPEN_STATES } from '../dist/dossier/dossier/index.js';
import { readConfig } from '../dist/foundation/config/index.js';
import { Clock } from '../dist/foundation/kernel/clock.js';
import { addDays, addMonths, isoWeekday } from '../dist/foundation/kernel/time.js';
import { slotBit, SLOTS } from '../dist/foundation/kernel/week-schedule.js';
import { Reader } from '../dist/foundation/platform/database/index.js';
import { createLog } from '../dist/foundation/platform/logging/index.js';
import { Supply } from '../dist/offer/supply/index.js';
import { Paths, Seats } from '../dist/places/placement/index.js';
import { freePort } from '../test/chaos/server.js';

const MONTHS = 12;
/** Half-days of a place that is open five days a week, in a month. */
const HALF_DAYS_OF_MONTH = (10 * 52) / 12;

const folder = mkdtempSync(join(tmpdir(), 'marelle-year-'));
const settings = { SQLITE_FILE: join(folder, 'demo.sqlite'), LOG_LEVEL: 'error', PORT: String(await freePort()) };

/** The demonstration's own program fills the database, and ends. */
async function fillDemonstration() {
  const env = { PATH: process.env.PATH, BASE_URL: `http://127.0.0.1:${settings.PORT}`, ...settings };
  const child = spawn(process.execPath, ['dist/commands/demo.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => chunk.toString().includes('Ready:') && resolve());
    child.on('exit', (code) => reject(new Error(`The demonstration stopped with ${code}`)));
  });
  child.removeAllListeners('exit');
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** The requests that wait and can be judged, as a session of all nurseries would judge them, best first. */
async function judgedCases(app, body) {
  const reader = app.get(Reader);
  const { grid } = await app.get(Grids).findInForce();
  const files = await app.get(Dossiers).loadRequests(reader, await findOpenIn(reader, OPEN_STATES));
  const judged = await app.get(CaseSnapshots).judgeAll(reader, { startsAt: app.get(Clock).now() }, body, files, grid);
  const cases = files.flatMap(({ request, dossier }) => {
    const known = judged.get(request.id);
    return known ? [{ id: request.id, dossierId: dossier.id, ...known }] : [];
  });
  const { tieBreak } = sessionOrder(
    cases.map(({ id, dossierId, snapshot, points }) => ({
      ...{ id, family: dossierId, points },
      ...{ requestedAt: snapshot.requestedAt, birth: snapshot.birth },
    })),
    'waiting-year',
    grid.tieBreak,
  );
  const byId = new Map(cases.map((one) => [one.id, one]));
  return { cases: tieBreak.map((id) => byId.get(id)), open: files.length };
}

/** Every second family of the list, in the order in which they asked. */
function waitTwoMonths(cases) {
  const families = [
    ...new Set(
      [...cases]
        .sort((a, b) => (a.snapshot.requestedAt < b.snapshot.requestedAt ? -1 : 1))
        .map(({ dossierId }) => dossierId),
    ),
  ];
  const patient = new Set(families.filter((_, index) => index % 2 === 0));
  return cases.map((one) => {
    if (!patient.has(one.dossierId)) return one;
    const { wantedFrom } = one.snapshot;
    const waits = { from: wantedFrom, until: addMonths(wantedFrom, 2), first: 'place' };
    return { ...one, snapshot: { ...one.snapshot, waits } };
  });
}

const withoutWaits = (cases) =>
  cases.map((one) => {
    const { waits: _, ...snapshot } = one.snapshot;
    return { ...one, snapshot };
  });

/** One play: who gets which section, which half-days, from and until when. */
async function play(app, body, cases, entryFrom) {
  const rules = await app.get(InsertionPlaces).rulesOf(app.get(Reader), { entryFrom, rules: null }, body);
  const input = await app.get(SessionInputs).readInput(app.get(Reader), { entryFrom, rules }, body, cases);
  const { instance } = sessionInstance(input);
  const proposal = propose(instance);
  const places = cases.flatMap(({ id, snapshot }) => {
    const place = proposal.places[id] ?? null;
    if (!place || snapshot.current) return [];
    const from = givenDayOf(instance, id, place) ?? entryOf(snapshot, entryFrom);
    const { id: section } = app
      .get(Supply)
      .sectionsOf(place.at)
      .find(({ code }) => code === place.section);
    const to = app.get(Paths).planStay(section, snapshot.birth, from).to;
    return [{ id, section, slots: maskOfNames(place.slots), from, to, isOther: from !== entryOf(snapshot, entryFrom) }];
  });
  return { proposal, instance, places };
}

/** Months of places that stand empty within a year, after the places of a play are given. */
async function emptyMonths(app, body, places, today) {
  const last = addDays(addMonths(today, MONTHS), -1);
  let halfDays = 0;
  for (const at of body.establishmentIds)
    for (const { id } of app.get(Supply).sectionsOf(at)) {
      const free = await app.get(Seats).freeByDay(app.get(Reader), id, { from: today, to: last });
      for (const [key, count] of free) {
        const day = key.slice(0, 10);
        const bit = slotBit(SLOTS[(isoWeekday(day) - 1) * 2 + Number(key.at(-1))]);
        const taken = places.filter(
          ({ section, slots, from, to }) => section === id && from <= day && day <= to && (slots & bit) !== 0,
        ).length;
        halfDays += Math.max(0, count - taken);
      }
    }
  return halfDays / HALF_DAYS_OF_MONTH;
}

await fillDemonstration();
const config = readConfig('demo', settings);
const app = await createApp(config, createLog(config), demoClocks({ today: false }));
await app.init();
const today = app.get(Clock).today();
const body = {
  establishmentIds: app
    .get(Supply)
    .establishments()
    .map(({ id }) => id),
  rules: null,
};
const { cases, open } = await judgedCases(app, body);
console.log(
  `${today}: ${open} open requests, ${cases.length} can be judged, ${body.establishmentIds.length} nurseries`,
);

const plays = {};
for (const [name, some] of Object.entries({ nobody: withoutWaits(cases), half: waitTwoMonths(cases) })) {
  const played = await play(app, body, some, today);
  const families = new Set(
    some.filter(({ id }) => played.places.some((one) => one.id === id)).map((one) => one.dossierId),
  );
  plays[name] = { ...played, families, months: await emptyMonths(app, body, played.places, today) };
  console.log(
    `${name} can wait: ${played.places.length} places filled, ${families.size} families with a solution, ` +
      `${played.places.filter(({ isOther }) => isOther).length} of them from another day, ` +
      `${plays[name].months.toFixed(1)} months of places empty within ${MONTHS} months, ${played.proposal.claims.length} claims`,
  );
}
const lost = plays.nobody.places.filter(({ id }) => !plays.half.places.some((one) => one.id === id));
const claims = new Set(plays.half.proposal.claims.map(({ family }) => family));
const byRank = lost.filter(({ id }) => claims.has(cases.find((one) => one.id === id).dossierId));
console.log(
  `${lost.length} with a place in the first play have none in the second; ${byRank.length} of them may claim one`,
);
const checks = [cases.length > 0, plays.half.families.size >= plays.nobody.families.size, byRank.length === 0];
const failed = checks.filter((holds) => !holds).length;
console.log(`${checks.length - failed} passed, ${failed} failed`);
await app.close();
rmSync(folder, { recursive: true, force: true });
process.exit(failed === 0 ? 0 : 1);
