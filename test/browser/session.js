/**
 * Every page of a commission in Chromium, at each moment of one session of the demo: listed, open, paused, closed,
 * signed, offers answered; as the coordinator, the chair, a director, an agent and two families, at 320, 390 and 1280
 * px, error states included: what is asked of every page (run.js). Usage: node test/browser/session.js [--shots DIR].
 * Prints `N passed, N failed` last.
 */
import { parseArgs } from 'node:util';
import { listRequest, prepare, step, travel } from './commission.js';
import { Desk, foundIn } from './desk.js';
import { signIn, startChromium, startDemo } from './demo.js';
import { examiner } from './examine.js';
import { findMessage, momentOf } from './messages.js';
import { walker } from './walk.js';

const { values: options } = parseArgs({
  options: { shots: { type: 'string' }, verbose: { type: 'boolean' }, judges: { type: 'boolean' } },
});
const judges = options.judges ? await (await import('./judges.js')).callJudges() : null;
const pages = examiner(options.shots, judges);
const walk = walker(pages, { verbose: options.verbose });
const demo = await startDemo();
const browser = await startChromium();
const { base } = demo;

const LIAM = { name: 'Liam Fontaine', email: 'melanie.fontaine@exemple.fr', birth: ['12', '7', '2026'] };
const ALICE = { name: 'Alice Laurent', email: 'amandine.laurent@exemple.fr', birth: ['18', '7', '2026'] };

async function list({ name }) {
  const agent = await Desk.of(base, 'rpe');
  const request = foundIn(
    await agent.send('/rpe', '/rpe/recherche', { text: name.split(' ')[1] }),
    /href="(\/rpe\/demandes\/[0-9a-f-]+)[?"]/,
  );
  return { request, session: await listRequest(base, request) };
}

/** A family that follows the link of its latest message of a kind, with the child's birth date. */
async function family(child, kind) {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  await page.goto(base + (await findMessage(page, base, child, kind)));
  // Opened before the message left: the page sends a link of its own.
  if ((await page.locator('form[action$="/lien"]').count()) > 0)
    await Promise.all([page.waitForNavigation(), page.click('form[action$="/lien"] button')]);
  await page.goto(base + (await page.locator('main a[href^="/suivre/"]').first().getAttribute('href')));
  const [day, month, year] = child.birth;
  for (const [name, value] of Object.entries({ dateDay: day, dateMonth: month, dateYear: year }))
    await page.fill(`[name=${name}]`, value);
  await Promise.all([page.waitForNavigation(), page.click('main form button[type=submit]')]);
  return { context, page };
}

/** Looks at what is reachable within an address, as somebody who is signed in. */
async function look(moment, who, starts, prefix) {
  const context = await browser.newContext({ locale: 'fr-FR' });
  await signIn(context, base, `${who}@marelle.example`);
  const visits = await walk(
    context,
    base,
    starts.map((path) => base + path),
    `${moment} ${who}`,
    (url) => new URL(url).pathname.startsWith(prefix),
  );
  pages.check(`${moment} ${who}: sees pages`, visits > 0 ? [] : ['none']);
  await context.close();
}

async function lookAsFamily(moment, child, kind) {
  const { context, page } = await family(child, kind);
  await walk(context, base, [page.url()], `${moment} family`, (url) =>
    new URL(url).pathname.startsWith('/mon-dossier'),
  );
  await context.close();
}

