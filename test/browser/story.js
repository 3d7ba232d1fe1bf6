/**
 * The story in Chromium against the demo, JavaScript off: a parent with the keyboard only at 390 px, staff at 1280 px. An
 * imported child and the parent's own go through triage and a session; one offer is accepted, one expires and is re-offered.
 * Usage: npm run test:story [-- --shots DIR]. Prints `N passed, N failed` last.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { signIn, startChromium, startDemo } from './demo.js';

const { values: options } = parseArgs({ options: { shots: { type: 'string' } } });
if (options.shots) mkdirSync(options.shots, { recursive: true });

let passed = 0;
const failures = [];
const expectText = async (page, text, what) => {
  const said = (await page.locator('body').innerText()).replace(/[\s\u00a0\u202f]+/g, ' ');
  if (text instanceof RegExp ? text.test(said) : said.includes(text)) passed += 1;
  else failures.push(`${what}: "${text}" is not at ${page.url()}\n    ${said.slice(0, 600)}`);
};
const shoot = async (page, name) => options.shots && page.screenshot({ path: join(options.shots, `${name}.png`) });

const demo = await startDemo();
const browser = await startChromium();
const open = (width, height) => browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR', viewport: { width, height } });

/** Goes to a control with the Tab key, as somebody without a mouse does. */
async function tabTo(page, selector) {
  for (let press = 0; press < 150; press += 1) {
    if ((await page.locator(`${selector}:focus`).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} cannot be reached with the keyboard at ${page.url()}`);
}
async function type(page, id, text) {
  await tabTo(page, `[name="${id}"]`);
  await page.keyboard.type(text);
}
/** A radio group is one stop of Tab; arrows choose in it. */
async function choose(page, name, value) {
  await tabTo(page, `[name="${name}"]`);
  await page.keyboard.press('Space');
  for (let press = 0; press < 12; press += 1) {
    if ((await page.locator(`[name="${name}"][value="${value}"]:checked`).count()) > 0) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`${name} cannot be set to ${value} with the keyboard at ${page.url()}`);
}
async function tick(page, name, value) {
  await tabTo(page, `[name="${name}"][value="${value}"]`);
  await page.keyboard.press('Space');
}
async function enter(page, selector) {
  await tabTo(page, selector);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}
const send = (page) => enter(page, 'main form button[type=submit]:not([name])');
/** Sends a page that is filled as it should be. */
async function next(page) {
  const from = page.url();
  await send(page);
  const summary = page.locator('.govuk-error-summary');
  if ((await summary.count()) > 0) throw new Error(`${from} was refused: ${await summary.innerText()}`);
}

async function deposit(page) {
  await page.goto(`${demo.base}/`);
  await shoot(page, 'home');
  await enter(page, 'form[action="/dossier/commencer"] button');
  await expectText(page, 'Votre dossier', 'the task list');
  const draft = page.url();
  await page.goto(`${draft}/responsable/1`);
  await type(page, 'firstName', 'Inès');
  await type(page, 'surname', 'Clavière');
  await type(page, 'email', 'ines.claviere@exemple.fr');
  await tabTo(page, '#communeCode');
  await page.keyboard.type('Montceau');
  await choose(page, 'parentalAuthority', 'yes');
  await choose(page, 'situation', 'working');
  await next(page);
  await page.goto(`${draft}/foyer`);
  await choose(page, 'loneParent', 'yes');
  await next(page);
  await page.goto(`${draft}/enfant/1`);
  await send(page);
  await expectText(page, 'Il y a un problème', 'an empty page says what is wrong');
  await choose(page, 'born', 'born');
  await type(page, 'firstName', 'Noé');
  await type(page, 'birthDay', '14');
  await type(page, 'birthMonth', '6');
  await type(page, 'birthYear', '2026');
  await type(page, 'surname', 'Clavière');
  await next(page);
  await page.goto(`${draft}/besoin/1`);
  await choose(page, 'kind', 'regular');
  await type(page, 'wantedFromDay', '1');
  await type(page, 'wantedFromMonth', '2');
  await type(page, 'wantedFromYear', '2027');
  await type(page, 'commonStart', '8h30');
  await type(page, 'commonEnd', '17h');
  for (const day of ['tue', 'thu']) await tick(page, 'days', day);
  await next(page);
  await page.goto(`${draft}/voeux/1`);
  await enter(page, 'button[value="add:ma-71306"]');
  await page.goto(`${draft}/points`);
  await next(page);
  await page.goto(`${draft}/accords`);
  await choose(page, 'shareWithProviders', 'yes').catch(() => tick(page, 'shareWithProviders', 'yes'));
  await choose(page, 'reminders', 'yes').catch(() => tick(page, 'reminders', 'yes'));
  await next(page);
  await page.goto(`${draft}/verifier`);
  await expectText(page, 'Noé', 'the answers before sending');
  await enter(page, 'form[action$="/envoyer"] button');
  await expectText(page, /bien reçu/, 'the receipt');
}

async function triage(agent, url) {
  await agent.goto(url);
  const press = async (action, prepare) => {
    await prepare?.();
    await Promise.all([agent.waitForNavigation(), agent.click(`form[action$="${action}"] button[type=submit]`)]);
  };
  if ((await agent.locator('form[action$="/prendre-en-charge"]').count()) > 0) await press('/prendre-en-charge');
  await press('/orienter', () => agent.check('[name=tracks][value=commission]'));
  await press('/seance', () => agent.locator('form[action$="/seance"] [name=sessionId]').first().check().catch(() => agent.selectOption('form[action$="/seance"] [name=sessionId]', { index: 1 })));
  await expectText(agent, 'Présentée en commission', 'listed for the session');
}

async function travel(page, days) {
  await page.goto(`${demo.base}/demo`);
  await page.check(`[name=days][value="${days}"]`);
  await Promise.all([page.waitForNavigation(), page.click('form[action="/demo/horloge"] button[type=submit]')]);
}

/** The families that wrote to: opens the latest message of a subject and follows its link with the child's date. */
async function follow(context, subject, skip = []) {
  const page = await context.newPage();
  await page.goto(`${demo.base}/demo`);
  const found = await page.locator('main li').filter({ hasText: subject }).all();
  for (const one of found) {
    const text = await one.innerText();
    if (skip.some((email) => text.includes(email))) continue;
    await one.locator('a').click();
    return { page, email: /[\w.-]+@[\w.-]+/.exec(text)[0] };
  }
  throw new Error(`No message "${subject}" on the demo page`);
}

try {
  const phone = await open(390, 844);
  await deposit(await phone.newPage());

  const desk = await open(1280, 900);
  const agent = await signIn(desk, demo.base, 'rpe@marelle.example');
  await agent.goto(`${demo.base}/rpe`);
  await shoot(agent, 'inbox');
  const own = await agent.goto(`${demo.base}/rpe?text=Clavi%C3%A8re`).then(() => agent.locator('main table a').first().getAttribute('href'));
  await triage(agent, `${demo.base}${own}`);
  await agent.goto(`${demo.base}/rpe?state=submitted&provider=ma-71306`);
  const imported = await agent.locator('main table a[href*="/rpe/demandes/"]').evaluateAll((links) => links.slice(0, 3).map((link) => link.getAttribute('href')));
  for (const href of imported) await triage(agent, `${demo.base}${href}`);
  passed += imported.length;

  const nursery = await open(1280, 900);
  const director = await signIn(nursery, demo.base, 'creche.montceau@marelle.example');
  await director.goto(`${demo.base}/eaje/ma-71306/semaine`);
  await expectText(director, 'Bébés', 'the week of the nursery');
  await shoot(director, 'week');

  const anyone = await open(1280, 900);
  const clock = await anyone.newPage();
  await travel(clock, '30');
  const office = await open(1280, 900);
  const coordinator = await signIn(office, demo.base, 'elue@marelle.example').then(async (page) => { await page.close(); return signIn(office, demo.base, 'coordination@marelle.example'); });
  await coordinator.goto(`${demo.base}/commissions`);
  const session = await coordinator.locator('main a[href^="/commissions/"]').filter({ hasText: /Montceau/ }).first().getAttribute('href');
  const id = /[0-9a-f-]{36}/.exec(session)[0];
  const step = async (name) => {
    await coordinator.goto(`${demo.base}/commissions/${id}`);
    const form = coordinator.locator(`form[action$="/etape"]:has([name=step][value=${name}])`);
    if ((await form.count()) > 0) await Promise.all([coordinator.waitForNavigation(), form.locator('button').click()]);
  };
  for (const name of ['call', 'places', 'freeze', 'prepare', 'open']) await step(name);
  await coordinator.goto(`${demo.base}/commissions/${id}/seance`);
  await shoot(coordinator, 'session');
  const names = ['Clavière', 'Noé'];
  const screen = await coordinator.locator('body').innerText();
  if (names.some((name) => screen.includes(name))) failures.push('the session screen shows a name');
  else passed += 1;
  await Promise.all([coordinator.waitForNavigation(), coordinator.click('form[action$="/seance/suivre"] button')]);
  await Promise.all([coordinator.waitForNavigation(), coordinator.click('form[action$="/seance/clore"] button')]);
  await expectText(coordinator, /clos/i, 'the session is closed');

  const { page: mail } = await follow(phone, 'Une place vous est proposée');
  await expectText(mail, 'Multi-accueil de Montceau-les-Mines', 'the message says where');
  await mail.goto(`${demo.base}/demo`);
  const offered = await mail.locator('main li').filter({ hasText: 'Une place vous est proposée' }).filter({ hasText: 'ines.claviere' }).count();
  if (offered === 1) {
    await mail.locator('main li').filter({ hasText: 'Une place vous est proposée' }).filter({ hasText: 'ines.claviere' }).locator('a').click();
    await mail.locator('main a[href^="/suivre/"]').click();
    await mail.fill('[name=dateDay]', '14');
    await mail.fill('[name=dateMonth]', '6');
    await mail.fill('[name=dateYear]', '2026');
    await Promise.all([mail.waitForNavigation(), mail.click('main form button[type=submit]')]);
    if (!mail.url().includes('/offres/')) await mail.locator('main a[href*="/mon-dossier/offres/"]').first().click();
    await shoot(mail, 'offer');
    await Promise.all([mail.waitForNavigation(), mail.click('form[action$="/accepter"] button')]);
    await expectText(mail, /accept/i, 'the offer is accepted');
  } else failures.push('the parent’s own child was not offered a place');

  await travel(clock, '11');
  await travel(clock, '3');
  await clock.goto(`${demo.base}/demo`);
  await expectText(clock, 'La proposition de place est close', 'the offers nobody answered have lapsed');

  await coordinator.goto(`${demo.base}/rapport`);
  await expectText(coordinator, 'Familles avec et sans solution', 'the report');
  const withSolution = Number(/Avec une solution\s+(\d+)|(\d+)\s+Avec une solution/.exec((await coordinator.locator('main').innerText()).replace(/\s+/g, ' '))?.slice(1).find(Boolean) ?? 0);
  if (withSolution >= 1) passed += 1;
  else failures.push(`the report counts ${withSolution} families with a solution`);
  await shoot(coordinator, 'report');
} catch (error) {
  failures.push(String(error.stack ?? error));
} finally {
  await browser.close();
  demo.stop();
}
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
