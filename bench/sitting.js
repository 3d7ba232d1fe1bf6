/**
 * A session that sits: one coordinator keeps case after case while ten others follow the screen, each as a browser does
 * (told of a change, it asks for the parts of its page again). What is timed is the answer to the button and the page
 * it leads to; then the closing, minutes as PDF included.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mainThreadMillis, processorMillis } from './processor-millis.js';
import { sessionWorld } from './session-world.js';

const WANTED_MILLIS = 150;

const ratio = (value, floor) => Math.round((value / floor) * 100) / 100;

const percentile = (values, share) =>
  Math.round([...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]);

/** The day in Europe/Paris. */
const today = () => new Date().toLocaleDateString('sv', { timeZone: 'Europe/Paris' });

async function step({ id, client }, name) {
  const version = /name="version" value="(\d+)"/.exec(await client.text(`/commissions/${id}`))[1];
  const answer = await client.request(`/commissions/${id}/etape`, {
    method: 'POST',
    body: new URLSearchParams({
      step: name,
      version,
      _csrf: client.token,
      ...(name === 'open' ? { confirmedDay: today() } : {}),
    }),
  });
  if (answer.status !== 303) throw new Error(`${name} answered ${answer.status}`);
}

/**
 * Follows the stream of a session; at each change, what is new on the page is asked for, as `live.js` does. @returns what
 * stops it and says how often that was, and how much came
 */
async function follower(client, id) {
  const leave = new AbortController();
  const answer = await client.request(`/commissions/${id}/seance/flux`, { signal: leave.signal });
  if (answer.status !== 200) throw new Error(`The stream answered ${answer.status}`);
  let [pages, bytes] = [0, 0];
  let held = { name: '', pieces: [] };
  const followed = (async () => {
    for await (const chunk of answer.body) {
      if (!Buffer.from(chunk).toString().includes('data:')) continue;
      const text = await client.text(`/commissions/${id}/seance/morceaux/ecran?depuis=${held.name}`);
      const { name, pieces } = JSON.parse(text);
      held = {
        name,
        pieces: pieces.flatMap((piece) =>
          typeof piece === 'string' ? [piece] : held.pieces.slice(piece[0], piece[0] + piece[1]),
        ),
      };
      if (!held.pieces.join('').includes('id="live-close"')) throw new Error('The pieces are no screen');
      pages += 1;
      bytes += text.length;
    }
  })().catch((error) => {
    if (error.name !== 'AbortError') throw error;
  });
  return {
    stop: async () => {
      leave.abort();
      await followed;
      return { pages, bytes };
    },
  };
}

const undecidedCase = (id, page) =>
  new RegExp(
    `action="/commissions/${id}/seance/([0-9a-f-]{36})/suivre"[^>]*>\\s*<input[^>]*>\\s*<input type="hidden" name="version" value="(\\d+)"`,
  ).exec(page);

/**
 * Everything left is kept, then the session is closed and its minutes are asked for at once. @returns milliseconds from
 * the button to the PDF
 */
async function close({ id, client, pid, copyNow }) {
  const press = async (name, page, more = {}) => {
    const form = (await client.text(page))
      .match(/<form[^>]*>[\s\S]*?<\/form>/g)
      .find((one) => one.includes(`/seance/${name}"`) || one.includes('name="nobodyPresent"'));
    const [, version] = /name="version" value="(\d+)"/.exec(form);
    const began = performance.now();
    const answer = await client.request(`/commissions/${id}/seance/${name}`, {
      method: 'POST',
      body: new URLSearchParams({ version, ...more, _csrf: client.token }),
    });
    if (!answer.headers.get('location')?.includes(name === 'clore' ? 'compte-rendu' : 'seance'))
      throw new Error(`${name} answered ${answer.status}`);
    return began;
  };
  await press('suivre', `/commissions/${id}/seance`);
  const copy = await copyNow();
  const processor = processorMillis(pid);
  const mainThread = mainThreadMillis(pid);
  const began = await press('clore', `/commissions/${id}/seance/clore`, { nobodyPresent: 'yes' });
  const closed = performance.now() - began;
  const minutes = await client.request(`/commissions/${id}/compte-rendu.pdf`);
  const bytes = Buffer.from(await minutes.arrayBuffer());
  if (minutes.status !== 200 || bytes.subarray(0, 5).toString() !== '%PDF-')
    throw new Error(`The minutes answered ${minutes.status}`);
  const withMinutes = performance.now() - began;
  const processorOfClosing = processorMillis(pid) - processor;
  const mainThreadOfClosing = mainThreadMillis(pid) - mainThread;
  const { rows, millis } = await copy.writeAlone();
  return {
    closed: Math.round(closed),
    withMinutes: Math.round(withMinutes),
    processorOfClosing,
    mainThreadOfClosing,
    // The rows that it wrote, written alone, in one transaction of the same database.
    rowsWritten: rows,
    writesAlone: Math.round(millis),
    closingByWrites: ratio(withMinutes, millis),
  };
}