async function everyMoment() {
  const { session, request } = await list(LIAM);
  await list(ALICE);
  const establishment = '/eaje/ma-71306';
  await travel(base, 7, 3);
  await look('called', 'coordination', [session], '/commissions');
  await look('called', 'creche.montceau', ['/eaje'], establishment);
  await lookAsFamily('called', LIAM, 'session-confirm');
  await prepare(base, session);
  await look('prepared', 'creche.montceau', [`${establishment}/semaine`], establishment);
  await step(base, session, 'open');
  const coordinator = await Desk.of(base, 'coordination');
  const present = [
    ...(await coordinator.read(`${session}/presences`)).matchAll(/name="(m\d+)"[^>]*value="([^"]*:present)"/g),
  ];
  await coordinator.send(
    `${session}/presences`,
    '/presences',
    Object.fromEntries(present.map(([, name, value]) => [name, value])),
  );
  await coordinator.send('/commissions/instances/montceau', '/instances/montceau', {
    noticeDays: '15',
    offerDays: '10',
    schoolHolidays: 'no',
    reoffer: 'yes',
    debates: 'named',
    confirmed: 'yes',
  });
  await look('open', 'coordination', [session, `${session}/seance`, `${session}/seance/projection`], session);
  await look('open', 'elue', [`${session}/seance`], session);
  await readInTheRoom(session);
  await followOnAPhone(session, coordinator);
  // A Sunday after it is refused with the nearest days that suit.
  const [dayYear, dayMonth, dayDay] = (await sundayIn(60)).split('-');
  const refused = await (
    await coordinator.answerTo(`${session}/pause`, '/pause', {
      dayDay,
      dayMonth,
      dayYear,
      time: '14:00',
      room: 'Mairie',
    })
  ).text();
  await coordinator.send(`${session}/pause`, '/pause', {
    suggested: foundIn(refused, /name="suggested" value="([^"]+)"|value="([^"]+)"[^>]*name="suggested"/),
    time: '14:00',
    room: 'Mairie',
  });
  await look('paused', 'coordination', [`${session}/seance`, session], session);
  await coordinator.send(`${session}/seance`, '/reprise');
  await coordinator.send(`${session}/seance`, '/seance/suivre');
  await coordinator.send(`${session}/seance/clore`, '/seance/clore', { nobodyPresent: 'yes' });
  await look(
    'closed',
    'coordination',
    [`${session}/compte-rendu`, session, `${session}/propositions`, `${session}/offres`],
    session,
  );
  await look('closed', 'elue', [`${session}/compte-rendu`, `${session}/compte-rendu/signature`], session);
  await lookAsFamily('offered', LIAM, 'offer');
  await lookAsFamily('waiting', ALICE, 'session-waiting');
  await sign(session);
  await look('signed', 'elue', [`${session}/compte-rendu`], session);
  await accept();
  await lookAsFamily('placed', LIAM, 'offer');
  await look('placed', 'creche.montceau', [establishment], establishment);
  // Last: an agent's forms sent empty take away what the family needs to come in.
  await look('placed', 'rpe', [request], request);
}

/** The first Sunday so many days after the demo's own: the session's day is about four weeks away. */
async function sundayIn(days) {
  const day = new Date(Date.parse(await momentOf(base)) + days * 86_400_000);
  day.setUTCDate(day.getUTCDate() + ((7 - day.getUTCDay()) % 7));
  return day.toISOString().slice(0, 10);
}

/** The first case stands high on a laptop, J and K go from case to case without a control that
 * has the focus, and the wall of the room is never scrolled. */
async function readInTheRoom(session) {
  const laptop = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 900 } });
  const page = await signIn(laptop, base, 'coordination@marelle.example');
  await page.goto(`${base}${session}/seance`);
  const rows = page.locator('#live-cases tbody tr');
  const boxes = await Promise.all((await rows.all()).map((row) => row.boundingBox()));
  pages.check('laptop: the first case stands within 400 px', boxes[0].y <= 400 ? [] : [`at ${boxes[0].y} px`]);
  // The script of the screen has started once it follows the session. A part that is replaced meanwhile may take the
  // focus or the key with it: a person then presses again.
  await page.locator('[data-live]:visible').waitFor();
  // The numbers of cases are drawn: the first row may be that of any of them.
  const [first, second] = await rows.evaluateAll((all) => all.map(({ id }) => id));
  const goes = async (from, key, to) => {
    for (let tries = 0; tries < 5; tries += 1) {
      await page.evaluate(() => document.activeElement?.blur());
      await page.keyboard.press(key);
      const there = page.locator(`#${to} :focus`);
      await there.waitFor({ timeout: 2000 }).catch(() => null);
      if ((await there.count()) === 1) return [];
    }
    return [`${key} did not go from ${from} to ${to}`];
  };
  pages.check('laptop: J goes to the next case, K back', [
    ...(await goes(first, 'j', second)),
    ...(await goes(second, 'k', first)),
  ]);
  const wall = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1920, height: 1080 } });
  await wall.addCookies(await laptop.cookies());
  const shown = await wall.newPage();
  await shown.goto(`${base}${session}/seance/projection`);
  const told = await shown.evaluate(() => ({
    pageOver: document.documentElement.scrollHeight - window.innerHeight,
    hidden: [...document.querySelectorAll('.app-wall section')].map((one) => one.scrollHeight - one.clientHeight),
    size: Number.parseFloat(window.getComputedStyle(document.querySelector('.app-wall__next')).fontSize),
    text: document.body.textContent,
  }));
  pages.check(
    'wall: everything is in sight',
    told.pageOver <= 0 && told.hidden.every((over) => over <= 0) ? [] : [`${told.pageOver} px, ${told.hidden}`],
  );
  pages.check('wall: the next cases are written in 40 px', told.size >= 39.9 ? [] : [`${told.size} px`]);
  pages.check('wall: nobody is named', /Claire|Fontaine|Laurent/.test(told.text) ? ['somebody is'] : []);
  await wall.close();
  await laptop.close();
}

