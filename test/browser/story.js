/**
 * The story in Chromium against the demo, without JavaScript. Parents have a phone's width and the keyboard only; staff
 * have a desk. Three families want the two places that free in a section: a dossier filed here, two imported. One accepts,
 * one lets its offer lapse; the third wanted to come earlier, is asked whether it can wait, and gets that place; the
 * report moves. Usage: npm run test:story [-- --shots DIR].
 * Prints `N passed, N failed` last.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { signIn, startChromium, startDemo } from './demo.js';
import { choose, enter, fill, tick } from './keyboard.js';
import { findMessage } from './messages.js';

const { values: options } = parseArgs({ options: { shots: { type: 'string' } } });
if (options.shots) mkdirSync(options.shots, { recursive: true });

const NOE = { name: 'Noé Clavière', email: 'ines.claviere@exemple.fr', birth: ['14', '6', '2026'] };
const LIAM = { name: 'Liam Fontaine', email: 'melanie.fontaine@exemple.fr', birth: ['12', '7', '2026'] };
const ALICE = { name: 'Alice Laurent', email: 'amandine.laurent@exemple.fr', birth: ['18', '7', '2026'] };

let passed = 0;
const failures = [];
const textOf = async (page, selector = 'main') =>
  (await page.locator(selector).first().innerText()).replace(/\s+/g, ' ');
const expectThat = (holds, what) => (holds ? (passed += 1) : failures.push(what));
async function expectText(page, text, what) {
  const said = await textOf(page, 'body');
  expectThat(said.includes(text), `${what}: "${text}" is not at ${page.url()}\n    ${said.slice(0, 900)}`);
}
const shoot = async (page, name, fullPage = false) =>
  options.shots && page.screenshot({ path: join(options.shots, `${name}.png`), fullPage });

const demo = await startDemo();
const browser = await startChromium();
const open = (width, height) =>
  browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR', viewport: { width, height } });
const at = (path) => `${demo.base}${path}`;

/* ---- A parent, with Tab, Space, Enter and the arrows. ---- */

/** How each page of the dossier is filled, by the end of its address. */
const PAGES = {
  'responsable/1': async (page) => {
    await fill(page, {
      firstName: 'Inès',
      surname: 'Clavière',
      email: NOE.email,
      addressLine: '3 rue des Écoles',
      postalCode: '71300',
    });
    await fill(page, { communeCode: 'Montceau' });
    await choose(page, 'parentalAuthority', 'yes');
    await choose(page, 'situation', 'working');
  },
  foyer: async (page) => {
    await choose(page, 'loneParent', 'yes');
    await fill(page, { dependentChildren: '1' });
    await choose(page, 'custody', 'one_home');
  },
  'enfant/1': async (page) => {
    const [day, month, year] = NOE.birth;
    await choose(page, 'born', 'born');
    await fill(page, { firstName: 'Noé', birthDay: day, birthMonth: month, birthYear: year, surname: 'Clavière' });
  },
  'besoin/1': async (page) => {
    await choose(page, 'kind', 'regular');
    await fill(page, {
      wantedFromDay: '1',
      wantedFromMonth: '2',
      wantedFromYear: '2027',
      commonStart: '8h30',
      commonEnd: '17h',
    });
    for (const day of ['tue', 'thu']) await tick(page, `[name="days"][value="${day}"]`);
  },
  'voeux/1': (page) => enter(page, 'button[value="add:ma-71306"]'),
  points: async () => undefined,
  accords: async (page) => {
    for (const name of ['shareWithProviders', 'reminders']) await choose(page, name, 'yes');
  },
};
/** The queue looks for what is due within seconds. */
const LONGEST_FREEZE_SECONDS = 60;
const SAVE = 'main button.govuk-button[type=submit]:not(.govuk-button--secondary)';

/** Goes through the whole dossier by its own buttons. */
async function deposit(page) {
  await page.goto(at('/'));
  await shoot(page, 'home');
  await enter(page, 'form[action="/dossier/commencer"] button');
  await expectText(page, 'Votre dossier', 'the task list');
  await enter(page, 'main a[href$="/responsable/1"]');
  await enter(page, SAVE);
  await expectText(page, 'Il y a un problème', 'an empty page says what is wrong');
  for (let pages = 0; !page.url().endsWith('/verifier'); pages += 1) {
    const here = Object.keys(PAGES).find((path) => new URL(page.url()).pathname.endsWith(path));
    if (!here || pages > 12) throw new Error(`The dossier leads to ${page.url()}`);
    await PAGES[here](page);
    await enter(page, SAVE);
    const summary = page.locator('.govuk-error-summary');
    if ((await summary.count()) > 0) throw new Error(`${here} was refused: ${await summary.innerText()}`);
  }
  await expectText(page, 'Noé', 'the answers before sending');
  await enter(page, 'form[action$="/envoyer"] button');
  await expectText(page, 'bien reçu', 'the receipt');
}