async function sit(world, decisions) {
  const { id, client } = world;
  await step(world, 'prepare');
  await step(world, 'open');
  const read = async () => {
    const began = performance.now();
    await client.text(`/commissions/${id}/seance`);
    return performance.now() - began;
  };
  const [kept, anew] = [[], []];
  for (let round = 0; round < 10; round += 1) {
    kept.push(await read());
    await world.touchCase();
    anew.push(await read());
  }
  const followers = await Promise.all(world.others.map((other) => follower(other, id)));
  const [answers, screens] = [[], []];
  let page = await client.text(`/commissions/${id}/seance`);
  const before = processorMillis(world.pid);
  for (let round = 0; round < decisions; round += 1) {
    const [, candidacy, version] = undecidedCase(id, page);
    const began = performance.now();
    const answer = await client.request(`/commissions/${id}/seance/${candidacy}/suivre`, {
      method: 'POST',
      body: new URLSearchParams({ version, _csrf: client.token }),
    });
    answers.push(performance.now() - began);
    if (answer.status !== 303) throw new Error(`Deciding answered ${answer.status}`);
    page = await client.landed(answer);
    screens.push(performance.now() - began);
    // A room that decides fast: what others see has arrived before the next case is called.
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const processorPerDecision = Math.round((processorMillis(world.pid) - before) / decisions);
  const followed = await Promise.all(followers.map(({ stop }) => stop()));
  const sum = (name) => followed.reduce((total, one) => total + one[name], 0);
  return {
    decisions,
    // The same page, read by nobody else: as it is kept, and just after one of its cases was touched (`touchCase`), so
    // that it has to be written anew, as it has after each decision.
    pageKeptP50: percentile(kept, 0.5),
    pageAnewP50: percentile(anew, 0.5),
    answerP50: percentile(answers, 0.5),
    answerP95: percentile(answers, 0.95),
    screenP50: percentile(screens, 0.5),
    screenP95: percentile(screens, 0.95),
    screenByPage: ratio(percentile(screens, 0.95), percentile(anew, 0.5)),
    pagesFollowed: sum('pages'),
    bytesFollowed: Math.round(sum('bytes') / sum('pages')),
    processorPerDecision,
    ...(await close(world)),
  };
}

export async function benchSitting({
  sizes = [200, 2000],
  decisions = 40,
  followers = 10,
  adminUrl = process.env.TEST_DATABASE_URL,
} = {}) {
  const result = { name: 'sitting', followers, wantedMillis: WANTED_MILLIS, wantedClosing: 3000, failed: 0 };
  for (const kind of ['sqlite', ...(adminUrl ? ['postgres'] : [])]) {
    for (const size of sizes) {
      const folder = mkdtempSync(join(tmpdir(), 'marelle-sitting-'));
      const world = await sessionWorld(folder, kind, size, adminUrl, followers);
      try {
        result[`${kind}${size}`] = await sit(world, decisions);
      } finally {
        const longestStallMillis = await world.stop();
        Object.assign(result[`${kind}${size}`] ?? {}, { longestStallMillis });
        // Minutes pass from one session to the next: each is said as it ends.
        console.error(`sitting, ${kind}, ${size}: ${JSON.stringify(result[`${kind}${size}`] ?? 'failed')}`);
        rmSync(folder, { recursive: true, force: true });
      }
    }
  }
  if (!adminUrl) result.postgres = 'NOT MEASURED: TEST_DATABASE_URL names no server';
  return result;
}