/**
 * Cases read without scrolling sideways, as the rows of a table still; whoever follows stays where they are when
 * somebody else decides.
 */
async function followOnAPhone(session, somebodyElse) {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 800 } });
  const page = await signIn(context, base, 'coordination@marelle.example');
  await page.goto(`${base}${session}/seance`);
  await page.locator('[data-live]:visible').waitFor();
  const frame = page.locator('#live-cases .app-table-scroll');
  const sideways = await frame.evaluate((one) => one.scrollWidth - one.clientWidth);
  pages.check('phone: cases do not scroll sideways', sideways > 1 ? [`by ${sideways} px`] : []);
  const named = await frame.getByRole('table').getByRole('rowheader').count();
  pages.check('phone: cases are rows of a table', named === 2 ? [] : [`${named} rows have a header`]);
  const places = page.locator('#live-places .app-table-scroll');
  await places.evaluate((one) => {
    one.focus();
    one.scrollLeft = 80;
  });
  const decided = async (action) => {
    const said = await page.locator('[data-live-announce]').textContent();
    await somebodyElse.send(`${session}/seance`, action);
    await page.waitForFunction((before) => document.querySelector('[data-live-announce]').textContent !== before, said);
  };
  await decided(/seance\/[0-9a-f-]{36}\/suivre/);
  const announced = await page.locator('[data-live-announce]').textContent();
  pages.check(
    'phone: what is announced is said in words apart',
    /[a-zà-ÿ)][A-ZÀ-Ý]/.test(announced) ? [`"${announced}"`] : [],
  );
  const kept = await places.evaluate((one) => [document.activeElement === one, one.scrollLeft]);
  pages.check(
    'phone: the frame keeps focus and place',
    kept[0] && kept[1] === 80 ? [] : [`focus ${kept[0]}, at ${kept[1]} px`],
  );
  await decided(/\/reprendre/);
  if ((await page.locator('#dossier-1 details.app-case[open]').count()) === 0)
    await page.click('#dossier-1 .app-case > summary');
  await page.focus('#dossier-1 form button');
  await page.keyboard.press('Enter');
  await page
    .locator('#dossier-2 form button:focus')
    .waitFor({ timeout: 5000 })
    .catch(() => null);
  pages.check(
    'phone: the next case to decide has the focus',
    (await page.locator('#dossier-2 form button:focus').count()) === 1 ? [] : ['it has not'],
  );
  await somebodyElse.send(`${session}/seance`, /\/reprendre/);
  await context.close();
}

/** By the chair: the name first, then once more. */
async function sign(session) {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await signIn(context, base, 'elue@marelle.example');
  await page.goto(`${base}${session}/compte-rendu/signature`);
  await page.fill('[name=name]', 'Martine Dubois');
  await Promise.all([page.waitForNavigation(), page.click('main form button[type=submit]')]);
  await pages.examine(page, 'signing chair confirmation', 200);
  await Promise.all([page.waitForNavigation(), page.click('form[action$="/signer"] button')]);
  pages.check('the minutes are signed', page.url().endsWith('/compte-rendu') ? [] : [`ended at ${page.url()}`]);
  await context.close();
}

async function accept() {
  const { context, page } = await family(LIAM, 'offer');
  // Where the family may go on waiting for a better wish, its form was sent already, with nothing chosen, as every form
  // is.
  const form = page.locator('form[action$="/accepter"] button');
  if ((await form.count()) > 0) await Promise.all([page.waitForNavigation(), form.click()]);
  pages.check(
    'the place is accepted',
    (await page.content()).includes('Vous avez accepté cette place') ? [] : [`not said at ${page.url()}`],
  );
  await context.close();
}

try {
  await everyMoment();
} catch (error) {
  pages.check('the moments of a session', [String(error.stack ?? error)]);
} finally {
  await browser.close();
  demo.stop();
  await judges?.checker.stop();
}
pages.finish();