/** Opens the latest message of a kind to a family on its phone, follows its link and gives the child's birth date. */
async function follow(child, kind) {
  const page = await (await open(390, 844)).newPage();
  const href = await findMessage(page, demo.base, child, kind);
  await enter(page, `main a[href="${href}"]`);
  // Opened before the message left: the page sends a link of its own.
  if ((await page.locator('form[action$="/lien"]').count()) > 0) await enter(page, 'form[action$="/lien"] button');
  await enter(page, 'main a[href^="/suivre/"]');
  const [dateDay, dateMonth, dateYear] = child.birth;
  await fill(page, { dateDay, dateMonth, dateYear });
  await enter(page, SAVE);
  return page;
}

/** A family reads where, when and until when, and finds both buttons, without scrolling its phone. */
async function expectOnFirstScreen(page, what) {
  const { height } = page.viewportSize();
  const parts = {
    nursery: '.app-offer a[href^="tel:"]',
    'last day': '.app-offer__until',
    'button to accept': 'form[action$="/accepter"] button',
    'button to decline': '.app-offer__answers a[href="#refuser"]',
  };
  for (const [part, selector] of Object.entries(parts)) {
    const box = await page.locator(selector).first().boundingBox();
    const bottom = box ? Math.round(box.y + box.height) : Infinity;
    expectThat(bottom <= height, `${what}: the ${part} ends at ${bottom} px of ${height}`);
  }
}

async function accept(child, shot) {
  const page = await follow(child, 'offer');
  await expectText(page, 'Multi-accueil de Montceau-les-Mines', `the offer to ${child.name} says where`);
  for (const language of ['en', 'fr']) {
    await page.goto(`${page.url().split('?')[0]}?langue=${language}`);
    await expectOnFirstScreen(page, `the offer to ${child.name} (${language})`);
    await shoot(page, `${shot}-${language}`);
  }
  await shoot(page, shot, true);
  await enter(page, 'form[action$="/accepter"] button');
  await expectText(page, 'Vous avez accepté cette place', `${child.name} has the place`);
}

/* ---- The staff, at a desk. ---- */

const press = (page, selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);

async function triage(agent, { name }) {
  await agent.goto(at('/rpe'));
  await agent.fill('.app-work__search [name=text]', name.split(' ')[1]);
  await press(agent, 'form.app-work__search button[type=submit]');
  await Promise.all([agent.waitForNavigation(), agent.locator('main table a', { hasText: name }).first().click()]);
  await press(agent, 'form[action$="/prendre-en-charge"] button');
  await agent.check('[name=tracks][value=commission]');
  await press(agent, 'form[action$="/orienter"] button');
  const sessions = await agent.locator('form[action$="/seance"] option').allInnerTexts();
  await agent.selectOption('[name=sessionId]', { index: sessions.findIndex((text) => text.includes('Montceau')) });
  await press(agent, 'form[action$="/seance"] button');
  await expectText(agent, 'La demande est inscrite à la commission', `${name} is listed`);
}

const clock = await (await open(1280, 900)).newPage();
async function travel(...jumps) {
  for (const days of jumps) {
    await clock.goto(at('/demo'));
    await clock.check(`[name=days][value="${days}"]`);
    await press(clock, 'form[action="/demo/horloge"] button');
  }
}

/** A sign-in lasts one working day: after each journey in time, somebody signs in again. */
const staff = async (who) => signIn(await open(1280, 900), demo.base, `${who}@marelle.example`);

async function coordinatorAt(path) {
  const page = await staff('coordination');
  await page.goto(at(path));
  return page;
}

/** The four figures of the report: with, partly, without, pending. */
async function report() {
  const page = await coordinatorAt('/rapport');
  await shoot(page, 'report', true);
  const figures = ['other--with', 'other--partly', 'number', 'other--pending'];
  return Promise.all(figures.map(async (name) => Number(await page.locator(`.app-headline__${name}`).innerText())));
}

