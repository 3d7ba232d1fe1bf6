/**
 * A session that sits: one coordinator keeps case after case while ten others follow the screen, each as a browser does
 * (told of a change, it asks for the parts of its page again). What is timed is the answer to the button and the page
 * it leads to; then the closing, minutes as PDF included.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processorMillis } from './processor-millis.js';
import { sessionWorld } from './session-world.js';

const WANTED_MILLIS = 150;

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
 * Follows the stream of a session; at each change the parts of the page are asked for again. @returns what stops it and
 * says how often that was
 */
async function follower(client, id) {
  const leave = new AbortController();
  const answer = await client.request(`/commissions/${id}/seance/flux`, { signal: leave.signal });
  if (answer.status !== 200) throw new Error(`The stream answered ${answer.status}`);
  let pages = 0;
  const followed = (async () => {
    for await (const chunk of answer.body) {
      if (!Buffer.from(chunk).toString().includes('data:')) continue;
      await client.text(`/commissions/${id}/seance/parties/ecran`);
      pages += 1;
    }
  })().catch((error) => {
    if (error.name !== 'AbortError') throw error;
  });
  return {
    stop: async () => {
      leave.abort();
      await followed;
      return pages;
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
async function close({ id, client }) {
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
  const began = await press('clore', `/commissions/${id}/seance/clore`, { nobodyPresent: 'yes' });
  const closed = performance.now() - began;
  const minutes = await client.request(`/commissions/${id}/compte-rendu.pdf`);
  const bytes = Buffer.from(await minutes.arrayBuffer());
  if (minutes.status !== 200 || bytes.subarray(0, 5).toString() !== '%PDF-')
    throw new Error(`The minutes answered ${minutes.status}`);
  return { closed: Math.round(closed), withMinutes: Math.round(performance.now() - began) };
}

async function sit(world, decisions) {
  const { id, client } = world;
  await step(world, 'prepare');
  await step(world, 'open');
  const alone = [];
  for (let round = 0; round < 10; round += 1) {
    const began = performance.now();
    await client.text(`/commissions/${id}/seance`);
    alone.push(performance.now() - began);
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
  const pages = (await Promise.all(followers.map(({ stop }) => stop()))).reduce((sum, count) => sum + count, 0);
  return {
    decisions,
    // The same page, read by nobody else and with nothing decided meanwhile.
    pageAloneP50: percentile(alone, 0.5),
    answerP50: percentile(answers, 0.5),
    answerP95: percentile(answers, 0.95),
    screenP50: percentile(screens, 0.5),
    screenP95: percentile(screens, 0.95),
    pagesFollowed: pages,
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