/** The first coming session of Montceau: its sheet. */
async function sessionPath() {
  const page = await coordinatorAt('/commissions');
  return page.locator('main table tr', { hasText: 'Montceau' }).first().locator('a').getAttribute('href');
}

const step = (page, name) => press(page, `form[action$="/etape"]:has([name=step][value=${name}]) button`);

async function story() {
  await deposit(await (await open(390, 844)).newPage());
  const agent = await staff('rpe');
  for (const child of [NOE, LIAM, ALICE]) await triage(agent, child);
  await agent.goto(at('/rpe'));
  await shoot(agent, 'inbox');

  const session = await sessionPath();
  await travel(7, 3);
  const confirming = await follow(NOE, 'session-confirm');
  await enter(confirming, 'form[action$="/confirmer"] button');
  await expectText(confirming, 'Merci', 'the family still needs a place');
  // To the day of the session.
  await travel(11, 7, 1, 1);
  const coordinator = await coordinatorAt(session);
  await step(coordinator, 'places');
  await expectText(coordinator, 'Déclarées le', 'the places are declared');
  for (let tries = 0; tries < LONGEST_FREEZE_SECONDS; tries += 1) {
    await coordinator.reload();
    if ((await textOf(coordinator)).includes('Liste arrêtée')) break;
    await sleep(1000);
  }
  await expectText(coordinator, 'Liste arrêtée', 'the list is fixed by itself');
  await step(coordinator, 'prepare');
  await step(coordinator, 'open');
  const asked = await coordinator.locator('form:has([name=confirmedDay])').count();
  expectThat(asked === 0, 'the session sits on its day, and opening it asks nothing');
  // One case is open at a time: the third is the last.
  await coordinator.locator('.app-case > summary').last().click();
  await expectText(coordinator, 'complet le mardi', 'the third has no place');
  expectThat(!/Noé|Clavière|Fontaine|Laurent/.test(await coordinator.content()), 'the session screen shows no name');
  await shoot(coordinator, 'session', true);
  await press(coordinator, 'form[action$="/seance/suivre"] button');
  await press(coordinator, 'a[href$="/seance/clore"]');
  await coordinator.check('[name=nobodyPresent]');
  await press(coordinator, 'main form:has([name=nobodyPresent]) button');
  expectThat(coordinator.url().endsWith('/compte-rendu'), `the session is closed and minuted, at ${coordinator.url()}`);

  const waiting = await follow(ALICE, 'session-waiting');
  await expectText(waiting, 'mardi matin', 'the family without a place reads where the room was lacking');
  await shoot(waiting, 'waiting', true);

  const before = await report();
  await accept(NOE, 'offer');
  const after = await report();
  expectThat(after[0] === before[0] + 1, `one family more with a solution: ${before} then ${after}`);

  await travel(11);
  const lapsed = await follow(LIAM, 'offer-expired');
  await expectText(lapsed, 'liste d’attente', 'its family waits again');
  // The seat is full until a child leaves at the end of February. Alice's family did not say that it could wait so long.
  const director = await staff('creche.montceau');
  await director.goto(at('/eaje/ma-71306/places'));
  await press(director, 'main a[href$="/places-plus-tard"]');
  await expectText(director, 'Bébés, à partir du 2 mars 2027', 'the director reads from when the place is free');
  await expectText(director, 'Devrait attendre', 'and who would have to wait for it');
  await shoot(director, 'later', true);
  await press(director, 'main a[href*="/places-plus-tard/babies/"]');
  await press(director, 'main form:has(button) button[type=submit]');
  await expectText(director, 'La question est partie', 'the family is asked');

  const question = await follow(ALICE, 'first-day-asked');
  await expectText(question, 'à partir du 2 mars 2027', 'the question says from when');
  await shoot(question, 'question', true);
  await enter(question, 'button[name=answer][value=yes]');
  await expectText(question, 'Votre oui est enregistré', 'the yes is kept');

  const between = await report();
  await accept(ALICE, 'offer-again');
  const end = await report();
  // Alice has a sister who still waits: her family is answered in part.
  expectThat(end[0] + end[1] === between[0] + between[1] + 1, `one family more answered: ${between} then ${end}`);

  await director.goto(at('/eaje/ma-71306/semaine'));
  await expectText(director, 'Bébés', 'the week of the nursery');
  await shoot(director, 'week');
}

try {
  await story();
} catch (error) {
  failures.push(String(error.stack ?? error));
} finally {
  await browser.close();
  demo.stop();
}
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
